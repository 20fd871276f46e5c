-- A place is an ISO country with an optional region: 'GB', 'US-CA'.
create function billing.is_place(place text) returns boolean language sql immutable parallel safe as $$
  select place ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'
$$;

-- Exactly the three delivery types, each a decimal string of cents: {"standard": "10.00", …}.
create function billing.is_delivery_costs(costs jsonb) returns boolean language sql immutable parallel safe as $$
  select jsonb_typeof(costs) = 'object'
    and costs ?& array['standard', 'express', 'overnight']
    and costs - array['standard', 'express', 'overnight'] = '{}'
    and not exists (select from jsonb_each(costs) c
      where jsonb_typeof(c.value) <> 'string' or c.value #>> '{}' !~ '^[0-9]{1,12}\.[0-9]{2}$')
$$;

-- Place to rate as a decimal string with six places, 0 to 1: {"US-CA": "0.072500"}.
create function billing.is_tax_rates(rates jsonb) returns boolean language sql immutable parallel safe as $$
  select jsonb_typeof(rates) = 'object'
    and not exists (select from jsonb_each(rates) r
      where not billing.is_place(r.key) or jsonb_typeof(r.value) <> 'string'
        or r.value #>> '{}' !~ '^(0\.[0-9]{6}|1\.000000)$')
$$;

-- {"default": "USD", "supported": ["USD", …]}, the default among the supported.
create function billing.is_currency_settings(settings jsonb) returns boolean language sql immutable parallel safe as $$
  select case when jsonb_typeof(settings) = 'object' and jsonb_typeof(settings -> 'supported') = 'array' then
    coalesce(settings -> 'supported' @> (settings -> 'default') and not exists (
      select from jsonb_array_elements(settings -> 'supported') c
      where jsonb_typeof(c.value) <> 'string' or c.value #>> '{}' !~ '^[A-Z]{3}$'), false)
    else false end
$$;

alter table billing.pricing_configs
  add column status text,
  add column version_number integer,
  add column effective_at timestamptz(3),
  add column activated_at timestamptz(3),
  add column superseded_at timestamptz(3),
  add column withdrawn_at timestamptz(3),
  add column created_by uuid,
  add column based_on uuid references billing.pricing_configs (id),
  add column leave_unpriceable boolean not null default false,
  add column row_version integer not null default 1;

update billing.pricing_configs c set
  status = case is_active when 'active' then 'active' else 'superseded' end,
  version_number = o.place,
  effective_at = c.created_at,
  activated_at = c.created_at,
  superseded_at = case is_active when 'inactive' then coalesce(o.next_at, c.updated_at) end,
  created_by = c.updated_by,
  based_on = o.before
from (
  select id, row_number() over w as place, lag(id) over w as before, lead(created_at) over w as next_at
  from billing.pricing_configs window w as (order by created_at, id)
) o
where o.id = c.id;

alter table billing.pricing_configs
  alter column is_active set default 'inactive',
  alter column status set default 'draft',
  alter column status set not null,
  alter column version_number set not null,
  alter column created_by set not null,
  add constraint pricing_configs_version_number_key unique (version_number),
  add constraint pricing_configs_status_check
    check (status in ('draft', 'scheduled', 'active', 'superseded', 'withdrawn')),
  add constraint pricing_configs_active_agrees_check check ((status = 'active') = (is_active = 'active')),
  add constraint pricing_configs_instants_check check (
    (status not in ('scheduled', 'active', 'superseded') or effective_at is not null)
    and (status in ('active', 'superseded')) = (activated_at is not null)
    and (status = 'superseded') = (superseded_at is not null)
    and (status = 'withdrawn') = (withdrawn_at is not null)),
  add constraint pricing_configs_delivery_costs_check check (billing.is_delivery_costs(delivery_costs)),
  add constraint pricing_configs_tax_rates_check check (billing.is_tax_rates(tax_rates)),
  add constraint pricing_configs_currency_settings_check check (billing.is_currency_settings(currency_settings));
create index pricing_configs_due_idx on billing.pricing_configs (effective_at) where status = 'scheduled';
create index pricing_configs_based_on_idx on billing.pricing_configs (based_on);

-- What a version says about prices never changes, draft or not; its reason, instant and handling
-- of subscriptions that cannot be priced are settled when it leaves draft; states only move forward.
create function billing.guard_pricing_config() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status = 'draft' then
      return old;
    end if;
    raise exception 'pricing version % is %: it cannot be deleted', old.version, old.status
      using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
  end if;
  if (old.id, old.subscription_percentage, old.delivery_costs, old.tax_rates, old.currency_settings, old.version,
      old.version_number, old.created_by, old.created_at, old.based_on)
     is distinct from
     (new.id, new.subscription_percentage, new.delivery_costs, new.tax_rates, new.currency_settings, new.version,
      new.version_number, new.created_by, new.created_at, new.based_on) then
    raise exception 'pricing version % cannot be edited: make a new version of it', old.version
      using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
  end if;
  if old.status <> 'draft' and (old.change_reason, old.effective_at, old.leave_unpriceable)
     is distinct from (new.change_reason, new.effective_at, new.leave_unpriceable) then
    raise exception 'pricing version % is %: its reason and terms are settled', old.version, old.status
      using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
  end if;
  if old.status <> new.status and (old.status, new.status) not in (
      ('draft', 'scheduled'), ('draft', 'active'), ('draft', 'withdrawn'),
      ('scheduled', 'active'), ('scheduled', 'withdrawn'), ('active', 'superseded')) then
    raise exception 'pricing version % cannot go from % to %', old.version, old.status, new.status
      using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
  end if;
  return new;
end $$;
create trigger pricing_configs_guard before update or delete on billing.pricing_configs
  for each row execute function billing.guard_pricing_config();

alter table billing.subscriptions
  add column tax_place text,
  add column paused_from_status text,
  add column paused_remaining_days integer,
  add column row_version integer not null default 1;

update billing.subscriptions s set tax_place = case
    when billing.is_place(a.country || '-' || a.region) then a.country || '-' || a.region else a.country end
from billing.addresses a
where a.id = s.delivery_address_id;

-- Subscriptions paused before this step can be resumed too; with no days known, into a full new cycle.
update billing.subscriptions set
  paused_from_status = 'active',
  paused_remaining_days =
    greatest(0, coalesce(ceil(extract(epoch from current_period_end - paused_at) / 86400), 0))::integer
where status = 'paused';

alter table billing.subscriptions
  add constraint subscriptions_tax_place_check check (billing.is_place(tax_place)),
  add constraint subscriptions_paused_from_status_check check (paused_from_status in ('active', 'trialing')),
  add constraint subscriptions_paused_remaining_days_check check (paused_remaining_days >= 0);

alter table billing.subscription_cost_history
  add column pricing_config_id uuid references billing.pricing_configs (id),
  add column total_change numeric(14,2) not null generated always as (
    (new_cost_breakdown ->> 'total_amount')::numeric
    - coalesce(old_cost_breakdown ->> 'total_amount', new_cost_breakdown ->> 'total_amount')::numeric) stored,
  add column actor_type text,
  add column actor_name text,
  add constraint subscription_cost_history_actor_type_check
    check (actor_type in ('staff', 'api_key', 'webhook', 'job', 'system')),
  add constraint subscription_cost_history_new_adds_up_check check (billing.breakdown_adds_up(new_cost_breakdown)),
  add constraint subscription_cost_history_old_adds_up_check
    check (old_cost_breakdown is null or billing.breakdown_adds_up(old_cost_breakdown));
create index subscription_cost_history_config_idx on billing.subscription_cost_history (pricing_config_id);

create function billing.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end $$;
create trigger subscription_cost_history_append_only before update or delete on billing.subscription_cost_history
  for each row execute function billing.refuse_change();
create trigger subscription_cost_history_no_truncate before truncate on billing.subscription_cost_history
  for each statement execute function billing.refuse_change();
