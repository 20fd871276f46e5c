-- title: Cost history and pricing versions are guarded against change
-- severity: error
select t.name
from (values ('subscription_cost_history_append_only'), ('subscription_cost_history_no_truncate'),
  ('pricing_configs_guard')) as t (name)
where not exists (
  select from pg_trigger g
  join pg_class c on c.oid = g.tgrelid
  where c.relnamespace = 'billing'::regnamespace and g.tgname = t.name and g.tgenabled in ('O', 'A'))
