drop index billing.subscriptions_next_billing_idx;
drop index billing.subscriptions_place_price_idx;
drop index billing.subscriptions_place_created_idx;
drop index billing.subscriptions_status_price_idx;
drop index billing.subscriptions_status_created_idx;
drop index billing.subscriptions_price_idx;
drop index billing.subscriptions_created_idx;
