-- title: The last recorded total is the price of today
-- severity: warn
select s.id, s.price, h.total_amount
from billing.subscriptions s
join (
  select distinct on (subscription_id) subscription_id, new_cost_breakdown ->> 'total_amount' as total_amount
  from billing.subscription_cost_history
  order by subscription_id, effective_date desc, created_at desc, id desc
) h on h.subscription_id = s.id
where h.total_amount::numeric is distinct from s.price
