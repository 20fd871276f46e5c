import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Cluster, type ClusterOptions, clusterUrl, openCluster } from "./cluster";

let options: ClusterOptions;

beforeAll(async () => {
  const state = await mkdtemp(join(tmpdir(), "cluster-"));
  await chmod(state, 0o755);
  options = { state, name: "postgres", durable: true, path: process.env.PATH };
});

afterAll(async () => {
  await rm(options.state, { recursive: true, force: true });
});

async function open(): Promise<Cluster> {
  const cluster = await openCluster(options);
  onTestFinished(() => cluster.release());
  return cluster;
}

async function ask<T>(cluster: Cluster, query: string): Promise<T | undefined> {
  const sql = postgres(cluster.url("postgres"), { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe<Array<{ answer: T }>>(query);
    return row?.answer;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(options.state, "postgres/data/postmaster.pid"), "utf8"), 10);
}

async function running(): Promise<boolean> {
  return (await clusterUrl(options, "postgres"))?.running === true;
}

test("makes a cluster that only this machine and only its owner can use", async () => {
  const cluster = await open();
  expect(cluster.started).toBe(true);
  expect(await ask(cluster, "select current_setting('listen_addresses') as answer")).toBe("127.0.0.1");
  expect(await ask(cluster, "select current_setting('TimeZone') as answer")).toBe("UTC");
  expect(
    await ask(
      cluster,
      "select datcollate || ' ' || pg_encoding_to_char(encoding) as answer from pg_database where datname = 'postgres'",
    ),
  ).toBe("C.UTF-8 UTF8");
  expect((await stat(join(options.state, "postgres.password"))).mode & 0o777).toBe(0o600);
  const stranger = new URL(cluster.url("postgres"));
  stranger.password = "guessed";
  const sql = postgres(stranger.href, { max: 1 });
  await expect(sql`select 1`).rejects.toMatchObject({ code: "28P01" });
  await sql.end();
});

test("is shared: the last one out stops it, and it comes back with its data on the same port", async () => {
  const first = await open();
  await ask(first, "create table kept as select 42 as answer");
  const second = await open();
  expect(second.started).toBe(false);
  await first.release();
  expect(await ask(second, "select answer from kept")).toBe(42);
  await second.release();
  expect(await running()).toBe(false);
  const third = await open();
  expect(third.started).toBe(true);
  expect(third.url("postgres")).toBe(first.url("postgres"));
  expect(await ask(third, "select answer from kept")).toBe(42);
});

test("two that start it at once get the same server", async () => {
  const both = await Promise.all([open(), open()]);
  expect(both.map((cluster) => cluster.started).sort()).toEqual([false, true]);
  expect(both[0].url("x")).toBe(both[1].url("x"));
});

test("recovers after the server was killed", async () => {
  const first = await open();
  await ask(first, "create table survived as select 7 as answer");
  process.kill(await postmaster(), "SIGKILL");
  const second = await open();
  expect(await ask(second, "select answer from survived")).toBe(7);
});

test("is not fooled by a stale lock file whose number another process has now", async () => {
  const first = await open();
  const lock = join(options.state, "postgres/data/postmaster.pid");
  const text = await readFile(lock, "utf8");
  await first.release();
  await writeFile(lock, text.replace(/^\d+/, String(process.pid)));
  expect((await open()).started).toBe(true);
});

test("adopts a server whose owner was killed, and stops it in the end", async () => {
  const script = `import("./db/cluster.ts").then((m) => m.openCluster(${JSON.stringify(options)})).then(() => console.log("up"))`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const orphan = await postmaster();
  child.kill("SIGKILL");
  await once(child, "exit");
  const adopted = await open();
  expect(adopted.started).toBe(false);
  expect(await postmaster()).toBe(orphan);
  await adopted.release();
  expect(await running()).toBe(false);
});
