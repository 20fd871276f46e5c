-- title: Pricing versions hold allowed values
-- severity: error
select id, version
from billing.pricing_configs
where subscription_percentage not between 0.1 and 50
  or not billing.is_delivery_costs(delivery_costs)
  or not billing.is_tax_rates(tax_rates)
  or not billing.is_currency_settings(currency_settings)
  or (status = 'active') <> (is_active = 'active')
