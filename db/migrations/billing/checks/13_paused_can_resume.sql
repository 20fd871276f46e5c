-- title: Paused subscriptions know where to return to
-- severity: warn
select id
from billing.subscriptions
where status = 'paused' and (paused_from_status is null or paused_remaining_days is null)
