-- title: Running subscriptions can be priced by the active version
-- severity: warn
select s.id, s.tax_place, s.currency
from billing.subscriptions s
cross join billing.pricing_configs c
where c.is_active = 'active' and s.status in ('active', 'trialing')
  and (s.tax_place is null or billing.tax_rate_for(c.tax_rates, s.tax_place) is null
    or not c.currency_settings -> 'supported' ? s.currency::text)
