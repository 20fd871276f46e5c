import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { apply } from "./apply";
import { SHOP, shopSet } from "./test-sets";
import { validate } from "./validate";

const { sql } = await testDatabase({ empty: true });

beforeEach(async () => {
  await sql.unsafe("drop schema if exists shop cascade; drop schema if exists migrations cascade");
});

async function found(damage: string, checks: Record<string, string> = {}) {
  const set = await shopSet({ ...SHOP, ...checks });
  expect(await apply(sql, set)).toMatchObject({ outcome: "done" });
  await sql.unsafe(damage);
  const result = await validate(sql, set);
  return { valid: result.valid, broken: result.checks.filter((check) => check.violations !== 0) };
}

test("calls a sound database valid", async () => {
  expect(
    await found("select 1", { "checks/01_names.sql": "select id from shop.items where name = ''" }),
  ).toEqual({
    valid: true,
    broken: [],
  });
});

test("finds an orphan that was written with triggers off", async () => {
  const damage = `do $$ begin
    set local session_replication_role = replica;
    insert into shop.orders values (99, 77);
  end $$`;
  expect(await found(damage)).toMatchObject({
    valid: false,
    broken: [{ id: "foreign_key:shop.orders.orders_item_id_fkey", violations: 1, sample: [{ item_id: 77 }] }],
  });
});

test.each([
  [
    "a constraint that was never validated",
    "alter table shop.items add check (price > 100) not valid",
    "constraints_validated",
  ],
  ["a trigger that is switched off", "alter table shop.orders disable trigger all", "triggers_enabled"],
  [
    "an index that is not valid",
    "create index broken on shop.items (name); update pg_index set indisvalid = false where indexrelid = 'shop.broken'::regclass",
    "indexes_valid",
  ],
])("finds %s", async (_name, damage, id) => {
  const result = await found(damage);
  expect(result.valid).toBe(false);
  expect(result.broken.map((check) => check.id)).toEqual([id]);
});

test("counts all violations and shows twenty", async () => {
  const check = {
    "checks/01_many.sql":
      "-- severity: warn\nselect n from shop.items, generate_series(1, 60) as n where shop.items.id = 9",
  };
  const result = await found("insert into shop.items values (9, 'x')", check);
  expect(result).toMatchObject({ valid: true, broken: [{ id: "01_many", violations: 60 }] });
  expect(result.broken[0]?.sample).toHaveLength(20);
});
