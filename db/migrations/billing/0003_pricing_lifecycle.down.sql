-- Versions that never ran, and the links to them, did not exist before: only the versions that ran stay.
drop trigger pricing_configs_guard on billing.pricing_configs;
drop trigger subscription_cost_history_no_truncate on billing.subscription_cost_history;
drop trigger subscription_cost_history_append_only on billing.subscription_cost_history;
drop function billing.refuse_change();
drop function billing.guard_pricing_config();
alter table billing.subscription_cost_history
  drop constraint subscription_cost_history_old_adds_up_check,
  drop constraint subscription_cost_history_new_adds_up_check,
  drop column actor_name,
  drop column actor_type,
  drop column total_change,
  drop column pricing_config_id;
alter table billing.subscriptions
  drop column row_version,
  drop column paused_remaining_days,
  drop column paused_from_status,
  drop column tax_place;
alter table billing.pricing_configs
  drop constraint pricing_configs_currency_settings_check,
  drop constraint pricing_configs_tax_rates_check,
  drop constraint pricing_configs_delivery_costs_check,
  drop constraint pricing_configs_instants_check,
  drop constraint pricing_configs_active_agrees_check,
  alter column is_active set default 'active',
  drop column based_on;
delete from billing.pricing_configs where status in ('draft', 'scheduled', 'withdrawn');
alter table billing.pricing_configs
  drop column status,
  drop column version_number,
  drop column effective_at,
  drop column activated_at,
  drop column superseded_at,
  drop column withdrawn_at,
  drop column created_by,
  drop column leave_unpriceable,
  drop column row_version;
drop function billing.is_currency_settings(jsonb);
drop function billing.is_tax_rates(jsonb);
drop function billing.is_delivery_costs(jsonb);
drop function billing.is_place(text);
