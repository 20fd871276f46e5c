-- title: The parts of every recorded breakdown add up
-- severity: error
select id, subscription_id
from billing.subscription_cost_history
where not billing.breakdown_adds_up(new_cost_breakdown)
  or (old_cost_breakdown is not null and not billing.breakdown_adds_up(old_cost_breakdown))
