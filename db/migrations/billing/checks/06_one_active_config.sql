-- title: Exactly one pricing version is active
-- severity: error
select count(*) as active
from billing.pricing_configs
where is_active = 'active'
having count(*) <> 1
