import { readdir, readFile } from "node:fs/promises";
import type postgres from "postgres";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";

const { sql } = await testDatabase({ empty: true });
const folder = new URL("./billing/", import.meta.url);
const steps = (await readdir(folder))
  .filter((name) => name.endsWith(".up.sql"))
  .map((name) => name.slice(0, -7))
  .sort();
const [base, ...later] = steps;

async function run(names: string[], direction: "up" | "down"): Promise<void> {
  await sql.begin(async (tx) => {
    for (const name of names)
      await tx.unsafe(await readFile(new URL(`${name}.${direction}.sql`, folder), "utf8"));
  });
}

/** Everything the schema consists of, as the server prints it. */
async function catalog(): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'billing'::regnamespace and c.relkind = 'r'
    union all
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'billing'::regnamespace
    union all
    select pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'billing'::regnamespace
    union all
    select pg_get_functiondef(oid) from pg_proc where pronamespace = 'billing'::regnamespace
    union all
    select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'billing'::regnamespace and not t.tgisinternal`;
  return rows.map((row) => row.line).sort();
}

if (base === undefined) throw new Error("The billing set has no base migration.");
await run([base], "up");
// Four customers, one without an address and one where no tax is known; prices around every edge of the backfill.
await sql`
  insert into billing.users (id, email, full_name)
  select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'legacy' || n || '@example.com', 'Legacy ' || n
  from generate_series(1, 4) n`;
await sql`
  insert into billing.addresses (user_id, line1, city, region, postal_code, country)
  select id, '1 Old Street', 'Oldtown', case when n = 1 then 'CA' end, '1', (array['US', 'GB', 'FR'])[n]
  from (select id, row_number() over (order by id)::integer as n from billing.users) u where n <= 3`;
await sql`
  insert into billing.subscriptions (user_id, plan_id, status, price)
  select u.id, 'basic', (array['active', 'paused', 'cancelled'])[1 + (p.price * 100)::bigint % 3], p.price
  from billing.users u
  cross join (select n / 100.0 as price from generate_series(0, 1500) n
    union all values (99.99), (123.60), (100000), (999999999999.99)) p (price)`;
const before = await catalog();
const pricesBefore = await sql`select id, price::text from billing.subscriptions order by id`;
await run(later, "up");

async function countWhere(condition: string): Promise<number> {
  const [row] = await sql.unsafe<{ n: number }[]>(
    `select count(*)::integer as n from billing.subscriptions s where ${condition}`,
  );
  return row?.n ?? -1;
}

describe("the backfill of existing subscriptions", () => {
  it("never changes what a customer pays", async () => {
    expect(await sql`select id, price::text from billing.subscriptions order by id`).toEqual(pricesBefore);
  });

  it("leaves parts of at least nothing that add up, with rates and columns that agree", async () => {
    expect(await countWhere("not billing.breakdown_adds_up(cost_breakdown)")).toBe(0);
    expect(await countWhere("price <> (cost_breakdown ->> 'total_amount')::numeric")).toBe(0);
    expect(
      await countWhere(`least((cost_breakdown ->> 'subtotal')::numeric, (cost_breakdown ->> 'admin_fee')::numeric,
        tax_amount) < 0 or tax_rate_applied <> (cost_breakdown ->> 'tax_rate')::numeric`),
    ).toBe(0);
    expect(await countWhere("price > 0 and (cost_breakdown ->> 'subtotal')::numeric < 0.01")).toBe(0);
  });

  it("finds the parts backwards from the default configuration", async () => {
    const [row] = await sql<{ breakdown: Record<string, unknown>; tax_place: string }[]>`
      select cost_breakdown - 'breakdown_timestamp' as breakdown, tax_place from billing.subscriptions
      where price = 123.60 and tax_place = 'US-CA'`;
    expect(row?.breakdown).toEqual({
      variant_costs: [],
      subtotal: "94.95",
      admin_percentage: "10.0000",
      admin_fee: "9.49",
      delivery_type: "standard",
      delivery_cost: "10.00",
      tax_rate: "0.080000",
      tax_amount: "9.16",
      loyalty_discount: "0.00",
      total_amount: "123.60",
      currency: "USD",
    });
  });

  it("takes the whole price as goods where fee and delivery do not fit, and no tax where no place is known", async () => {
    const [small] = await sql`
      select distinct cost_breakdown ->> 'subtotal' as subtotal, cost_calculation_version as basis
      from billing.subscriptions where price = 9.99`;
    expect(small).toEqual({ subtotal: "9.99", basis: "legacy" });
    expect(
      await countWhere(
        "tax_rate_applied > 0 and tax_place is null or tax_place = 'FR' and tax_rate_applied > 0",
      ),
    ).toBe(0);
    expect(
      await countWhere("status = 'paused' and (paused_at is null or paused_remaining_days is null)"),
    ).toBe(0);
  });
});

describe("the way back and forth", () => {
  it("down removes exactly what up added, and up gives the same again", async () => {
    const after = await catalog();
    await run([...later].reverse(), "down");
    expect(await catalog()).toEqual(before);
    expect(await sql`select id, price::text from billing.subscriptions order by id`).toEqual(pricesBefore);
    await run(later, "up");
    expect(await catalog()).toEqual(after);
  });
});

async function refusal(work: postgres.PendingQuery<postgres.Row[]>): Promise<unknown> {
  return work.then(
    () => "accepted",
    (error: unknown) => {
      const { code, constraint_name: name } = error as { code?: string; constraint_name?: string };
      return name || code;
    },
  );
}

describe("the constraints", () => {
  const change = (breakdown: string) =>
    refusal(
      sql`update billing.subscriptions set cost_breakdown = ${breakdown}::text::jsonb where price = 123.60 and tax_place = 'US-CA'`,
    );

  it("refuse a breakdown whose parts do not add up, or with a part missing", async () => {
    const [row] = await sql<{ breakdown: Record<string, string> }[]>`
      select cost_breakdown as breakdown from billing.subscriptions where price = 123.60 and tax_place = 'US-CA'`;
    const breakdown = row?.breakdown ?? {};
    expect(await change(JSON.stringify({ ...breakdown, subtotal: "94.96" }))).toBe(
      "subscriptions_breakdown_adds_up_check",
    );
    for (const part of [
      "subtotal",
      "admin_fee",
      "delivery_cost",
      "tax_amount",
      "loyalty_discount",
      "total_amount",
    ]) {
      const { [part]: _, ...rest } = breakdown;
      expect(await change(JSON.stringify(rest))).not.toBe("accepted");
    }
    expect(await refusal(sql`update billing.subscriptions set price = price + 0.01`)).toBe(
      "subscriptions_price_is_total_check",
    );
    expect(await refusal(sql`update billing.subscriptions set tax_amount = tax_amount + 0.01`)).toBe(
      "subscriptions_applied_check",
    );
  });

  it("keep exactly one active version and its values within bounds", async () => {
    const insert = (values: Record<string, unknown>) =>
      refusal(
        sql`insert into billing.pricing_configs ${sql({
          delivery_costs: sql.json({ standard: "10.00", express: "25.00", overnight: "50.00" }),
          tax_rates: sql.json({ US: "0.080000" }),
          currency_settings: sql.json({ default: "USD", supported: ["USD"] }),
          updated_by: "00000000-0000-0000-0000-000000000000",
          created_by: "00000000-0000-0000-0000-000000000000",
          version_number: 99,
          ...values,
        })}`,
      );
    const now = new Date();
    expect(
      await insert({ status: "active", is_active: "active", effective_at: now, activated_at: now }),
    ).toBe("pricing_configs_one_active");
    expect(await insert({ is_active: "active" })).toBe("pricing_configs_active_agrees_check");
    expect(await insert({ subscription_percentage: "0.09" })).toBe("pricing_configs_percentage_check");
    expect(await insert({ subscription_percentage: "50.01" })).toBe("pricing_configs_percentage_check");
    for (const costs of [
      {},
      { standard: "1.00", express: "1.00" },
      { standard: "-1.00", express: "1.00", overnight: "1.00" },
      { standard: 1, express: "1.00", overnight: "1.00" },
    ])
      expect(await insert({ delivery_costs: sql.json(costs) })).toBe("pricing_configs_delivery_costs_check");
    for (const rates of [
      { us: "0.080000" },
      { US: "0.0800" },
      { US: "0.0800000" },
      { US: "1.000001" },
      { US: "-0.100000" },
      { US: 0.08 },
      { "US-CALI": "0.080000" },
    ])
      expect(await insert({ tax_rates: sql.json(rates) })).toBe("pricing_configs_tax_rates_check");
    for (const settings of [
      { default: "EUR", supported: ["USD"] },
      { supported: ["USD"] },
      { default: "USD" },
    ])
      expect(await insert({ currency_settings: sql.json(settings) })).toBe(
        "pricing_configs_currency_settings_check",
      );
    expect(await insert({ status: "scheduled" })).toBe("pricing_configs_instants_check");
  });
});

describe("pricing versions", () => {
  const version = (assignment: string, where = "true") =>
    refusal(sql.unsafe(`update billing.pricing_configs set ${assignment} where ${where}`));

  it("are never edited, and move through their states only forward", async () => {
    await sql`
      insert into billing.pricing_configs (subscription_percentage, delivery_costs, tax_rates, currency_settings,
        updated_by, created_by, version, version_number)
      select 12, delivery_costs, tax_rates, currency_settings, updated_by, created_by, '1.1', 2 from billing.pricing_configs`;
    const draft = "version_number = 2";
    expect(await version("subscription_percentage = 13", draft)).toBe("23001");
    expect(await version("tax_rates = '{}'", draft)).toBe("23001");
    expect(await version("change_reason = 'Better', leave_unpriceable = true", draft)).toBe("accepted");
    expect(
      await version(
        "status = 'superseded', effective_at = now(), activated_at = now(), superseded_at = now()",
        draft,
      ),
    ).toBe("23001");
    expect(await version("status = 'scheduled', effective_at = now() + interval '1 day'", draft)).toBe(
      "accepted",
    );
    expect(await version("effective_at = now()", draft)).toBe("23001");
    expect(await refusal(sql`delete from billing.pricing_configs where version_number = 2`)).toBe("23001");
    expect(await version("status = 'draft'", draft)).toBe("23001");
    expect(await version("status = 'withdrawn', withdrawn_at = now()", draft)).toBe("accepted");
    expect(await version("status = 'active'", draft)).toBe("23001");
  });
});

describe("cost history", () => {
  it("is append-only, adds up, and knows the change of the total", async () => {
    const insert = (old: string | null) => sql`
      insert into billing.subscription_cost_history (subscription_id, old_cost_breakdown, new_cost_breakdown, change_reason, effective_date)
      select id, case when ${old}::text is null then null else cost_breakdown || ${old}::text::jsonb end, cost_breakdown, 'test', now()
      from billing.subscriptions where price = 123.60 and tax_place = 'US-CA' limit 1
      returning total_change`;
    expect(await insert(null)).toEqual([{ total_change: "0.00" }]);
    expect(await insert('{"subtotal": "84.95", "total_amount": "113.60"}')).toEqual([
      { total_change: "10.00" },
    ]);
    await expect(insert('{"subtotal": "84.95"}')).rejects.toMatchObject({
      constraint_name: "subscription_cost_history_old_adds_up_check",
    });
    for (const statement of [
      "update billing.subscription_cost_history set change_reason = 'x'",
      "delete from billing.subscription_cost_history",
      "truncate billing.subscription_cost_history",
    ])
      await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: "23001" });
  });
});

describe("the calculator in SQL", () => {
  it("gives the golden example and folds into the query that uses it", async () => {
    expect(await sql`select * from billing.quote(100, 10, 10, 0.08, 5)`).toMatchObject([
      { admin_fee: "10.00", tax_amount: "9.60", loyalty_discount: "6.00", total_amount: "123.60" },
    ]);
    const plan = await sql`explain select q.total_amount from billing.subscriptions s
      cross join lateral billing.quote(s.price, 10, 10, billing.tax_rate_for('{"US": "0.080000"}', s.tax_place), billing.loyalty_percent('gold')) q`;
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).not.toContain("Function Scan");
  });

  it("prefers a region's rate to its country's and knows no other", async () => {
    const rates = '{"US": "0.080000", "US-CA": "0.072500"}';
    const [row] = await sql`
      select billing.tax_rate_for(${rates}::text::jsonb, 'US-CA') as region, billing.tax_rate_for(${rates}::text::jsonb, 'US-NY') as country,
        billing.tax_rate_for(${rates}::text::jsonb, 'DE') as unknown, billing.tax_rate_for(${rates}::text::jsonb, null) as nowhere`;
    expect(row).toEqual({ region: "0.072500", country: "0.080000", unknown: null, nowhere: null });
  });
});
