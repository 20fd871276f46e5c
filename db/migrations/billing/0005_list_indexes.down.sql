drop index billing.subscriptions_tax_place_idx;
drop index billing.subscriptions_next_billing_idx;
drop index billing.subscription_cost_history_facets_idx;
drop index billing.subscriptions_facets_idx;
drop index billing.subscription_cost_history_change_idx;
drop index billing.subscription_cost_history_effective_idx;
drop index billing.subscriptions_price_idx;
drop index billing.subscriptions_created_idx;
alter table billing.subscription_cost_history drop column currency;
