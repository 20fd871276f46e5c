-- Pages of the subscription list: each offered order, alone and under the filters that leave few rows.
create index subscriptions_created_idx on billing.subscriptions (created_at, id);
create index subscriptions_price_idx on billing.subscriptions (price, id);
create index subscriptions_status_created_idx on billing.subscriptions (status, created_at, id);
create index subscriptions_status_price_idx on billing.subscriptions (status, price, id);
create index subscriptions_place_created_idx on billing.subscriptions (tax_place, created_at, id);
create index subscriptions_place_price_idx on billing.subscriptions (tax_place, price, id);
create index subscriptions_next_billing_idx on billing.subscriptions (next_billing_date, id);
