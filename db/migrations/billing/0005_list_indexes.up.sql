-- The currency of a change as a column, since amounts are only ever compared and added within one.
alter table billing.subscription_cost_history
  add column currency char(3) not null generated always as (new_cost_breakdown ->> 'currency') stored;

-- Pages of the lists. Each offered order has one index that also holds every column the list filters by: whatever
-- the filters, and however few rows they leave, a page is found in the index and only its own rows are fetched.
create index subscriptions_created_idx on billing.subscriptions (created_at, id, price, status, plan_id,
  delivery_type, billing_cycle, currency, tax_place, next_billing_date, user_id);
create index subscriptions_price_idx on billing.subscriptions (price, id, created_at, status, plan_id,
  delivery_type, billing_cycle, currency, tax_place, next_billing_date, user_id);
create index subscription_cost_history_effective_idx on billing.subscription_cost_history
  (effective_date, id, total_change, change_reason, changed_by, currency);
create index subscription_cost_history_change_idx on billing.subscription_cost_history
  (total_change, id, effective_date, change_reason, changed_by, currency);

-- Every filter of few values in one index a table. Its keys repeat, so they are stored once with their rows: a few
-- megabytes per million rows, in which any combination of these filters is counted or found to be rare.
create index subscriptions_facets_idx on billing.subscriptions
  (status, plan_id, delivery_type, billing_cycle, currency, tax_place);
create index subscription_cost_history_facets_idx on billing.subscription_cost_history
  (changed_by, change_reason, currency);

create index subscriptions_next_billing_idx on billing.subscriptions (next_billing_date, id);
-- The places in use, for the filter.
create index subscriptions_tax_place_idx on billing.subscriptions (tax_place);
