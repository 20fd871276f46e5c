-- Named filters of a list, private or shared with all staff.
create table core.saved_views (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references core.staff (id) on delete cascade,
  list_id text not null,
  name text not null,
  query text not null,
  visibility text not null default 'private',
  row_version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint saved_views_name_check check (name <> ''),
  constraint saved_views_visibility_check check (visibility in ('private', 'shared')),
  constraint saved_views_staff_id_list_id_name_key unique (staff_id, list_id, name)
);
create index saved_views_shared_idx on core.saved_views (list_id) where visibility = 'shared';

-- Heartbeats of the job workers.
create table core.workers (
  id uuid primary key,
  host text not null,
  pid integer not null,
  started_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now()
);

-- Settings of the installation; the key "demo" marks a database filled with demo data.
create table core.settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz(3) not null default now()
);
