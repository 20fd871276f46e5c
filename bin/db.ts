import { userInfo } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createSql } from "@/db/client";
import { ClusterError, clusterUrl } from "@/db/cluster";
import { type ApplyResult, apply } from "@/lib/migrations/apply";
import { status } from "@/lib/migrations/ledger";
import { EXIT_STATUS, MigrationRefusal, type Outcome } from "@/lib/migrations/outcome";
import { rollback } from "@/lib/migrations/rollback";
import { loadSets, type MigrationSet } from "@/lib/migrations/sets";
import { type ValidateResult, validate } from "@/lib/migrations/validate";
import { printApply, printRollback, printStatus, printValidate } from "./db-print";
import { loadEnvironment, openTarget, Refusal, root, state } from "./target";

const USAGE = `npm run db -- <verb> [options]

  url        print the connection string of the database in use (it holds the password)
  status     every set and step: applied, pending, changed, missing, skipped
  apply      apply what is pending, set by set, each in one transaction
  validate   run all checks and look up every foreign key; changes nothing
  rollback   undo the last step of a set; without --confirm only shows what would be lost

  --set ID            only this set (rollback needs it)
  --dir PATH          the folder of sets; default db/migrations
  --database-url URL  default DATABASE_URL, else the private PostgreSQL
  --json              one JSON document instead of text
  --wait SECONDS      how long to wait for the migration lock; default 5
  --steps N           rollback: how many steps; default 1
  --to NUMBER         rollback: undo everything after this step; 0 undoes all
  --confirm ID        rollback: the name of the set, to really do it

Exit status: 0 done, 2 refused, 3 lock held, 4 failed and rolled back, 1 the database cannot be reached.`;

const OPTIONS = {
  set: { type: "string" },
  dir: { type: "string" },
  "database-url": { type: "string" },
  json: { type: "boolean", default: false },
  wait: { type: "string", default: "5" },
  steps: { type: "string" },
  to: { type: "string" },
  confirm: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

const { values, positionals } = parse();
const say = (line: string) => console.error(line);

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(EXIT_STATUS.refused);
  }
}

function output(result: unknown, print: () => void): void {
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else print();
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < 0) {
    throw new Refusal(`--${name} must be a whole number, not "${text}".`, EXIT_STATUS.refused);
  }
  return value;
}

async function chosenSets(): Promise<MigrationSet[]> {
  const sets = await loadSets(values.dir ?? join(root, "db/migrations"));
  if (values.set === undefined) return sets;
  const chosen = sets.filter((set) => set.id === values.set);
  if (chosen.length > 0) return chosen;
  const known = sets.map((set) => set.id).join(", ");
  throw new Refusal(`There is no set "${values.set}"; there are: ${known || "none"}.`, EXIT_STATUS.refused);
}

type Verb = (sql: ReturnType<typeof createSql>, sets: MigrationSet[]) => Promise<Outcome>;

const VERBS: Record<string, Verb> = {
  status: async (sql, sets) => {
    const result = await status(sql, sets);
    output(result, () => printStatus(result));
    return "done";
  },
  apply: async (sql, sets) => {
    const results: ApplyResult[] = [];
    for (const set of sets) {
      const result = await apply(sql, set, {
        lockWaitMs: 1000 * (wholeNumber("wait", values.wait) ?? 5),
        by: user(),
      });
      results.push(result);
      if (!values.json) printApply(result);
      if (result.outcome !== "done") break;
    }
    if (values.json) console.log(JSON.stringify(results, null, 2));
    return results.at(-1)?.outcome ?? "done";
  },
  validate: async (sql, sets) => {
    const results: ValidateResult[] = [];
    for (const set of sets) results.push(await validate(sql, set));
    output(results, () => {
      for (const result of results) printValidate(result);
    });
    return results.every((result) => result.valid) ? "done" : "refused";
  },
  rollback: async (sql, [set]) => {
    if (values.set === undefined || !set) throw new Refusal("rollback needs --set.", EXIT_STATUS.refused);
    const steps = wholeNumber("steps", values.steps);
    const to = wholeNumber("to", values.to);
    if (steps === 0) throw new Refusal("--steps must be at least 1.", EXIT_STATUS.refused);
    const lockWaitMs = 1000 * (wholeNumber("wait", values.wait) ?? 5);
    const result = await rollback(sql, set, { steps, to, lockWaitMs, confirm: values.confirm, by: user() });
    output(result, () => printRollback(result));
    return result.outcome;
  },
};

/** Who is at the keyboard, for the ledger. */
function user(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

async function printUrl(): Promise<void> {
  const named = values["database-url"] ?? process.env.DATABASE_URL;
  const own = named ? undefined : await clusterUrl({ state, name: "postgres" }, "countinghouse");
  const url = named ?? own?.url;
  if (!url) throw new Refusal("There is no database yet: `npm run up` makes one, or set DATABASE_URL.");
  output({ url, running: own?.running ?? null }, () => console.log(url));
  if (own?.running === false) say("The private PostgreSQL is not running; it runs while `npm run up` does.");
}

async function main(): Promise<number> {
  const [verb, ...rest] = positionals;
  loadEnvironment(false);
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (verb === "url") {
    await printUrl();
    return 0;
  }
  const action = verb === undefined || rest.length > 0 ? undefined : VERBS[verb];
  if (!action) {
    console.error(USAGE);
    return EXIT_STATUS.refused;
  }
  const sets = await chosenSets();
  const target = await openTarget(values["database-url"], say);
  // Interrupted or not, the last one out stops the private server; an open transaction goes with this process.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void target.release().finally(() => process.exit(130)));
  }
  const sql = createSql(target.url, { max: 1, applicationName: `countinghouse db ${verb}` });
  try {
    return EXIT_STATUS[await action(sql, sets)];
  } finally {
    await sql.end({ timeout: 5 });
    await target.release();
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const known =
      error instanceof Refusal || error instanceof ClusterError || error instanceof MigrationRefusal;
    const message =
      error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
    if (values.json)
      console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    else console.error(message);
    process.exitCode =
      error instanceof MigrationRefusal ? EXIT_STATUS.refused : error instanceof Refusal ? error.status : 1;
  },
);
