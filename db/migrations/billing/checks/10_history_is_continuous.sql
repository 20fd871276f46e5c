-- title: Each recorded change starts from the total of the one before
-- severity: warn
select id, subscription_id, effective_date
from (
  select id, subscription_id, effective_date, old_cost_breakdown ->> 'total_amount' as starts_from,
    lag(new_cost_breakdown ->> 'total_amount')
      over (partition by subscription_id order by effective_date, created_at, id) as ended_at
  from billing.subscription_cost_history
) h
where ended_at is not null and starts_from is distinct from ended_at
