-- title: Amounts of breakdowns are strings of cents, the percentage has four decimals, the tax rate six
-- severity: error
select id, cost_breakdown
from billing.subscriptions
where concat_ws(' ', cost_breakdown -> 'subtotal', cost_breakdown -> 'admin_fee', cost_breakdown -> 'delivery_cost',
    cost_breakdown -> 'tax_amount', cost_breakdown -> 'loyalty_discount', cost_breakdown -> 'total_amount')
    !~ '^("[0-9]+\.[0-9]{2}"( |$)){6}$'
  or concat_ws(' ', cost_breakdown -> 'admin_percentage', cost_breakdown -> 'tax_rate')
    !~ '^"[0-9]+\.[0-9]{4}" "[0-9]+\.[0-9]{6}"$'
