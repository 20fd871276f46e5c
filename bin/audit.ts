import { parseArgs } from "node:util";
import { createDb } from "@/db/client";
import { loadEnvironment, openTarget, Refusal } from "./target";

const USAGE = `npm run audit -- verify [--json] [--database-url URL]

  verify   recompute the hash chain of the audit log and name the first broken row

Exit status: 0 the chain holds, 1 it is broken, 2 it could not be verified.`;

const COULD_NOT = 2;

async function main(): Promise<void> {
  const { values, positionals } = parse();
  if (values.help) return console.log(USAGE);
  if (positionals.length !== 1 || positionals[0] !== "verify") throw new Refusal(USAGE);
  loadEnvironment(false);
  const target = await openTarget(values["database-url"], (line) => console.error(line));
  const { db, close } = createDb(target.url, { max: 1, applicationName: "countinghouse audit" });
  try {
    // Imported late: these modules read the environment, which `.env` has only just completed.
    const { createContext } = await import("@/lib/core/context");
    const { verifyAudit } = await import("@/lib/system/audit/commands");
    const report = await verifyAudit(createContext({ type: "system", name: "Command line" }, { db }));
    if (values.json) console.log(JSON.stringify(report, null, 2));
    else {
      console.log(`${report.sealed} rows sealed, ${report.unsealed} waiting to be sealed.`);
      console.log(`Head ${report.head ?? "(none yet)"} at ${report.verifiedAt}`);
      console.log(report.broken ? told(report.broken) : "The chain holds.");
    }
    process.exitCode = report.broken ? 1 : 0;
  } finally {
    await close();
    await target.release();
  }
}

function told(broken: { seq: number | null; auditId: number | null; problem: string }): string {
  const where = [
    broken.auditId === null ? "" : `audit row ${broken.auditId}`,
    broken.seq === null ? "" : `seal ${broken.seq}`,
  ];
  return `BROKEN at ${where.filter(Boolean).join(", ")}: ${broken.problem}.`;
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        "database-url": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = COULD_NOT;
});
