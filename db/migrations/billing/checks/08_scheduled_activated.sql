-- title: No scheduled pricing version is overdue by more than an hour
-- severity: warn
select id, version, effective_at
from billing.pricing_configs
where status = 'scheduled' and effective_at < now() - interval '1 hour'
