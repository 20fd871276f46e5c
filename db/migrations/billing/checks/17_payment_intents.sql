-- title: Payment intents agree with their instants
-- severity: warn
select id, status
from billing.payment_intents
where (status = 'succeeded' and confirmed_at is null)
  or (status in ('canceled', 'payment_failed') and failed_at is null)
