import type postgres from "postgres";
import { PRODUCTS } from "./sample";

type Tx = postgres.TransactionSql;

/**
 * Tells the life of every subscription of `staged` in temp table `changes`: begun, swapped, moved to another delivery,
 * paused, resumed, repriced by each version that came while it ran, stopped; with the breakdown before and after.
 */
export async function stageHistory(tx: Tx): Promise<void> {
  await tx`
    create temp table lives on commit drop as
    select s.*, e.ended_at, e.ended_at - s.created_at as length, p.paused_from, p.paused_until
    from staged s
    cross join lateral (select coalesce(s.stopped_at, now()) as ended_at) e
    left join lateral (select s.created_at + (e.ended_at - s.created_at) * 0.45 as paused_from,
        s.created_at + (e.ended_at - s.created_at) * 0.45 + (10 + pg_temp.dice(s.n, 51, 20)) * interval '1 day' as paused_until
      where e.ended_at - s.created_at > interval '120 days' and pg_temp.dice(s.n, 50, 100) < 10) p on true`;
  // A null box or delivery type means that the event leaves it as it was.
  await tx`
    create temp table events on commit drop as
    select id, n, created_at as at, 'subscription_creation' as reason, true as repriced, box, delivery_type from lives
    union all
    select id, n, created_at + length * 0.3, 'subscription_variant_swap', true,
      (box + 1 + pg_temp.dice(n, 53, ${PRODUCTS.length - 1})) % ${PRODUCTS.length}, null
    from lives where length > interval '30 days' and pg_temp.dice(n, 52, 100) < 14
    union all
    select id, n, created_at + length * 0.8, 'subscription_delivery_change', true, null,
      case delivery_type when 'standard' then 'express' else 'standard' end
    from lives where length > interval '60 days' and pg_temp.dice(n, 54, 100) < 6
    union all
    select id, n, paused_from, 'subscription_pause', false, null, null from lives where paused_from is not null
    union all
    select id, n, paused_until, 'subscription_resume', true, null, null from lives where paused_from is not null
    union all
    select l.id, l.n, v.since, 'admin_pricing_update', true, null, null
    from lives l join versions v on v.since > l.created_at and v.since < l.ended_at
      and (l.paused_from is null or v.since not between l.paused_from and l.paused_until)
    union all
    select id, n, ended_at, 'subscription_pause', false, null, null from lives where status = 'paused'
    union all
    select id, n, ended_at, 'subscription_cancel', false, null, null from lives where status = 'cancelled'
    union all
    select id, n, now() - (1 + pg_temp.dice(n, 55, 20 * 86400)) * interval '1 second', 'subscription_cancel', false, null, null
    from lives where status = 'cancel_at_period_end'`;
  await tx`
    create temp table changes on commit drop as
    with known as (
      select e.*, array_agg(e.box) filter (where e.box is not null) over w as boxes_so_far,
        array_agg(e.delivery_type) filter (where e.delivery_type is not null) over w as deliveries_so_far,
        count(*) filter (where e.repriced) over w as pricing
      from events e window w as (partition by e.id order by e.at rows unbounded preceding)
    ), priced as (
      select k.id, k.n, k.at, k.reason, k.pricing, v.id as version_id, v.version, v.created_by, b.variant_ids,
        d.delivery_type, case when k.repriced then billing.cost_breakdown(b.variant_costs, b.subtotal, v.percentage,
          q.admin_fee, d.delivery_type, r.delivery, r.rate, q.tax_amount, q.loyalty_discount, q.total_amount, s.currency,
          k.at) end as breakdown
      from known k
      join staged s on s.id = k.id
      join boxes b on b.plan_id = s.plan_id and b.currency = s.currency and b.cycle = s.cycle
        and b.box = k.boxes_so_far[cardinality(k.boxes_so_far)]
      join versions v on k.at >= v.since and k.at < v.until
      left join loyal l on l.user_id = s.user_id
      cross join lateral (select k.deliveries_so_far[cardinality(k.deliveries_so_far)] as delivery_type) d
      cross join lateral (select (v.delivery_costs ->> d.delivery_type)::numeric as delivery,
        billing.tax_rate_for(v.tax_rates, s.place) as rate) r
      cross join lateral billing.quote(b.subtotal, v.percentage, r.delivery, r.rate, billing.loyalty_percent(l.tier)) q
    ), carried as (
      select id, n, at, reason, variant_ids, delivery_type, created_by,
        first_value(breakdown) over same as breakdown, first_value(version_id) over same as version_id,
        first_value(version) over same as version
      from priced window same as (partition by id, pricing order by at)
    )
    select *, lag(breakdown) over life as before, lead(at) over life is null as is_last
    from carried window life as (partition by id order by at)`;
  await tx`create unique index on changes (id) where is_last`;
  await tx`analyze changes`;
}

/** Writes the subscriptions as their last change left them. */
export async function writeSubscriptions(tx: Tx): Promise<void> {
  await tx`
    insert into billing.subscriptions (id, user_id, plan_id, status, price, currency, billing_cycle, auto_renew,
      current_period_start, current_period_end, cancelled_at, created_at, updated_at, variant_ids, cost_breakdown,
      delivery_type, delivery_address_id, cost_calculation_version, admin_percentage_applied, delivery_cost_applied,
      tax_rate_applied, tax_amount, loyalty_points_earned, loyalty_discount_applied, paused_at, pause_reason,
      next_billing_date, tax_place, paused_from_status, paused_remaining_days)
    select s.id, s.user_id, s.plan_id, s.status, (c.breakdown ->> 'total_amount')::numeric, s.currency, s.cycle,
      s.status not in ('cancelled', 'expired', 'cancel_at_period_end'), s.period_start, s.period_end,
      case when s.status in ('cancelled', 'cancel_at_period_end') then s.period_end end,
      s.created_at, greatest(c.at, coalesce(s.stopped_at, s.period_start)), c.variant_ids, c.breakdown, c.delivery_type,
      s.address_id, c.version, (c.breakdown ->> 'admin_percentage')::numeric, (c.breakdown ->> 'delivery_cost')::numeric,
      (c.breakdown ->> 'tax_rate')::numeric, (c.breakdown ->> 'tax_amount')::numeric, coalesce(e.points, 0),
      (c.breakdown ->> 'loyalty_discount')::numeric,
      case when s.status = 'paused' then s.stopped_at end,
      case when s.status = 'paused' then
        (array['On holiday', 'Too much food at home', 'Moving house', 'Tight budget'])[1 + pg_temp.dice(s.n, 40, 4)] end,
      case when s.status in ('active', 'trialing', 'past_due') then s.period_end end,
      s.place, case when s.status = 'paused' then 'active' end,
      case when s.status = 'paused' then ceil(extract(epoch from s.period_end - s.stopped_at) / 86400)::integer end
    from staged s
    join changes c on c.id = s.id and c.is_last
    left join earned e on e.subscription_id = s.id`;
}

/** Writes `changes` as cost history: prices by the admin, the rest by support or by customers themselves. */
export async function writeHistory(
  tx: Tx,
  support: { id: string; name: string },
  adminName: string,
): Promise<void> {
  await tx`
    insert into billing.subscription_cost_history (subscription_id, old_cost_breakdown, new_cost_breakdown,
      change_reason, effective_date, changed_by, pricing_metadata, pricing_config_id, actor_type, actor_name,
      created_at, updated_at)
    select c.id, c.before, c.breakdown, c.reason, c.at,
      case w.who when 'admin' then c.created_by when 'support' then ${support.id}::uuid end,
      jsonb_build_object('version', c.version), c.version_id, case w.who when 'system' then 'system' else 'staff' end,
      case w.who when 'admin' then ${adminName} when 'support' then ${support.name}
        else case c.reason when 'subscription_creation' then 'Checkout' else 'Customer portal' end end,
      c.at, c.at
    from changes c
    cross join lateral (select case when c.reason = 'admin_pricing_update' then 'admin'
      when c.reason <> 'subscription_creation' and pg_temp.dice(c.n, 60, 100) < 40 then 'support' else 'system' end as who) w
    order by c.at`;
}
