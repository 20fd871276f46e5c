-- title: Audit rows and seals are guarded against change
-- severity: error
select t.name
from (values ('audit_logs_append_only'), ('audit_logs_no_truncate'), ('audit_logs_queue'),
  ('audit_seals_append_only'), ('audit_seals_no_truncate')) as t (name)
where not exists (
  select from pg_trigger g
  join pg_class c on c.oid = g.tgrelid
  where c.relnamespace = 'core'::regnamespace and g.tgname = t.name and g.tgenabled in ('O', 'A'))
