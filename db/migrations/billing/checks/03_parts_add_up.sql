-- title: The parts of every current breakdown add up to its total
-- severity: error
select id, cost_breakdown
from billing.subscriptions
where not billing.breakdown_adds_up(cost_breakdown)
