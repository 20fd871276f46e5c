-- The SQL twin of the calculator (data-model §2.8). Every function is one plain SELECT and not
-- strict, so that the planner folds it into a set-based query.

-- Each part is rounded to cents, half up, before it is used: the parts add up to the total.
create function billing.quote(
  subtotal numeric, percentage numeric, delivery numeric, tax_rate numeric, loyalty_percent numeric
) returns table (admin_fee numeric, tax_amount numeric, loyalty_discount numeric, total_amount numeric)
language sql immutable parallel safe as $$
  select f.fee, t.tax, t.loyalty, b.base + t.tax - t.loyalty
  from (select round(subtotal * percentage / 100, 2) as fee) f,
    lateral (select subtotal + f.fee + delivery as base) b,
    lateral (select round(b.base * tax_rate, 2) as tax, round(b.base * loyalty_percent / 100, 2) as loyalty) t
$$;

-- The rate of a place: its region's if there is one, else its country's, else null.
create function billing.tax_rate_for(tax_rates jsonb, place text) returns numeric
language sql immutable parallel safe as $$
  select coalesce(tax_rates ->> place, tax_rates ->> left(place, 2))::numeric
$$;

-- The discount of a loyalty tier in percent (data-model §2.6); nobody's tier is 0.
create function billing.loyalty_percent(tier text) returns numeric language sql immutable parallel safe as $$
  select case tier when 'platinum' then 10.0 when 'gold' then 5.0 when 'silver' then 2.0 else 0.0 end
$$;

-- The breakdown as it is stored: amounts with two decimals, the percentage with four and the tax rate with six, as
-- strings.
create function billing.cost_breakdown(
  variant_costs jsonb, subtotal numeric, admin_percentage numeric, admin_fee numeric, delivery_type text,
  delivery_cost numeric, tax_rate numeric, tax_amount numeric, loyalty_discount numeric, total_amount numeric,
  currency text, as_of timestamptz
) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object(
    'variant_costs', coalesce(variant_costs, '[]'),
    'subtotal', subtotal::numeric(14,2)::text,
    'admin_percentage', admin_percentage::numeric(8,4)::text,
    'admin_fee', admin_fee::numeric(14,2)::text,
    'delivery_type', delivery_type,
    'delivery_cost', delivery_cost::numeric(14,2)::text,
    'tax_rate', tax_rate::numeric(8,6)::text,
    'tax_amount', tax_amount::numeric(14,2)::text,
    'loyalty_discount', loyalty_discount::numeric(14,2)::text,
    'total_amount', total_amount::numeric(14,2)::text,
    'currency', currency,
    'breakdown_timestamp', to_char(as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
$$;

-- One computed effect of a pricing version on the live base; summary holds the totals shown.
create table billing.pricing_previews (
  id uuid primary key default gen_random_uuid(),
  config_id uuid not null references billing.pricing_configs (id) on delete cascade,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  as_of timestamptz(3) not null,
  fingerprint text not null,
  subscriptions_count integer not null,
  limit_percent numeric(8,4),
  summary jsonb not null,
  constraint pricing_previews_subscriptions_count_check check (subscriptions_count >= 0),
  constraint pricing_previews_limit_percent_check check (limit_percent >= 0)
);
create index pricing_previews_config_id_idx on billing.pricing_previews (config_id, created_at);

-- The effect on each subscription: what it is computed from and what it comes to. One that cannot
-- be priced keeps its total and says why. Unlogged, without a key of its own or a foreign key: a
-- preview of a million rows must be written in seconds and can be computed again. Its one index is
-- on whole cents for the same reason: on numeric it would cost as much as all the rest.
create unlogged table billing.pricing_preview_rows (
  preview_id uuid not null,
  subscription_id uuid not null,
  plan_id text not null,
  currency char(3) not null,
  billing_cycle text not null,
  old_total numeric(14,2) not null,
  subtotal numeric(14,2) not null,
  delivery_type text not null,
  delivery_cost numeric(14,2) not null,
  tax_place text,
  tax_rate numeric(8,6),
  loyalty_percent numeric(8,4) not null,
  new_total numeric(14,2) not null,
  change_cents bigint not null,
  change_percent numeric,
  problem text,
  constraint pricing_preview_rows_problem_check check (problem is null or change_cents = 0)
);
create index pricing_preview_rows_change_idx on billing.pricing_preview_rows (preview_id, change_cents);
