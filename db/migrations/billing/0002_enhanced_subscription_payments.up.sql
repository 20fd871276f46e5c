-- Admin-configurable pricing settings, one row a version.
create table billing.pricing_configs (
  id uuid primary key default gen_random_uuid(),
  subscription_percentage numeric(8,4) not null default 10.0,
  delivery_costs jsonb not null,
  tax_rates jsonb not null,
  currency_settings jsonb not null,
  updated_by uuid not null,
  version varchar(50) not null default '1.0',
  is_active text not null default 'active',
  change_reason text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint pricing_configs_percentage_check check (subscription_percentage between 0.1 and 50),
  constraint pricing_configs_is_active_check check (is_active in ('active', 'inactive'))
);
create unique index pricing_configs_one_active on billing.pricing_configs (is_active) where is_active = 'active';

-- Every change of what a subscription costs, before and after.
create table billing.subscription_cost_history (
  id uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references billing.subscriptions (id),
  old_cost_breakdown jsonb,
  new_cost_breakdown jsonb not null,
  change_reason varchar(100) not null,
  effective_date timestamptz(3) not null,
  changed_by uuid,
  pricing_metadata jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint subscription_cost_history_reason_check check (change_reason <> '')
);
create index subscription_cost_history_subscription_idx
  on billing.subscription_cost_history (subscription_id, effective_date, id);

-- Stripe payment intents; subscription_id is null for a one-off payment.
create table billing.payment_intents (
  id uuid primary key default gen_random_uuid(),
  stripe_payment_intent_id varchar(255) not null,
  user_id uuid not null references billing.users (id),
  subscription_id uuid references billing.subscriptions (id),
  amount_breakdown jsonb not null,
  currency char(3) not null default 'USD',
  status text not null default 'requires_payment_method',
  stripe_verification jsonb,
  payment_method_id varchar(255),
  payment_method_type varchar(50),
  requires_action boolean not null default false,
  client_secret varchar(500),
  expires_at timestamptz(3),
  confirmed_at timestamptz(3),
  failed_at timestamptz(3),
  failure_reason text,
  payment_metadata jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint payment_intents_stripe_payment_intent_id_key unique (stripe_payment_intent_id),
  constraint payment_intents_amount_check
    check (coalesce((amount_breakdown ->> 'total_amount')::numeric > 0, false)),
  constraint payment_intents_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint payment_intents_status_check check (status in
    ('requires_payment_method', 'requires_confirmation', 'requires_action', 'processing', 'requires_capture',
     'succeeded', 'canceled', 'payment_failed'))
);
create index payment_intents_user_id_idx on billing.payment_intents (user_id);
create index payment_intents_subscription_id_idx on billing.payment_intents (subscription_id);
create index payment_intents_status_idx on billing.payment_intents (status, created_at, id);

-- Daily subscription metrics by currency; rates are percents.
create table billing.subscription_analytics (
  id uuid primary key default gen_random_uuid(),
  date date not null,
  total_active_subscriptions integer not null default 0,
  new_subscriptions integer not null default 0,
  canceled_subscriptions integer not null default 0,
  paused_subscriptions integer not null default 0,
  resumed_subscriptions integer not null default 0,
  total_revenue numeric(14,2) not null default 0,
  average_subscription_value numeric(14,2) not null default 0,
  monthly_recurring_revenue numeric(14,2) not null default 0,
  churn_rate numeric(8,4) not null default 0,
  conversion_rate numeric(8,4) not null default 0,
  retention_rate numeric(8,4) not null default 0,
  currency char(3) not null default 'USD',
  plan_breakdown jsonb,
  delivery_breakdown jsonb,
  geographic_breakdown jsonb,
  additional_metrics jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint subscription_analytics_date_currency_key unique (date, currency),
  constraint subscription_analytics_counts_check check (least(total_active_subscriptions, new_subscriptions,
    canceled_subscriptions, paused_subscriptions, resumed_subscriptions) >= 0)
);

-- Daily payment performance by currency; success_rate is a percent.
create table billing.payment_analytics (
  id uuid primary key default gen_random_uuid(),
  date date not null,
  total_payments integer not null default 0,
  successful_payments integer not null default 0,
  failed_payments integer not null default 0,
  pending_payments integer not null default 0,
  success_rate numeric(8,4) not null default 0,
  total_volume numeric(14,2) not null default 0,
  successful_volume numeric(14,2) not null default 0,
  average_payment_amount numeric(14,2) not null default 0,
  currency char(3) not null default 'USD',
  breakdown_by_method jsonb,
  breakdown_by_country jsonb,
  breakdown_by_currency jsonb,
  failure_breakdown jsonb,
  processing_metrics jsonb,
  additional_metrics jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint payment_analytics_date_currency_key unique (date, currency),
  constraint payment_analytics_counts_check check (
    least(total_payments, successful_payments, failed_payments, pending_payments) >= 0
    and successful_payments + failed_payments + pending_payments <= total_payments)
);

-- A customer's points and tier.
create table billing.loyalty_accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references billing.users (id),
  total_points integer not null default 0,
  available_points integer not null default 0,
  tier text not null default 'bronze',
  tier_progress numeric(8,4) not null default 0,
  points_earned_lifetime integer not null default 0,
  points_redeemed_lifetime integer not null default 0,
  referrals_made integer not null default 0,
  successful_referrals integer not null default 0,
  tier_benefits jsonb,
  status text not null default 'active',
  loyalty_metadata jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint loyalty_accounts_user_id_key unique (user_id),
  constraint loyalty_accounts_points_check check (least(total_points, available_points, points_earned_lifetime,
    points_redeemed_lifetime, referrals_made, successful_referrals) >= 0),
  constraint loyalty_accounts_tier_check check (tier in ('bronze', 'silver', 'gold', 'platinum')),
  constraint loyalty_accounts_tier_progress_check check (tier_progress between 0 and 1),
  constraint loyalty_accounts_status_check check (status in ('active', 'suspended', 'closed'))
);

-- Single movements of loyalty points; redeemed ones are negative.
create table billing.points_transactions (
  id uuid primary key default gen_random_uuid(),
  loyalty_account_id uuid not null references billing.loyalty_accounts (id),
  subscription_id uuid references billing.subscriptions (id),
  order_id uuid,
  transaction_type text not null,
  points_amount integer not null,
  description text not null,
  reason_code text not null,
  related_amount numeric(14,2),
  currency char(3),
  expires_at timestamptz(3),
  status text not null default 'completed',
  transaction_metadata jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint points_transactions_type_check
    check (transaction_type in ('earned', 'redeemed', 'bonus', 'referral', 'adjustment')),
  constraint points_transactions_redeemed_check check (transaction_type <> 'redeemed' or points_amount <= 0),
  constraint points_transactions_reason_check check (reason_code in
    ('subscription_purchase', 'referral_bonus', 'reward_redemption', 'tier_advancement', 'admin_adjustment')),
  constraint points_transactions_status_check check (status in ('pending', 'completed', 'cancelled', 'expired'))
);
create index points_transactions_account_idx on billing.points_transactions (loyalty_account_id, created_at, id);
create index points_transactions_subscription_id_idx on billing.points_transactions (subscription_id);

insert into billing.pricing_configs
  (subscription_percentage, delivery_costs, tax_rates, currency_settings, updated_by, change_reason)
values (
  10,
  '{"standard": "10.00", "express": "25.00", "overnight": "50.00"}',
  '{"US": "0.080000", "CA": "0.130000", "GB": "0.200000"}',
  '{"default": "USD", "supported": ["USD", "EUR", "GBP", "CAD"]}',
  '00000000-0000-0000-0000-000000000000',
  'initial default');

alter table billing.subscriptions
  add column variant_ids jsonb not null default '[]',
  add column cost_breakdown jsonb,
  add column delivery_type text not null default 'standard',
  add column delivery_address_id uuid references billing.addresses (id),
  add column cost_calculation_version varchar(50),
  add column admin_percentage_applied numeric(8,4),
  add column delivery_cost_applied numeric(14,2),
  add column tax_rate_applied numeric(8,6),
  add column tax_amount numeric(14,2),
  add column loyalty_points_earned integer not null default 0,
  add column loyalty_discount_applied numeric(14,2) not null default 0,
  add column paused_at timestamptz(3),
  add column pause_reason text,
  add column next_billing_date timestamptz(3);

-- Existing subscriptions keep their price; its parts are found backwards from the default
-- configuration. Where fee and delivery would leave less than a cent of goods, the tax is kept
-- out and, if that is not enough, the whole price counts as goods.
with terms as (
  select (delivery_costs ->> 'standard')::numeric as delivery, subscription_percentage as percentage, tax_rates
  from billing.pricing_configs where is_active = 'active'
), placed as (
  select s.id, s.price, s.currency, s.status, a.id as address_id,
    t.delivery, t.percentage, coalesce((t.tax_rates ->> a.country)::numeric, 0) as rate
  from billing.subscriptions s
  cross join terms t
  left join lateral (select id, country from billing.addresses where user_id = s.user_id
    order by created_at, id limit 1) a on true
), split as (
  select p.*, way.*, round((p.price - way.tax - way.delivery_part) / (1 + way.percentage_part / 100), 2) as subtotal
  from placed p
  cross join lateral (
    values
      (1, p.rate, p.price - round(p.price / (1 + p.rate), 2), p.delivery, p.percentage, '1.0'),
      (2, 0, 0, p.delivery, p.percentage, '1.0'),
      (3, 0, 0, 0, 0, 'legacy')
  ) as way (preference, rate_part, tax, delivery_part, percentage_part, basis)
), chosen as (
  select distinct on (id) *, price - tax - delivery_part - subtotal as fee
  from split where preference = 3 or subtotal >= 0.01
  order by id, preference
)
update billing.subscriptions s set
  delivery_address_id = c.address_id,
  cost_calculation_version = c.basis,
  admin_percentage_applied = c.percentage_part,
  delivery_cost_applied = c.delivery_part,
  tax_rate_applied = c.rate_part,
  tax_amount = c.tax,
  paused_at = case when s.status = 'paused' then s.updated_at end,
  next_billing_date = case when s.auto_renew and s.status in ('active', 'trialing', 'past_due')
    then s.current_period_end end,
  cost_breakdown = jsonb_build_object(
    'variant_costs', '[]'::jsonb,
    'subtotal', c.subtotal::numeric(14,2)::text,
    'admin_percentage', c.percentage_part::numeric(8,4)::text,
    'admin_fee', c.fee::numeric(14,2)::text,
    'delivery_type', 'standard',
    'delivery_cost', c.delivery_part::numeric(14,2)::text,
    'tax_rate', c.rate_part::numeric(8,6)::text,
    'tax_amount', c.tax::numeric(14,2)::text,
    'loyalty_discount', '0.00',
    'total_amount', c.price::text,
    'currency', c.currency,
    'breakdown_timestamp', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
from chosen c where c.id = s.id;

-- True when the parts add up to the total to the cent; false, never null, when one is missing.
create function billing.breakdown_adds_up(b jsonb) returns boolean language sql immutable parallel safe as $$
  select coalesce((b ->> 'subtotal')::numeric + (b ->> 'admin_fee')::numeric + (b ->> 'delivery_cost')::numeric
    + (b ->> 'tax_amount')::numeric - (b ->> 'loyalty_discount')::numeric = (b ->> 'total_amount')::numeric, false)
$$;

alter table billing.subscriptions
  alter column cost_breakdown set not null,
  alter column cost_calculation_version set not null,
  alter column admin_percentage_applied set not null,
  alter column delivery_cost_applied set not null,
  alter column tax_rate_applied set not null,
  alter column tax_amount set not null,
  add constraint subscriptions_variant_ids_check check (jsonb_typeof(variant_ids) = 'array'),
  add constraint subscriptions_delivery_type_check check (delivery_type in ('standard', 'express', 'overnight')),
  add constraint subscriptions_loyalty_points_earned_check check (loyalty_points_earned >= 0),
  add constraint subscriptions_breakdown_adds_up_check check (billing.breakdown_adds_up(cost_breakdown)),
  add constraint subscriptions_price_is_total_check
    check (coalesce(price = (cost_breakdown ->> 'total_amount')::numeric, false)),
  add constraint subscriptions_applied_check check (coalesce(
    admin_percentage_applied = (cost_breakdown ->> 'admin_percentage')::numeric
    and delivery_cost_applied = (cost_breakdown ->> 'delivery_cost')::numeric
    and tax_rate_applied = (cost_breakdown ->> 'tax_rate')::numeric
    and tax_amount = (cost_breakdown ->> 'tax_amount')::numeric
    and loyalty_discount_applied = (cost_breakdown ->> 'loyalty_discount')::numeric, false));
create index subscriptions_delivery_address_id_idx on billing.subscriptions (delivery_address_id);
