import type postgres from "postgres";
import { FIRST_NAMES, LAST_NAMES, PLACES, PRODUCTS, STREETS } from "./sample";

type Tx = postgres.TransactionSql;

/**
 * Adds the tools of a run to its session: `dice` rolls 0 to sides − 1, the same for the same row and salt; `seeded_id` is a
 * version 4 UUID that follows from its arguments. Both make every run equal but for the time of day.
 */
export async function prepareChance(tx: Tx): Promise<void> {
  await tx.unsafe(`
    create or replace function pg_temp.dice(n bigint, salt bigint, sides bigint) returns integer language sql immutable as $$
      select ((hashint8extended(n, salt) & 2147483647) % greatest(sides, 1))::integer
    $$;
    create or replace function pg_temp.seeded_id(kind text, n bigint) returns uuid language sql immutable as $$
      select overlay(overlay(md5(kind || ':' || n) placing '4' from 13 for 1) placing '8' from 17 for 1)::uuid
    $$`);
}

/** Writes products and variants (per cycle and currency) that are not there yet, and lists every box in temp table `boxes`. */
export async function stageBoxes(tx: Tx): Promise<void> {
  await tx`
    create temp table goods on commit drop as
    select p.place::integer - 1 as number, p.code, p.name, p.price, p.off, c.cycle, c.letter, c.label, m.currency,
      round(p.price * c.factor * m.factor, 2) as base_price,
      pg_temp.seeded_id('product', p.place) as product_id,
      pg_temp.seeded_id('variant-' || c.letter || m.currency, p.place) as variant_id
    from rows from (jsonb_to_recordset(${tx.json(PRODUCTS)})
      as (code text, name text, price numeric, off integer)) with ordinality as p (code, name, price, off, place)
    cross join (values ('monthly', 'M', 'every month', 1.0), ('quarterly', 'Q', 'season pack', 2.85),
      ('yearly', 'Y', 'year pack', 10.8)) as c (cycle, letter, label, factor)
    cross join (values ('USD', 1.0), ('CAD', 1.35), ('GBP', 0.8), ('EUR', 0.92)) as m (currency, factor)`;
  await tx`
    insert into billing.products (id, name)
    select distinct product_id, name from goods
    on conflict do nothing`;
  await tx`
    insert into billing.product_variants (id, product_id, name, sku, base_price, sale_price, currency)
    select variant_id, product_id, name || ', ' || label, concat_ws('-', code, letter, currency), base_price,
      case when off > 0 then round(base_price * (100 - off) / 100, 2) end, currency
    from goods
    on conflict do nothing`;
  await tx`
    create temp table boxes on commit drop as
    select plan.id as plan_id, g.currency, g.cycle, g.number as box,
      jsonb_agg(v.id order by i.place) as variant_ids,
      sum(coalesce(v.sale_price, v.base_price)) as subtotal,
      jsonb_agg(jsonb_build_object('variant_id', v.id, 'variant_name', v.name, 'sku', v.sku,
        'base_price', v.base_price::text, 'sale_price', v.sale_price::text,
        'current_price', coalesce(v.sale_price, v.base_price)::text, 'currency', v.currency) order by i.place) as variant_costs
    from goods g
    cross join (values ('basic', array[0]), ('premium', array[0, 5]), ('enterprise', array[0, 3, 7])) as plan (id, steps)
    cross join unnest(plan.steps) with ordinality as i (step, place)
    join goods other on other.number = (g.number + i.step) % ${PRODUCTS.length}
      and other.currency = g.currency and other.cycle = g.cycle
    join billing.product_variants v on v.id = other.variant_id
    group by plan.id, g.currency, g.cycle, g.number`;
  await tx`create unique index on boxes (plan_id, currency, cycle, box)`;
  await tx`analyze boxes`;
}

/** Lists the versions that have been in force, with the time each was, in temp table `versions`. */
export async function stageVersions(tx: Tx): Promise<void> {
  await tx`
    create temp table versions on commit drop as
    select id, version, version_number, subscription_percentage as percentage, delivery_costs, tax_rates,
      currency_settings, created_by, is_active = 'active' as is_active,
      case when row_number() over w = 1 then '-infinity' else activated_at end as since,
      coalesce(lead(activated_at) over w, 'infinity') as until
    from billing.pricing_configs
    where status in ('active', 'superseded')
    window w as (order by activated_at, version_number)`;
  await tx`analyze versions`;
}

/**
 * Decides in temp table `staged` who subscribes to what and how far each subscription came, for `count` rows numbered
 * from `base`: growing over two years, only in places that the active version prices, none before its place was opened.
 */
export async function stageSubscriptions(tx: Tx, kind: string, base: number, count: number): Promise<void> {
  await tx`
    create temp table slots on commit drop as
    select row_number() over (order by p.place, p.city, g) - 1 as slot, p.place, p.city, p.postal, p.currency, o.opened_at
    from jsonb_to_recordset(${tx.json(PLACES)})
      as p (place text, city text, postal text, currency text, weight integer)
    cross join lateral (select min(greatest(v.since, now() - interval '730 days')) as opened_at from versions v
      where billing.tax_rate_for(v.tax_rates, p.place) is not null and v.currency_settings -> 'supported' ? p.currency) o
    cross join lateral generate_series(1, p.weight) g
    where exists (select from versions v where v.is_active
      and billing.tax_rate_for(v.tax_rates, p.place) is not null and v.currency_settings -> 'supported' ? p.currency)`;
  const users = Math.ceil(count * 0.9);
  await tx`
    create temp table customers on commit drop as
    select n, pg_temp.seeded_id(${`${kind}-user`}, n) as user_id, pg_temp.seeded_id(${`${kind}-address`}, n) as address_id,
      s.place, s.city, s.postal, s.currency, s.opened_at
    from generate_series(${base}::bigint + 1, ${base}::bigint + ${users}) as n
    join slots s on s.slot = pg_temp.dice(n, 1, (select count(*) from slots))`;
  await tx`create unique index on customers (n)`;
  await tx`analyze slots`;
  await tx`analyze customers`;
  await tx`
    create temp table staged on commit drop as
    with born as materialized (
      select i.n, c.user_id, c.address_id, c.place, c.currency,
        c.opened_at + greatest(pg_temp.dice(i.n, 2, a.seconds), pg_temp.dice(i.n, 3, a.seconds)) * interval '1 second'
          as created_at
      from (select n, case when n <= ${base}::bigint + ${users} then n
          else ${base}::bigint + 1 + pg_temp.dice(n, 9, ${users}) end as customer
        from generate_series(${base}::bigint + 1, ${base}::bigint + ${count}) as n) i
      join customers c on c.n = i.customer
      cross join lateral (select extract(epoch from now() - c.opened_at)::integer as seconds) a
    ), aged as materialized (
      select *, extract(epoch from now() - created_at)::integer / 86400 as days, pg_temp.dice(n, 4, 100) as fate,
        pg_temp.dice(n, 5, 100) as rhythm
      from born
    ), fated as materialized (
      select *, case
          when days < 14 then case when fate < 60 then 'trialing' else 'active' end
          when days < 45 or fate < 66 then 'active' when fate < 84 then 'cancelled' when fate < 88 then 'expired'
          when fate < 93 then 'paused' when fate < 96 then 'past_due' when fate < 98 then 'cancel_at_period_end'
          else 'active' end as status
      from aged
    ), cycled as materialized (
      select *, case when status in ('expired', 'past_due') or rhythm < 70 then 'monthly'
        when rhythm < 90 then 'quarterly' else 'yearly' end as cycle
      from fated
    ), ended as materialized (
      select *, case cycle when 'monthly' then 1 when 'quarterly' then 3 else 12 end as cycle_months, case status
          when 'cancelled' then created_at + interval '20 days'
            + pg_temp.dice(n, 6, (days - 20) * 86400::bigint) * interval '1 second'
          when 'paused' then now() - (1 + pg_temp.dice(n, 6, least(60, days - 20) * 86400 - 1)) * interval '1 second'
          when 'expired' then created_at + (1 + pg_temp.dice(n, 6, days / 31)) * interval '1 month'
          else now() end as anchor
      from cycled
    ), periods as materialized (
      select *, case status
          when 'past_due' then now() - (1 + pg_temp.dice(n, 7, 9 * 86400)) * interval '1 second' - interval '1 month'
          when 'expired' then anchor - interval '1 month'
          else created_at + cycle_months * interval '1 month' * (m.months / cycle_months) end as period_start
      from ended
      cross join lateral (select age(anchor, created_at) as span) a
      cross join lateral (select (extract(year from a.span) * 12 + extract(month from a.span))::integer as months) m
    )
    select n, pg_temp.seeded_id(${`${kind}-subscription`}, n) as id, user_id, address_id, place, currency, created_at, status,
      case when pg_temp.dice(n, 10, 100) < 52 then 'basic' when pg_temp.dice(n, 10, 100) < 88 then 'premium'
        else 'enterprise' end as plan_id,
      cycle, cycle_months, pg_temp.dice(n, 11, ${PRODUCTS.length}) as box,
      case when pg_temp.dice(n, 12, 100) < 74 then 'standard' when pg_temp.dice(n, 12, 100) < 93 then 'express'
        else 'overnight' end as delivery_type,
      case when status in ('cancelled', 'paused', 'expired') then anchor end as stopped_at,
      period_start,
      case when status = 'trialing' then created_at + interval '14 days' when status = 'cancelled' then anchor
        when status = 'expired' then anchor else period_start + cycle_months * interval '1 month' end as period_end,
      months / cycle_months + 1 as paid_periods
    from periods`;
  await tx`create unique index on staged (n)`;
  await tx`analyze staged`;
}

/** Writes the customers and addresses of `staged`, each customer as old as the first subscription. */
export async function writeCustomers(tx: Tx, base: number): Promise<void> {
  await tx`
    insert into billing.users (id, email, full_name, created_at, updated_at)
    select c.user_id,
      lower(name.first || '.' || name.last) || '.' || c.n || '@example.' || (array['com', 'org', 'net'])[1 + pg_temp.dice(c.n, 22, 3)],
      name.first || ' ' || name.last, s.since, s.since
    from customers c
    join (select user_id, min(created_at) - interval '7 minutes' as since from staged group by user_id) s using (user_id)
    cross join lateral (select
      (${tx.array(FIRST_NAMES)}::text[])[1 + pg_temp.dice(c.n, 20, ${FIRST_NAMES.length})] as first,
      (${tx.array(LAST_NAMES)}::text[])[1 + pg_temp.dice(c.n, 21, ${LAST_NAMES.length})] as last) name
    where c.n > ${base}`;
  await tx`
    insert into billing.addresses (id, user_id, line1, city, region, postal_code, country, created_at, updated_at)
    select c.address_id, c.user_id,
      1 + pg_temp.dice(c.n, 23, 240) || ' ' || (${tx.array(STREETS)}::text[])[1 + pg_temp.dice(c.n, 24, ${STREETS.length})],
      c.city, nullif(substr(c.place, 4), ''), c.postal, left(c.place, 2), u.created_at, u.created_at
    from customers c
    join billing.users u on u.id = c.user_id`;
}
