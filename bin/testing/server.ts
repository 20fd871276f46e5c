import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSql } from "@/db/client";
import { openCluster } from "@/db/cluster";
import { apply } from "@/lib/migrations/apply";
import { loadSets } from "@/lib/migrations/sets";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The PostgreSQL of a test run, with a database that has every migration. */
export interface TestServer {
  adminUrl: string;
  template: string;
  release(): Promise<void>;
}

/**
 * Starts the tests' own throw-away PostgreSQL and makes sure that it has a template database migrated by the real engine;
 * one made earlier is used again as long as neither migrations nor engine changed. Throws when there is no server to be had
 * or a migration fails: without a database the run must not pass.
 */
export async function openTestServer(say: (line: string) => void = () => {}): Promise<TestServer> {
  const cluster = await openCluster({
    state: join(root, ".data"),
    name: "test-postgres",
    durable: false,
    path: process.env.PATH,
    say,
  });
  try {
    const template = `template_${await fingerprint()}`;
    const admin = createSql(cluster.url("postgres"), { max: 1, applicationName: "countinghouse tests" });
    try {
      // Two runs starting at once must not both build it; the lock goes with the session.
      await admin`select pg_advisory_lock(7001)`;
      await sweep(admin, template);
      const [found] = await admin`select from pg_database where datname = ${template}`;
      if (!found) await build(admin, cluster.url, template);
    } finally {
      await admin.end({ timeout: 5 });
    }
    return { adminUrl: cluster.url("postgres"), template, release: cluster.release };
  } catch (error) {
    await cluster.release();
    throw error;
  }
}

type Admin = ReturnType<typeof createSql>;

async function build(admin: Admin, url: (name: string) => string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await admin.unsafe(`drop database if exists ${draft} with (force)`);
  await admin.unsafe(`create database ${draft}`);
  const sql = createSql(url(draft), { max: 1 });
  try {
    for (const set of await loadSets(join(root, "db/migrations"))) {
      const result = await apply(sql, set);
      if (result.outcome === "done") continue;
      const { failure } = result;
      const where = failure ? ` at ${failure.step}, line ${failure.line ?? "?"}: ${failure.message}` : "";
      throw new Error(`The migrations of ${set.id} do not apply (${result.reasons.join(" ")})${where}`);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
  await admin.unsafe(`alter database ${draft} rename to ${template}`);
}

/** Drops templates of older migrations and databases left behind by runs that were killed. */
async function sweep(admin: Admin, template: string): Promise<void> {
  const rows = await admin<{ datname: string }[]>`
    select datname from pg_database where datname ~ '^(template_[0-9a-f]{12}(_draft)?|test_[0-9]+_[0-9]+)$'`;
  for (const { datname } of rows) {
    const owner = /^test_(\d+)_/.exec(datname)?.[1];
    if (datname === template || (owner !== undefined && isAlive(Number(owner)))) continue;
    await admin.unsafe(`drop database if exists ${datname} with (force)`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of ["db/migrations", "lib/migrations"]) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    for (const file of files.sort())
      hash
        .update(file.slice(root.length))
        .update("\0")
        .update(await readFile(file))
        .update("\0");
  }
  return hash.digest("hex").slice(0, 12);
}
