-- title: The price of a subscription is the total of its breakdown
-- severity: error
select id, price, cost_breakdown ->> 'total_amount' as total_amount
from billing.subscriptions
where (cost_breakdown ->> 'total_amount')::numeric is distinct from price
