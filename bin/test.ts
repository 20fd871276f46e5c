import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@/db/cluster/server";
import { seedDemo } from "@/db/seed/demo";
import { createTestDatabase } from "@/db/testing/create";
import { buildIfNeeded } from "./build";
import { migrate } from "./migrate";
import { serve, untilReady } from "./serve";
import { root, state } from "./target";
import { ensureBrowser } from "./testing/browser";
import { openTestServer } from "./testing/server";
import { readReport, sum, type Tally, tallyPlaywright, tallyVitest } from "./testing/tally";

const reports = join(state, "reports");
const say = (line: string) => console.log(line);
const children = new Set<ChildProcess>();
let cleanUp: () => Promise<void> = async () => {};

function run(command: string, arguments_: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(join(root, "node_modules/.bin", command), arguments_, {
      cwd: root,
      env,
      stdio: "inherit",
    });
    children.add(child);
    child.once("error", () => resolve(1));
    child.once("exit", (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

async function step(name: string, work: () => Promise<Tally>): Promise<Tally> {
  const started = performance.now();
  say(`\n── ${name}`);
  const tally = await work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  say(
    `── ${name}: ${tally.passed} passed, ${tally.failed} failed, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return tally;
}

/** A step that holds or does not. */
async function holds(status: Promise<number>): Promise<Tally> {
  return (await status) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(project: string): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  rmSync(report, { force: true });
  const flags = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const status = await run("vitest", ["run", "--project", project, ...flags]);
  return tallyVitest(await readReport(report), status);
}

async function types(): Promise<number> {
  // The types of the routes are generated; a fresh clone has none.
  return (await run("next", ["typegen"])) || run("tsc", ["--noEmit"]);
}

async function build(): Promise<Tally> {
  await buildIfNeeded({ ...process.env, NEXT_TELEMETRY_DISABLED: "1" }, say);
  return { passed: 1, failed: 0 };
}

/** The built console on a database of its own with the demo business in it, and a real browser in front. */
async function endToEnd(): Promise<Tally> {
  ensureBrowser(say);
  const server = await openTestServer(say);
  const database = await createTestDatabase(server);
  const port = await freePort(undefined);
  const base = `http://localhost:${port}`;
  const report = join(reports, "e2e.json");
  const log = join(reports, "e2e-server.log");
  rmSync(report, { force: true });
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: "a secret of the browser tests only",
    NEXTAUTH_URL: base,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  await migrate(database.url, say);
  await seedDemo(database.sql);
  const served = serve(port, false, environment, openSync(log, "w"));
  cleanUp = async () => {
    await served.stop();
    await database.close();
    await server.release();
  };
  try {
    await untilReady(served, port);
    const status = await run("playwright", ["test"], {
      ...environment,
      E2E_BASE_URL: base,
      E2E_REPORT: report,
      NODE_OPTIONS: "--conditions=react-server",
    });
    if (status !== 0)
      say(`The end of the server's log:\n${readFileSync(log, "utf8").split("\n").slice(-30).join("\n")}`);
    return tallyPlaywright(await readReport(report), status);
  } finally {
    await cleanUp();
    cleanUp = async () => {};
  }
}

async function main(): Promise<number> {
  mkdirSync(reports, { recursive: true });
  const tallies = [
    await step("format", () => holds(run("biome", ["format", "."]))),
    await step("lint", () => holds(run("biome", ["lint", "."]))),
    await step("types", () => holds(types())),
    await step("unused code", () => holds(run("knip", []))),
    await step("unit tests", () => vitest("unit")),
    await step("integration tests", () => vitest("integration")),
    await step("build", build),
    await step("browser tests", endToEnd),
  ];
  const { passed, failed } = sum(tallies);
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill("SIGTERM");
    void cleanUp().finally(() => process.exit(130));
  });
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
