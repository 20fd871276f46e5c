import { createSql } from "@/db/client";
import { DEMO_DOMAIN, DEMO_PASSWORD } from "@/db/enums/demo";
import { seedDemo } from "@/db/seed/demo";
import { buildIfNeeded } from "./build";
import { migrate } from "./migrate";
import { choosePort, type Served, serve, untilReady } from "./serve";
import { loadEnvironment, openTarget, ownSecret, Refusal, type Target } from "./target";

const ACCOUNTS = ["admin", "support", "finance", "auditor"].map((name) => `${name}@${DEMO_DOMAIN}`);

const dev = process.argv.includes("--dev");
const wantsDemo = process.argv.includes("--demo");
const refusesDemo = process.argv.includes("--no-demo");
const say = (line: string) => console.log(line);

let target: Target | undefined;
let served: Served | undefined;
let stopping: Promise<never> | undefined;

/** Stops the server, then gives the database up, once; a second signal meanwhile changes nothing. */
function shutDown(status: number): Promise<never> {
  stopping ??= (async () => {
    await served?.stop();
    await target?.release().catch((error: unknown) => console.error(sentence(error)));
    process.exit(status);
  })();
  return stopping;
}

function sentence(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function isDemo(url: string): Promise<boolean> {
  const sql = createSql(url, { max: 1 });
  try {
    const rows = await sql`select from core.settings where key = 'demo'`;
    return rows.length > 0;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function loadDemo({ url, isPrivate }: Target): Promise<void> {
  if (refusesDemo || !(isPrivate || wantsDemo)) return;
  const sql = createSql(url, { max: 2, applicationName: "countinghouse demo" });
  try {
    const [row] = await sql<{ empty: boolean }[]>`
      select not exists (select from core.staff) and not exists (select from billing.subscriptions) as empty`;
    if (!row?.empty) return;
    say("Loading demo data into the empty database…");
    await seedDemo(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function environmentFor({ url }: Target, port: number): Promise<NodeJS.ProcessEnv> {
  // Everybody knows the password of the demo accounts: they are for this machine only.
  const host = process.env.LISTEN_ADDRESS || ((await isDemo(url)) ? "127.0.0.1" : "");
  return {
    ...process.env,
    LISTEN_ADDRESS: host,
    PORT: String(port),
    DATABASE_URL: url,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || (await ownSecret()),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

async function up(): Promise<void> {
  loadEnvironment(dev);
  const port = await choosePort(process.env.PORT);
  target = await openTarget(undefined, say);
  await migrate(target.url, say);
  await loadDemo(target);
  const environment = await environmentFor(target, port);
  if (!dev) await buildIfNeeded(environment, say);
  if (stopping) return;
  served = serve(port, dev, environment);
  served.process.once("exit", (code) => {
    if (!stopping) console.error("The server ended by itself.");
    void shutDown(code ?? 1);
  });
  await untilReady(served, port);
  say(`\nCountinghouse is ready: ${environment.NEXTAUTH_URL}`);
  if (await isDemo(target.url)) {
    say(`Demo accounts, password ${DEMO_PASSWORD}:`);
    for (const email of ACCOUNTS) say(`  ${email}`);
  }
  say("Ctrl-C stops it.\n");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void shutDown(0));

up().catch((error: unknown) => {
  if (stopping) return;
  console.error(sentence(error));
  void shutDown(error instanceof Refusal ? error.status : 1);
});
