import type postgres from "postgres";

type Tx = postgres.TransactionSql;

const FIRST_TAXES = { US: "0.080000", CA: "0.130000", GB: "0.200000" };
const REGIONAL_TAXES = {
  ...FIRST_TAXES,
  ...{
    "US-CA": "0.072500",
    "US-NY": "0.040000",
    "US-TX": "0.062500",
    "US-WA": "0.065000",
    "US-FL": "0.060000",
  },
  ...{ "US-IL": "0.062500", "US-OR": "0.000000", "US-MA": "0.062500", "US-CO": "0.029000" },
  ...{ "CA-ON": "0.130000", "CA-BC": "0.120000", "CA-QC": "0.149750", "CA-AB": "0.050000" },
};
const EUROPEAN_TAXES = {
  ...REGIONAL_TAXES,
  DE: "0.190000",
  FR: "0.200000",
  NL: "0.210000",
  ES: "0.210000",
  IE: "0.230000",
};

const delivery = (standard: string, express: string, overnight: string) => ({ standard, express, overnight });

// Two years of decisions; `daysAgo` is when a version took effect (or was made, for those that never did).
const VERSIONS = [
  {
    status: "superseded",
    daysAgo: 760,
    percentage: "10",
    delivery: delivery("10.00", "25.00", "50.00"),
    taxes: FIRST_TAXES,
    reason: "initial default",
  },
  {
    status: "superseded",
    daysAgo: 600,
    percentage: "10",
    delivery: delivery("7.90", "19.90", "39.90"),
    taxes: FIRST_TAXES,
    reason: "New contract with the regional carriers lowers delivery",
  },
  {
    status: "superseded",
    daysAgo: 455,
    percentage: "10",
    delivery: delivery("7.90", "19.90", "39.90"),
    taxes: REGIONAL_TAXES,
    reason: "Taxes by state and province instead of one rate a country",
  },
  {
    status: "superseded",
    daysAgo: 330,
    percentage: "10.5",
    delivery: delivery("7.90", "19.90", "39.90"),
    taxes: EUROPEAN_TAXES,
    reason: "Opening Germany, France, the Netherlands, Spain and Ireland",
  },
  {
    status: "superseded",
    daysAgo: 185,
    percentage: "10.5",
    delivery: delivery("7.90", "21.90", "44.90"),
    taxes: EUROPEAN_TAXES,
    reason: "Fuel surcharge on express and overnight",
  },
  {
    status: "active",
    daysAgo: 62,
    percentage: "11.5",
    delivery: delivery("8.40", "21.90", "44.90"),
    taxes: EUROPEAN_TAXES,
    reason: "Yearly price review",
  },
  {
    status: "withdrawn",
    daysAgo: 27,
    percentage: "14",
    delivery: delivery("9.90", "24.90", "49.90"),
    taxes: EUROPEAN_TAXES,
    reason: "Winter prices, first attempt",
  },
  {
    status: "draft",
    daysAgo: 1,
    percentage: "12",
    delivery: delivery("8.40", "22.90", "46.90"),
    taxes: EUROPEAN_TAXES,
    reason: "Winter prices: smaller step after the review",
  },
] as const;

/** Replaces the default version by the pricing history of the demo business, made by `author`. */
export async function writePricing(tx: Tx, author: string): Promise<void> {
  // The default version is as old as the database; the story needs one from two years ago.
  await tx`alter table billing.pricing_configs disable trigger pricing_configs_guard`;
  await tx`delete from billing.pricing_configs`;
  await tx`alter table billing.pricing_configs enable trigger pricing_configs_guard`;
  await tx`
    insert into billing.pricing_configs (id, subscription_percentage, delivery_costs, tax_rates, currency_settings,
      created_by, updated_by, version, version_number, is_active, status, change_reason, based_on, effective_at,
      activated_at, superseded_at, withdrawn_at, created_at, updated_at)
    select pg_temp.seeded_id('version', number), percentage, delivery, taxes,
      '{"default": "USD", "supported": ["USD", "EUR", "GBP", "CAD"]}', ${author}, ${author}, '1.' || number - 1, number,
      case status when 'active' then 'active' else 'inactive' end, status, reason,
      case when number > 1 then pg_temp.seeded_id('version', case when status = 'draft' then number - 2 else number - 1 end) end,
      case status when 'draft' then null when 'withdrawn' then at + interval '7 days' else at end,
      case when status in ('active', 'superseded') then at end,
      case when status = 'superseded' then next_at end,
      case when status = 'withdrawn' then at end,
      case status when 'draft' then at when 'withdrawn' then at - interval '6 days' else at - interval '3 days' end,
      case when status = 'superseded' then next_at else at end
    from (
      select v.*, lead(v.at) over (order by number) as next_at
      from (
        select v.*, date_trunc('day', now()) - v."daysAgo" * interval '1 day' + interval '6 hours' as at
        from rows from (jsonb_to_recordset(${tx.json(VERSIONS)})
          as (status text, "daysAgo" integer, percentage numeric, delivery jsonb, taxes jsonb, reason text))
          with ordinality as v (status, "daysAgo", percentage, delivery, taxes, reason, number)
      ) v
    ) v
    order by number`;
}
