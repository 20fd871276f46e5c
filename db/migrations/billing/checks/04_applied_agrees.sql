-- title: The applied amounts agree with the breakdown
-- severity: error
select id, cost_breakdown
from billing.subscriptions
where admin_percentage_applied is distinct from (cost_breakdown ->> 'admin_percentage')::numeric
  or delivery_cost_applied is distinct from (cost_breakdown ->> 'delivery_cost')::numeric
  or tax_rate_applied is distinct from (cost_breakdown ->> 'tax_rate')::numeric
  or tax_amount is distinct from (cost_breakdown ->> 'tax_amount')::numeric
  or loyalty_discount_applied is distinct from (cost_breakdown ->> 'loyalty_discount')::numeric
  or delivery_type is distinct from cost_breakdown ->> 'delivery_type'
  or currency is distinct from cost_breakdown ->> 'currency'
