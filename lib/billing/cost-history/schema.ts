import { costChangeReasons, type DeliveryType } from "@/db/enums/billing";
import type { CostBreakdown } from "@/lib/billing/pricing/rules";

/** One variant's line of a breakdown; prices are decimal strings. */
export type VariantLine = {
  id: string;
  name: string;
  sku: string;
  basePrice: string;
  salePrice: string | null;
  price: string;
};

/** What a subscription costs and why, as screens show it: decimal strings; the tax rate is a fraction. */
export type Breakdown = {
  variants: VariantLine[];
  subtotal: string;
  adminPercentage: string;
  adminFee: string;
  deliveryType: DeliveryType;
  deliveryCost: string;
  taxRate: string;
  taxAmount: string;
  loyaltyDiscount: string;
  total: string;
  currency: string;
};

/** A stored breakdown as a DTO. The instant it was computed at is left out, so that equal prices are equal values. */
export function toBreakdown(stored: CostBreakdown): Breakdown {
  return {
    variants: stored.variant_costs.map((line) => ({
      id: line.variant_id,
      name: line.variant_name,
      sku: line.sku,
      basePrice: line.base_price,
      salePrice: line.sale_price,
      price: line.current_price,
    })),
    subtotal: stored.subtotal,
    adminPercentage: stored.admin_percentage,
    adminFee: stored.admin_fee,
    deliveryType: stored.delivery_type,
    deliveryCost: stored.delivery_cost,
    taxRate: stored.tax_rate,
    taxAmount: stored.tax_amount,
    loyaltyDiscount: stored.loyalty_discount,
    total: stored.total_amount,
    currency: stored.currency,
  };
}

/** Reasons this product writes; older rows may hold free text (data-model §2.2). */
export const CHANGE_REASONS = costChangeReasons;

/** The kinds of change a screen tells apart (data-model §2.2). */
export const CHANGE_TYPES = [
  "pause",
  "resume",
  "cancellation",
  "variant_change",
  "price_change",
  "admin_update",
  "other",
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** Whether the price rose, fell or stayed. */
export const DIRECTIONS = ["up", "down", "unchanged"] as const;

/** Who made a change. Machines have no id; older rows may name nobody. */
export type ChangeActor = { id: string | null; type: string | null; name: string | null };

/** One change of what a subscription costs. `change` is new total − old total, 0.00 for a first price. */
export type CostHistoryEntry = {
  id: string;
  subscriptionId: string;
  reason: string;
  type: ChangeType;
  effectiveDate: string;
  change: string;
  currency: string;
  actor: ChangeActor;
  /** Why, in the words of whoever did it, when they gave any. */
  note: string | null;
  /** Refund (negative) or charge (positive) agreed with the change, prorated to the days left. */
  adjustment: string | null;
  pricingVersion: { id: string; version: string } | null;
  before: Breakdown | null;
  after: Breakdown;
};

/** Total change of one day of the report zone for one reason, in one currency. */
export type DailyChange = {
  day: string;
  reason: string;
  change: string;
  /** The sum of the changes upwards, and of those downwards (negative or nothing). */
  rises: string;
  falls: string;
  count: number;
};
