import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { apply } from "./apply";
import { status } from "./ledger";
import { SHOP, shopSet } from "./test-sets";

const { sql, url } = await testDatabase({ empty: true });

beforeEach(async () => {
  await sql.unsafe("drop schema if exists shop cascade; drop schema if exists migrations cascade");
});

async function schemas(): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname in ('shop', 'migrations', 'bank') order by 1`;
  return rows.map((row) => row.name);
}

function client(applicationName: string) {
  const own = createSql(url, { max: 1, applicationName });
  onTestFinished(() => own.end({ timeout: 1 }));
  return own;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (
    const deadline = Date.now() + 10_000;
    !(await condition());
    await new Promise((done) => setTimeout(done, 20))
  ) {
    if (Date.now() > deadline) throw new Error("It did not come true within ten seconds.");
  }
}

test("applies every step with its ledger row, and then has nothing to do", async () => {
  const set = await shopSet(SHOP);
  expect((await status(sql, [set]))[0]?.steps.map((step) => step.state)).toEqual(["pending", "pending"]);
  const progress: string[] = [];
  const result = await apply(sql, set, {
    by: "mila",
    onProgress: (at) => progress.push(`${at.step} ${at.statement}/${at.of}`),
  });
  expect(result).toMatchObject({ outcome: "done", reasons: [] });
  expect(result.applied.map(({ step, statements }) => [step, statements])).toEqual([
    ["0001_base", 5],
    ["0002_price", 2],
  ]);
  expect(progress).toContain("0002_price 2/2");
  expect(await sql`select name, price from shop.items order by id`).toMatchObject([
    { name: "Schraube; groß", price: "5.00" },
    { name: "Nagel", price: null },
  ]);
  const rows = await sql`select step, direction, by, down_text, xid from migrations.ledger order by id`;
  expect(rows).toMatchObject([
    { step: 1, direction: "up", by: "mila", down_text: SHOP["0001_base.down.sql"] },
    { step: 2, direction: "up", by: "mila" },
  ]);
  expect(rows[0]?.xid).toBe(rows[1]?.xid);
  expect((await status(sql, [set]))[0]).toMatchObject({ current: true });
  expect(await apply(sql, set)).toMatchObject({ outcome: "done", applied: [] });
});

test("leaves nothing behind when a statement fails, and says which", async () => {
  const broken =
    "create table shop.a (id int);\ncreate table shop.b (id int);\nselect 1 / 0;\ncreate table shop.c (id int);";
  const set = await shopSet({ ...SHOP, "0003_broken.up.sql": broken, "0003_broken.down.sql": "select 1" });
  const result = await apply(sql, set);
  expect(result).toMatchObject({
    outcome: "failed",
    applied: [],
    failure: { step: "0003_broken", statement: 3, line: 3, code: "22012", sql: "select 1 / 0" },
  });
  expect(await schemas()).toEqual([]);
});

test("keeps the steps before when a later run fails", async () => {
  expect(await apply(sql, await shopSet(SHOP))).toMatchObject({ outcome: "done" });
  const files = {
    ...SHOP,
    "0003_broken.up.sql": "drop table shop.orders; drop table shop.items; nonsense()",
  };
  const unparsable = await shopSet({ ...files, "0003_broken.down.sql": "select 1" });
  expect(await apply(sql, unparsable)).toMatchObject({
    outcome: "refused",
    reasons: [/does not parse: syntax error/],
  });
  const failing = { ...files, "0003_broken.up.sql": "drop table shop.orders; select gone from shop.items" };
  expect(await apply(sql, await shopSet({ ...failing, "0003_broken.down.sql": "select 1" }))).toMatchObject({
    outcome: "failed",
  });
  expect(await sql`select count(*)::int as n from shop.orders`).toMatchObject([{ n: 3 }]);
});

test("refuses a step that was changed, up or down, but not other line ends", async () => {
  await apply(sql, await shopSet(SHOP));
  const changed = async (file: string, text: string) => apply(sql, await shopSet({ ...SHOP, [file]: text }));
  const up = await changed("0001_base.up.sql", "create schema shop;");
  expect(up).toMatchObject({
    outcome: "refused",
    reasons: [expect.stringMatching(/shop\/0001_base was applied with other contents/)],
  });
  expect(await changed("0001_base.down.sql", "select 1")).toMatchObject({ outcome: "refused" });
  const windows = Object.fromEntries(
    Object.entries(SHOP).map(([file, text]) => [file, text.replaceAll("\n", "\r\n")]),
  );
  expect(await apply(sql, await shopSet(windows))).toMatchObject({ outcome: "done" });
});

test("refuses a step below an applied one, and an applied step without its file", async () => {
  const { "0001_base.up.sql": up = "", "0001_base.down.sql": down = "", ...rest } = SHOP;
  const late = { "0002_base.up.sql": up, "0002_base.down.sql": down };
  await apply(sql, await shopSet(late));
  const early = await shopSet({ ...late, "0001_late.up.sql": "select 1", "0001_late.down.sql": "select 1" });
  expect(await apply(sql, early)).toMatchObject({
    outcome: "refused",
    reasons: [expect.stringMatching(/next number/)],
  });
  expect((await status(sql, [early]))[0]?.steps.map((step) => step.state)).toEqual(["skipped", "applied"]);
  const gone = await shopSet({
    "0003_price.up.sql": rest["0002_price.up.sql"] ?? "",
    "0003_price.down.sql": "select 1",
  });
  expect(await apply(sql, gone)).toMatchObject({
    outcome: "refused",
    reasons: [expect.stringMatching(/its file is gone/)],
  });
});

test("refuses transaction control before it touches anything", async () => {
  const set = await shopSet({ ...SHOP, "0002_price.up.sql": "select 1;\ncommit;" });
  const result = await apply(sql, set);
  expect(result.outcome).toBe("refused");
  expect(result.reasons[0]).toMatch(/0002_price\.up\.sql, line 2: .*controls the transaction/);
  expect(await schemas()).toEqual([]);
});

test("refuses a set whose dependency is not applied, and a server that is too old for it", async () => {
  const set = await shopSet(SHOP);
  expect(await apply(sql, { ...set, dependsOn: ["bank"] })).toMatchObject({
    outcome: "refused",
    reasons: ['shop needs the set "bank", which is not applied.'],
  });
  expect(await apply(sql, { ...set, minServer: 99 })).toMatchObject({
    outcome: "refused",
    reasons: [expect.stringMatching(/needs PostgreSQL 99/)],
  });
});

test("rolls back when a check finds rows, and shows them", async () => {
  const check =
    "-- title: Every item has a price\nselect id, name from shop.items where price is null -- the end";
  const result = await apply(sql, await shopSet({ ...SHOP, "checks/01_price.sql": check }));
  expect(result).toMatchObject({
    outcome: "failed",
    applied: [],
    checks: [{ id: "01_price", violations: 1, sample: [{ id: 2, name: "Nagel" }] }],
    reasons: ["Check 01_price (Every item has a price) finds 1 row."],
  });
  expect(await schemas()).toEqual([]);
});

test("commits when only a warning finds rows, but not when a check cannot run", async () => {
  const warn = "-- severity: warn\nselect id from shop.items where price is null";
  expect(await apply(sql, await shopSet({ ...SHOP, "checks/01_price.sql": warn }))).toMatchObject({
    outcome: "done",
    checks: [{ severity: "warn", violations: 1 }],
  });
  await sql.unsafe("drop schema shop cascade; drop schema migrations cascade");
  const broken = await apply(
    sql,
    await shopSet({ ...SHOP, "checks/01_price.sql": "select nothing from shop.items" }),
  );
  expect(broken).toMatchObject({
    outcome: "failed",
    checks: [{ violations: -1, error: expect.stringMatching(/does not exist/) }],
  });
  const two = await apply(sql, await shopSet({ ...SHOP, "checks/01_price.sql": "select 1; select 2" }));
  expect(two).toMatchObject({
    outcome: "failed",
    checks: [{ error: "A check must be exactly one SELECT." }],
  });
  expect(await schemas()).toEqual([]);
});

test("finds a deferred violation before COMMIT does", async () => {
  const deferred = `alter table shop.orders add constraint late foreign key (item_id) references shop.items deferrable initially deferred;
    alter table shop.orders drop constraint orders_item_id_fkey; insert into shop.orders values (13, 99);`;
  const set = await shopSet({ ...SHOP, "0003_late.up.sql": deferred, "0003_late.down.sql": "select 1" });
  expect(await apply(sql, set)).toMatchObject({
    outcome: "failed",
    failure: { code: "23503", step: "shop" },
  });
  expect(await schemas()).toEqual([]);
});

test("of two at once one applies, and the other waits and then finds nothing to do", async () => {
  const set = await shopSet({
    ...SHOP,
    "0003_slow.up.sql": "select pg_sleep(0.5)",
    "0003_slow.down.sql": "select 1",
  });
  const results = await Promise.all(
    [1, 2, 3].map((n) => apply(client(`racer ${n}`), set, { lockWaitMs: 10_000 })),
  );
  expect(results.map((result) => result.outcome)).toEqual(["done", "done", "done"]);
  expect(results.map((result) => result.applied.length).sort()).toEqual([0, 0, 3]);
  expect(await sql`select count(*)::int as n from migrations.ledger`).toMatchObject([{ n: 3 }]);
});

test("gives up on a lock that stays taken, and names who has it", async () => {
  const set = await shopSet({
    ...SHOP,
    "0003_slow.up.sql": "select pg_sleep(1.5)",
    "0003_slow.down.sql": "select 1",
  });
  const first = apply(client("the slow one"), set);
  await until(
    async () =>
      (
        await sql`
    select from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`
      ).length > 0,
  );
  const second = await apply(sql, set, { lockWaitMs: 100 });
  expect(second).toMatchObject({ outcome: "locked", applied: [], holder: { application: "the slow one" } });
  expect(second.reasons[0]).toMatch(/process \d+ of .* \(the slow one\) since/);
  expect(await first).toMatchObject({ outcome: "done" });
});

test("a session that is terminated in between leaves the old state, and the run says so", async () => {
  const set = await shopSet({
    ...SHOP,
    "0003_slow.up.sql": "select pg_sleep(20)",
    "0003_slow.down.sql": "select 1",
  });
  const running = apply(client("to be ended"), set);
  await until(async () => {
    const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'to be ended' and query like '%pg_sleep(20)%'`;
    return ended.length > 0;
  });
  expect(await running).toMatchObject({ outcome: "failed", applied: [], failure: { step: "0003_slow" } });
  expect(await schemas()).toEqual([]);
});

test("the ledger cannot be rewritten", async () => {
  await apply(sql, await shopSet(SHOP));
  for (const statement of [
    "update migrations.ledger set ms = 0",
    "delete from migrations.ledger",
    "truncate migrations.ledger",
  ]) {
    await expect(sql.unsafe(statement)).rejects.toThrow("append-only");
  }
});
