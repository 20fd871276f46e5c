-- title: Every reference leads to a row
-- severity: error
select 'subscriptions.user_id' as reference, s.id
from billing.subscriptions s
where not exists (select from billing.users u where u.id = s.user_id)
union all
select 'subscriptions.delivery_address_id', s.id
from billing.subscriptions s
where s.delivery_address_id is not null
  and not exists (select from billing.addresses a where a.id = s.delivery_address_id)
union all
select 'subscription_cost_history.subscription_id', h.id
from billing.subscription_cost_history h
where not exists (select from billing.subscriptions s where s.id = h.subscription_id)
union all
select 'payment_intents.user_id', p.id
from billing.payment_intents p
where not exists (select from billing.users u where u.id = p.user_id)
union all
select 'loyalty_accounts.user_id', l.id
from billing.loyalty_accounts l
where not exists (select from billing.users u where u.id = l.user_id)
union all
select 'points_transactions.loyalty_account_id', t.id
from billing.points_transactions t
where not exists (select from billing.loyalty_accounts l where l.id = t.loyalty_account_id)
