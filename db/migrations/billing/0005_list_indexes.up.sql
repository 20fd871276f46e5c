-- Pages of the subscription list: each offered order, alone and under the filters that leave few rows.
create index subscriptions_created_idx on billing.subscriptions (created_at, id);
create index subscriptions_price_idx on billing.subscriptions (price, id);
create index subscriptions_status_created_idx on billing.subscriptions (status, created_at, id);
create index subscriptions_status_price_idx on billing.subscriptions (status, price, id);
create index subscriptions_place_created_idx on billing.subscriptions (tax_place, created_at, id);
create index subscriptions_place_price_idx on billing.subscriptions (tax_place, price, id);
create index subscriptions_next_billing_idx on billing.subscriptions (next_billing_date, id);
-- Every filter of few values in one index. Its keys repeat, so they are stored once with their rows: a few
-- megabytes per million rows, in which any combination of these filters is counted or found rare.
create index subscriptions_facets_idx
  on billing.subscriptions (status, plan_id, delivery_type, billing_cycle, currency, tax_place);

-- The currency of a change as a column, since amounts are only ever compared and added within one. The index
-- holds all that the chart of changes per day reads.
alter table billing.subscription_cost_history
  add column currency char(3) not null generated always as (new_cost_breakdown ->> 'currency') stored;
create index subscription_cost_history_currency_idx
  on billing.subscription_cost_history (currency, effective_date, id, change_reason, total_change);
