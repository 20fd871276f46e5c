import type { DeliveryType } from "@/db/enums/billing";

/** One variant inside a cost breakdown; prices are decimal strings. */
export type VariantCost = {
  variant_id: string;
  variant_name: string;
  sku: string;
  base_price: string;
  sale_price: string | null;
  current_price: string;
  currency: string;
};

/** What a subscription costs and why (data-model §2.8): amounts with two decimals, percentage and rate with four. */
export type CostBreakdown = {
  variant_costs: VariantCost[];
  subtotal: string;
  admin_percentage: string;
  admin_fee: string;
  delivery_type: DeliveryType;
  delivery_cost: string;
  tax_rate: string;
  tax_amount: string;
  loyalty_discount: string;
  total_amount: string;
  currency: string;
  breakdown_timestamp: string;
};

/** Cost of each delivery type, with two decimals. */
export type DeliveryCosts = Record<DeliveryType, string>;

/** Tax rate by place ("GB", "US-CA"), 0 to 1 with six decimals. */
export type TaxRates = Record<string, string>;

/** Currencies that can be priced, and the one taken when none is named. */
export type CurrencySettings = { default: string; supported: string[] };
