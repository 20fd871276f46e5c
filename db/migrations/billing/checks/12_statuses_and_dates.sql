-- title: Statuses agree with their dates
-- severity: warn
select id, status, case
    when status = 'paused' and paused_at is null then 'paused without an instant'
    when status <> 'paused' and paused_at is not null then 'not paused but with a pause instant'
    when status in ('cancelled', 'cancel_at_period_end') and cancelled_at is null then 'cancelled without an instant'
    when status in ('active', 'trialing') and cancelled_at is not null then 'running but with a cancel instant'
    else 'the period ends before it starts' end as problem
from billing.subscriptions
where (status = 'paused') <> (paused_at is not null)
  or (status in ('cancelled', 'cancel_at_period_end') and cancelled_at is null)
  or (status in ('active', 'trialing') and cancelled_at is not null)
  or current_period_end < current_period_start
