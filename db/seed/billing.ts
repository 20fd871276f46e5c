import type postgres from "postgres";
import { requireLocal } from "./local";
import { stageLoyalty, writeLoyaltyAccounts, writePoints } from "./loyalty";
import { prepareChance, stageBoxes, stageSubscriptions, stageVersions, writeCustomers } from "./staging";

type Tx = postgres.TransactionSql;

// From here on building an index anew is faster than adding row by row.
const WORTH_REBUILDING = 100_000;

/**
 * Adds `count` subscriptions with customers, addresses, loyalty and cost history, priced by the versions in force, in one
 * transaction of set-based statements, and analyses the tables. May be repeated; rows are the same each time but for
 * the time of day. Throws {@link SeedRefused} for a server that is not on this machine.
 */
export async function seedSubscriptions(
  sql: postgres.Sql,
  count: number,
  say: (line: string) => void = () => {},
): Promise<void> {
  requireLocal(sql);
  await sql.begin(async (tx) => {
    await tx`set local synchronous_commit = off`;
    await tx`set local work_mem = '256MB'`;
    await tx`set local maintenance_work_mem = '512MB'`;
    await tx`set local jit = off`;
    // Earlier runs numbered their rows from 1 up, so that the next free number is known.
    const [existing] = await tx<{ base: number }[]>`
      select greatest((select count(*) from billing.users), (select count(*) from billing.subscriptions))::integer as base`;
    const base = existing?.base ?? 0;
    const kind = "bulk";
    await prepareChance(tx);
    await stageBoxes(tx);
    await stageVersions(tx);
    say("Deciding who subscribes to what…");
    await stageSubscriptions(tx, kind, base, count);
    await stageLoyalty(tx, kind);
    const rebuild = count >= WORTH_REBUILDING ? await dropIndexes(tx) : [];
    say("Writing customers…");
    await writeCustomers(tx, base);
    await writeLoyaltyAccounts(tx);
    say("Writing subscriptions…");
    await writeSubscriptions(tx);
    say("Writing cost history…");
    await writeHistory(tx);
    await writePoints(tx);
    if (rebuild.length > 0) say("Building indexes…");
    for (const definition of rebuild) await tx.unsafe(definition);
  });
  await analyse(sql);
}

/** Refreshes the planner's statistics and the visibility map of the billing tables. */
export async function analyse(sql: postgres.Sql): Promise<void> {
  await sql`vacuum analyze billing.users, billing.addresses, billing.products, billing.product_variants,
    billing.subscriptions, billing.subscription_cost_history, billing.loyalty_accounts, billing.points_transactions,
    billing.pricing_configs`;
}

/** Drops the indexes of the large tables that no key depends on; answers the statements that make them again. */
async function dropIndexes(tx: Tx): Promise<string[]> {
  const indexes = await tx<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid in ('billing.subscriptions'::regclass, 'billing.subscription_cost_history'::regclass,
        'billing.users'::regclass, 'billing.addresses'::regclass, 'billing.points_transactions'::regclass)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  return indexes.map(({ definition }) => definition);
}

// Running subscriptions carry the active version's price, the others that of the version they began with.
async function writeSubscriptions(tx: Tx): Promise<void> {
  await tx`
    insert into billing.subscriptions (id, user_id, plan_id, status, price, currency, billing_cycle, auto_renew,
      current_period_start, current_period_end, cancelled_at, created_at, updated_at, variant_ids, cost_breakdown,
      delivery_type, delivery_address_id, cost_calculation_version, admin_percentage_applied, delivery_cost_applied,
      tax_rate_applied, tax_amount, loyalty_points_earned, loyalty_discount_applied, paused_at, pause_reason,
      next_billing_date, tax_place, paused_from_status, paused_remaining_days)
    select s.id, s.user_id, s.plan_id, s.status, q.total_amount, s.currency, s.cycle,
      s.status not in ('cancelled', 'expired', 'cancel_at_period_end'), s.period_start, s.period_end,
      case when s.status in ('cancelled', 'cancel_at_period_end') then s.period_end end,
      s.created_at, coalesce(s.stopped_at, greatest(s.created_at, s.period_start)), b.variant_ids,
      billing.cost_breakdown(b.variant_costs, b.subtotal, v.percentage, q.admin_fee, s.delivery_type, r.delivery, r.rate,
        q.tax_amount, q.loyalty_discount, q.total_amount, s.currency, greatest(s.created_at, v.since)),
      s.delivery_type, s.address_id, v.version, v.percentage, r.delivery, r.rate, q.tax_amount,
      coalesce(e.points, 0), q.loyalty_discount,
      case when s.status = 'paused' then s.stopped_at end,
      case when s.status = 'paused' then (array['On holiday', 'Too much food', 'Moving house'])[1 + pg_temp.dice(s.n, 40, 3)] end,
      case when s.status in ('active', 'trialing', 'past_due') then s.period_end end,
      s.place, case when s.status = 'paused' then 'active' end,
      case when s.status = 'paused' then ceil(extract(epoch from s.period_end - s.stopped_at) / 86400)::integer end
    from staged s
    join boxes b on b.plan_id = s.plan_id and b.currency = s.currency and b.cycle = s.cycle and b.box = s.box
    join versions v on case when s.status in ('active', 'trialing') then v.is_active
      else s.created_at >= v.since and s.created_at < v.until end
    left join loyal l on l.user_id = s.user_id
    left join earned e on e.subscription_id = s.id
    cross join lateral (select (v.delivery_costs ->> s.delivery_type)::numeric as delivery,
      billing.tax_rate_for(v.tax_rates, s.place) as rate) r
    cross join lateral billing.quote(b.subtotal, v.percentage, r.delivery, r.rate, billing.loyalty_percent(l.tier)) q`;
}

async function writeHistory(tx: Tx): Promise<void> {
  await tx`
    create temp table begun on commit drop as
    select s.id, s.created_at, v.id as version_id, case when v.version = u.cost_calculation_version then u.cost_breakdown
      else billing.cost_breakdown(b.variant_costs, b.subtotal, v.percentage, q.admin_fee, s.delivery_type, r.delivery,
        r.rate, q.tax_amount, q.loyalty_discount, q.total_amount, s.currency, s.created_at) end as breakdown
    from staged s
    join billing.subscriptions u on u.id = s.id
    join boxes b on b.plan_id = s.plan_id and b.currency = s.currency and b.cycle = s.cycle and b.box = s.box
    join versions v on s.created_at >= v.since and s.created_at < v.until
    left join loyal l on l.user_id = s.user_id
    cross join lateral (select (v.delivery_costs ->> s.delivery_type)::numeric as delivery,
      billing.tax_rate_for(v.tax_rates, s.place) as rate) r
    cross join lateral billing.quote(b.subtotal, v.percentage, r.delivery, r.rate, billing.loyalty_percent(l.tier)) q`;
  await tx`analyze begun`;
  await tx`
    insert into billing.subscription_cost_history (subscription_id, new_cost_breakdown, change_reason, effective_date,
      pricing_config_id, actor_type, actor_name, created_at, updated_at)
    select id, breakdown, 'subscription_creation', created_at, version_id, 'system', 'Checkout', created_at, created_at
    from begun`;
  await tx`
    insert into billing.subscription_cost_history (subscription_id, old_cost_breakdown, new_cost_breakdown,
      change_reason, effective_date, changed_by, pricing_config_id, actor_type, actor_name, created_at, updated_at)
    select b.id, b.breakdown, u.cost_breakdown, 'admin_pricing_update', v.since, v.created_by, v.id, 'staff',
      'Administrator', v.since, v.since
    from begun b
    join billing.subscriptions u on u.id = b.id
    join versions v on v.is_active and v.id <> b.version_id
    where u.cost_calculation_version = v.version`;
}
