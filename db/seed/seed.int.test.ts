import { readdir, readFile } from "node:fs/promises";
import { verify } from "@node-rs/argon2";
import type postgres from "postgres";
import { describe, expect, it } from "vitest";
import { createSql } from "@/db/client";
import { seedSubscriptions } from "@/db/seed/billing";
import { seedDemo } from "@/db/seed/demo";
import { SeedRefused } from "@/db/seed/local";
import { testDatabase } from "@/db/testing/database";

/** The rows each check of a set complains about, by file; only those that complain. */
async function complaints(sql: postgres.Sql, set: string): Promise<Record<string, number>> {
  const folder = new URL(`../migrations/${set}/checks/`, import.meta.url);
  const found: Record<string, number> = {};
  for (const file of await readdir(folder)) {
    const rows = await sql.unsafe(await readFile(new URL(file, folder), "utf8"));
    if (rows.length > 0) found[file] = rows.length;
  }
  return found;
}

const demo = await testDatabase();
const alone = await testDatabase();
await seedDemo(demo.sql);

describe("the demo business", () => {
  it("passes every check of its sets", async () => {
    expect(await complaints(demo.sql, "billing")).toEqual({});
    expect(await complaints(demo.sql, "core")).toEqual({});
  });

  it("has every status, several plans, cycles, currencies and places, and versions in every state but scheduled", async () => {
    const [row] = await demo.sql`
      select count(*)::integer as subscriptions, count(distinct status)::integer as statuses,
        count(distinct plan_id)::integer as plans, count(distinct billing_cycle)::integer as cycles,
        count(distinct currency)::integer as currencies, count(distinct tax_place)::integer > 15 as places,
        max(created_at) - min(created_at) > interval '18 months' as lasting from billing.subscriptions`;
    expect(row).toEqual({
      subscriptions: 6000,
      statuses: 7,
      plans: 3,
      cycles: 3,
      currencies: 4,
      places: true,
      lasting: true,
    });
    const states = await demo.sql`
      select status, count(*)::integer as n from billing.pricing_configs group by status order by status`;
    expect(states.map(({ status, n }) => `${status} ${n}`)).toEqual([
      "active 1",
      "draft 1",
      "superseded 5",
      "withdrawn 1",
    ]);
  });

  it("repriced every running subscription at each version that came, and lies in the past", async () => {
    const [row] = await demo.sql`
      select count(*)::integer as missing
      from billing.subscriptions s cross join billing.pricing_configs c
      where s.status in ('active', 'trialing') and c.status = 'active' and s.cost_calculation_version <> c.version`;
    expect(row).toEqual({ missing: 0 });
    const [ahead] = await demo.sql`
      select count(*)::integer as n from billing.subscription_cost_history where effective_date > now()`;
    expect(ahead).toEqual({ n: 0 });
  });

  it("lets the four demo accounts in with the demo password", async () => {
    const accounts = await demo.sql<{ email: string; role: string; password_hash: string }[]>`
      select email, role, password_hash from core.staff where status = 'active' order by role`;
    expect(accounts.map(({ email }) => email)).toEqual(
      ["admin", "auditor", "finance", "support"].map((role) => `${role}@countinghouse.test`),
    );
    for (const account of accounts)
      expect(await verify(account.password_hash, "countinghouse-demo")).toBe(true);
    expect(await demo.sql`select from core.settings where key = 'demo'`).toHaveLength(1);
  });

  it("is refused to a database in use and to another machine", async () => {
    await expect(seedDemo(demo.sql)).rejects.toThrow(SeedRefused);
    const elsewhere = createSql("postgres://somebody@db.example.com/shop", { max: 1 });
    await expect(seedDemo(elsewhere)).rejects.toThrow("this machine only");
    await expect(seedSubscriptions(elsewhere, 1)).rejects.toThrow("this machine only");
    await elsewhere.end();
  });
});

describe("the large seed", () => {
  it("adds as many as asked, again and again, beside the demo and alone, and passes the checks", async () => {
    for (const { sql } of [demo, alone]) {
      const [before] = await sql`select count(*)::integer as n from billing.subscriptions`;
      await seedSubscriptions(sql, 400);
      await seedSubscriptions(sql, 300);
      const [after] = await sql`select count(*)::integer as n from billing.subscriptions`;
      expect(after?.n - before?.n).toBe(700);
      expect(await complaints(sql, "billing")).toEqual({});
    }
  });
});
