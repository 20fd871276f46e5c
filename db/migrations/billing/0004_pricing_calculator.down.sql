drop table billing.pricing_preview_rows;
drop table billing.pricing_previews;
drop function billing.cost_breakdown(jsonb, numeric, numeric, numeric, text, numeric, numeric, numeric, numeric,
  numeric, text, timestamptz);
drop function billing.loyalty_percent(text);
drop function billing.tax_rate_for(jsonb, text);
drop function billing.quote(numeric, numeric, numeric, numeric, numeric);
