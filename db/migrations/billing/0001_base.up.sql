create schema if not exists billing;

-- Customers.
create table billing.users (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  full_name text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint users_email_check check (email ~ '^[^@\s]+@[^@\s]+$')
);
-- The operator class lets one index serve uniqueness, equality and search by prefix.
create unique index users_email_key on billing.users (lower(email) text_pattern_ops);

-- Where boxes are delivered.
create table billing.addresses (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references billing.users (id),
  line1 text not null,
  city text not null,
  region text,
  postal_code text not null,
  country char(2) not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint addresses_country_check check (country ~ '^[A-Z]{2}$')
);
create index addresses_user_id_idx on billing.addresses (user_id);

-- What a box is made of, as a family of variants.
create table billing.products (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  description text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

-- What is put into a box and has a price.
create table billing.product_variants (
  id uuid primary key default gen_random_uuid(),
  product_id uuid not null references billing.products (id),
  name text not null,
  sku text not null,
  base_price numeric(14,2) not null,
  sale_price numeric(14,2),
  currency char(3) not null default 'USD',
  is_active boolean not null default true,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint product_variants_sku_key unique (sku),
  constraint product_variants_base_price_check check (base_price >= 0),
  constraint product_variants_sale_price_check check (sale_price >= 0),
  constraint product_variants_currency_check check (currency ~ '^[A-Z]{3}$')
);
create index product_variants_product_id_idx on billing.product_variants (product_id);

-- A customer's repeating order; price is what one period costs now.
create table billing.subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references billing.users (id),
  plan_id varchar(100) not null,
  status text not null default 'active',
  price numeric(14,2) not null,
  currency char(3) not null default 'USD',
  billing_cycle text not null default 'monthly',
  auto_renew boolean not null default true,
  current_period_start timestamptz(3),
  current_period_end timestamptz(3),
  cancelled_at timestamptz(3),
  subscription_metadata jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint subscriptions_plan_id_check check (plan_id in ('basic', 'premium', 'enterprise')),
  constraint subscriptions_status_check check (status in
    ('active', 'trialing', 'paused', 'past_due', 'cancel_at_period_end', 'cancelled', 'expired')),
  constraint subscriptions_billing_cycle_check check (billing_cycle in ('monthly', 'quarterly', 'yearly')),
  constraint subscriptions_price_check check (price >= 0),
  constraint subscriptions_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint subscriptions_period_check check (current_period_end >= current_period_start)
);
create index subscriptions_user_id_idx on billing.subscriptions (user_id);
