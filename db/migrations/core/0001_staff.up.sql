create schema if not exists core;

-- People who may sign in to the console.
create table core.staff (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  name text not null,
  role text not null,
  status text not null default 'invited',
  password_hash text,
  session_version integer not null default 1,
  last_signed_in_at timestamptz(3),
  row_version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint staff_email_check check (email ~ '^[^@\s]+@[^@\s]+$'),
  constraint staff_name_check check (name <> ''),
  constraint staff_role_check check (role in ('admin', 'support', 'finance', 'auditor')),
  constraint staff_status_check check (status in ('invited', 'active', 'deactivated'))
);
create unique index staff_email_key on core.staff (lower(email));

-- One-time links; only the hash of the token is kept.
create table core.staff_links (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references core.staff (id) on delete cascade,
  purpose text not null,
  token_hash text not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  constraint staff_links_purpose_check check (purpose in ('invite', 'reset')),
  constraint staff_links_token_hash_key unique (token_hash)
);
create index staff_links_staff_id_idx on core.staff_links (staff_id);

-- Failed sign-ins, counted per account ("account:<email>") and per address ("address:<ip>").
create table core.sign_in_throttles (
  key text primary key,
  failures integer not null default 0,
  locked_until timestamptz(3),
  updated_at timestamptz(3) not null default now(),
  constraint sign_in_throttles_failures_check check (failures >= 0)
);

-- Request counters per window; losing them in a crash only forgives.
create unlogged table core.rate_limits (
  key text primary key,
  window_started_at timestamptz(3) not null,
  hits integer not null,
  constraint rate_limits_hits_check check (hits >= 0)
);
