import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { apply } from "./apply";
import { status } from "./ledger";
import { rollback } from "./rollback";
import { SHOP, shopSet } from "./test-sets";

const { sql } = await testDatabase({ empty: true });

beforeEach(async () => {
  await sql.unsafe("drop schema if exists shop cascade; drop schema if exists migrations cascade");
});

async function applied(files: Record<string, string> = SHOP) {
  const set = await shopSet(files);
  expect(await apply(sql, set)).toMatchObject({ outcome: "done" });
  return set;
}

async function states(set: Awaited<ReturnType<typeof shopSet>>) {
  return (await status(sql, [set]))[0]?.steps.map((step) => step.state);
}

test("without confirmation only shows what would be lost", async () => {
  const set = await applied();
  const one = await rollback(sql, set);
  expect(one).toMatchObject({
    outcome: "refused",
    steps: ["0002_price"],
    loss: { tables: [], columns: [{ table: "shop.items", column: "price", values: 1 }], rows: [] },
    reasons: [expect.stringMatching(/--confirm shop/)],
  });
  const all = await rollback(sql, set, { to: 0, confirm: "yes" });
  expect(all).toMatchObject({
    outcome: "refused",
    steps: ["0002_price", "0001_base"],
    loss: {
      tables: [
        { table: "shop.items", rows: 2 },
        { table: "shop.orders", rows: 3 },
      ],
      columns: [],
    },
  });
  expect(await states(set)).toEqual(["applied", "applied"]);
  expect(await sql`select count(*)::int as n from shop.orders`).toMatchObject([{ n: 3 }]);
});

test("undoes the last step, and it can be applied again", async () => {
  const set = await applied();
  expect(await rollback(sql, set, { confirm: "shop", by: "mila" })).toMatchObject({
    outcome: "done",
    steps: ["0002_price"],
  });
  expect(await states(set)).toEqual(["applied", "pending"]);
  await expect(sql`select price from shop.items`).rejects.toThrow("does not exist");
  expect(await apply(sql, set)).toMatchObject({ outcome: "done", applied: [{ step: "0002_price" }] });
  const rows = await sql`select step, direction from migrations.ledger order by id`;
  expect(rows.map(({ step, direction }) => `${step} ${direction}`)).toEqual([
    "1 up",
    "2 up",
    "2 down",
    "2 up",
  ]);
});

test("undoes down to a step and to nothing", async () => {
  const set = await applied();
  expect(await rollback(sql, set, { to: 1, confirm: "shop" })).toMatchObject({
    outcome: "done",
    steps: ["0002_price"],
  });
  expect(await rollback(sql, set, { to: 1, confirm: "shop" })).toMatchObject({ outcome: "refused" });
  expect(await rollback(sql, set, { to: 7, confirm: "shop" })).toMatchObject({ outcome: "refused" });
  expect(await rollback(sql, set, { to: 0, confirm: "shop" })).toMatchObject({
    outcome: "done",
    steps: ["0001_base"],
  });
  expect(await sql`select from pg_namespace where nspname = 'shop'`).toHaveLength(0);
  expect(await rollback(sql, set, { confirm: "shop" })).toMatchObject({
    outcome: "refused",
    reasons: ["No step of shop is applied."],
  });
});

test("runs the way back as it was stored, whatever the file says now", async () => {
  await applied();
  const changed = await shopSet({ ...SHOP, "0002_price.down.sql": "drop schema shop cascade;" });
  expect(await rollback(sql, changed, { confirm: "shop" })).toMatchObject({ outcome: "done" });
  expect(await sql`select count(*)::int as n from shop.items`).toMatchObject([{ n: 2 }]);
});

test("changes nothing when the way back fails half-way", async () => {
  const set = await applied({
    ...SHOP,
    "0002_price.down.sql": "alter table shop.items drop column price; select 1 / 0;",
  });
  expect(await rollback(sql, set, { to: 0, confirm: "shop" })).toMatchObject({
    outcome: "failed",
    failure: { step: "0002_price", statement: 2, code: "22012" },
  });
  expect(await states(set)).toEqual(["applied", "applied"]);
  expect(await sql`select count(price)::int as n from shop.items`).toMatchObject([{ n: 1 }]);
});

test("counts rows that a way back deletes or changes, and does not call a rename a loss", async () => {
  const set = await applied({
    ...SHOP,
    "0003_more.up.sql":
      "alter table shop.items rename to things; alter table shop.things rename column name to label;",
    "0003_more.down.sql": `alter table shop.things rename column label to name; alter table shop.things rename to items;
      delete from shop.orders where id > 10; update shop.items set name = upper(name);`,
  });
  expect((await rollback(sql, set)).loss).toEqual({
    tables: [],
    columns: [],
    rows: expect.arrayContaining([
      { table: "shop.items", deleted: 0, updated: 2 },
      { table: "shop.orders", deleted: 2, updated: 0 },
    ]),
  });
});
