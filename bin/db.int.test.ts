import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { SHOP, setFolder, setJson } from "@/lib/migrations/test-sets";

const { sql, url } = await testDatabase({ empty: true });

beforeEach(async () => {
  await sql.unsafe("drop schema if exists shop cascade; drop schema if exists migrations cascade");
});

function start(arguments_: string[], databaseUrl = url) {
  const flags = ["--conditions=react-server", "--import", "tsx", join(process.cwd(), "bin/db.ts")];
  const child = spawn(process.execPath, [...flags, ...arguments_], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const printed = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    printed.out += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    printed.err += chunk.toString("utf8");
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close").then(() => ({ status: child.exitCode, ...printed }));
  return { child, ended };
}

function db(...arguments_: string[]) {
  return start(arguments_).ended;
}

async function shop(more: Record<string, string> = {}): Promise<string> {
  const files = Object.entries({ ...SHOP, ...more }).map(([path, text]) => [`shop/${path}`, text]);
  return setFolder({ "shop/set.json": setJson("shop"), ...Object.fromEntries(files) });
}

async function exists(): Promise<boolean> {
  return (await sql`select from pg_namespace where nspname in ('shop', 'migrations')`).length > 0;
}

test("applies, tells its status, validates, previews and rolls back, with their exit statuses", async () => {
  const dir = await shop();
  expect(await db("apply", "--dir", dir)).toMatchObject({
    status: 0,
    out: expect.stringContaining("applied 0002_price"),
  });
  const status = await db("status", "--dir", dir, "--json");
  expect(JSON.parse(status.out)).toMatchObject([{ set: "shop", current: true }]);
  expect(await db("validate", "--dir", dir)).toMatchObject({
    status: 0,
    out: expect.stringContaining("shop: valid"),
  });
  const preview = await db("rollback", "--dir", dir, "--set", "shop");
  expect(preview).toMatchObject({
    status: 2,
    out: expect.stringContaining("column shop.items.price goes, with 1 values"),
  });
  expect(await db("rollback", "--dir", dir, "--set", "shop", "--confirm", "shop")).toMatchObject({
    status: 0,
  });
});

test("exits 4 when a statement fails, and names it", async () => {
  const dir = await shop({ "0003_bad.up.sql": "select 1;\nselect 1 / 0;", "0003_bad.down.sql": "select 1" });
  const result = await db("apply", "--dir", dir);
  expect(result).toMatchObject({
    status: 4,
    err: expect.stringContaining("in 0003_bad, statement 2, line 2 (22012)"),
  });
  expect(await exists()).toBe(false);
});

test("exits 2 for what it refuses", async () => {
  const dir = await shop({ "0003_lonely.up.sql": "select 1" });
  expect(await db("apply", "--dir", dir)).toMatchObject({
    status: 2,
    err: expect.stringContaining("has no down file"),
  });
  expect(await db("apply", "--dir", await shop(), "--set", "bank")).toMatchObject({ status: 2 });
  expect(await db("destroy")).toMatchObject({
    status: 2,
    err: expect.stringContaining("npm run db -- <verb>"),
  });
  expect(await db("rollback", "--dir", await shop())).toMatchObject({
    status: 2,
    err: "rollback needs --set.\n",
  });
});

test("exits 3 while another migration holds the lock", async () => {
  const dir = await shop();
  const held = await sql.reserve();
  onTestFinished(() => held.release());
  await held`select pg_advisory_lock(${0x43484f55}::int, 1)`;
  const result = await db("apply", "--dir", dir, "--wait", "0");
  await held`select pg_advisory_unlock(${0x43484f55}::int, 1)`;
  expect(result).toMatchObject({
    status: 3,
    err: expect.stringContaining("Another migration holds the lock: process"),
  });
});

test("kill -9 in the middle leaves the old state within two seconds, and the next run succeeds", async () => {
  const slow = { "0003_slow.up.sql": "select pg_sleep(60)", "0003_slow.down.sql": "select 1" };
  const { child, ended } = start(["apply", "--dir", await shop(slow)]);
  const sleeping = () =>
    sql`select from pg_stat_activity where query = 'select pg_sleep(60)' and datname = current_database()`;
  for (const deadline = Date.now() + 15_000; (await sleeping()).length === 0; ) {
    if (Date.now() > deadline) throw new Error("The migration did not get as far as its slow statement.");
  }
  child.kill("SIGKILL");
  await ended;
  const killed = Date.now();
  while ((await sleeping()).length > 0) expect(Date.now() - killed).toBeLessThan(2000);
  expect(await exists()).toBe(false);
  expect(await db("apply", "--dir", await shop())).toMatchObject({ status: 0 });
});

test("says in one sentence what is wrong with a database, without the password", async () => {
  const at = (change: (address: URL) => void) => {
    const address = new URL(url);
    change(address);
    return start(["status"], address.href).ended;
  };
  const results = await Promise.all([
    at((address) => {
      address.port = "1";
    }),
    at((address) => {
      address.password = "not-the-password";
    }),
    at((address) => {
      address.pathname = "/nothing-here";
    }),
    start(["status"], "mysql://root:not-the-password@localhost/x").ended,
  ]);
  const expected = [
    /does not answer \(ECONNREFUSED\)/,
    /refuses this user/,
    /has no such database/,
    /not a PostgreSQL address/,
  ];
  for (const [index, { status, out, err }] of results.entries()) {
    expect(status).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(expected[index] ?? /never/);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toMatch(new RegExp(`not-the-password|${new URL(url).password}`));
  }
});
