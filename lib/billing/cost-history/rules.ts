import {
  type Breakdown,
  CHANGE_REASONS,
  type ChangeActor,
  type ChangeType,
  type Direction,
} from "@/lib/billing/cost-history/schema";
import { decimal, formatPercent, sum } from "@/lib/core/money";

type KnownReason = (typeof CHANGE_REASONS)[number];

const REASONS: Record<KnownReason, { type: ChangeType; label: string }> = {
  subscription_creation: { type: "other", label: "Subscription created" },
  admin_percentage_change: { type: "admin_update", label: "Admin percentage changed" },
  variant_price_change: { type: "price_change", label: "Variant price changed" },
  admin_pricing_update: { type: "admin_update", label: "Pricing version published" },
  subscription_pause: { type: "pause", label: "Paused" },
  subscription_resume: { type: "resume", label: "Resumed" },
  subscription_cancel: { type: "cancellation", label: "Cancelled" },
  subscription_variant_swap: { type: "variant_change", label: "Variants swapped" },
  subscription_delivery_change: { type: "price_change", label: "Delivery changed" },
  subscription_cost_adjustment: { type: "price_change", label: "Cost adjusted" },
};

export const CHANGE_TYPE_LABELS: Record<ChangeType, string> = {
  pause: "Pause",
  resume: "Resume",
  cancellation: "Cancellation",
  variant_change: "Variant change",
  price_change: "Price change",
  admin_update: "Admin update",
  other: "Other",
};

function known(reason: string): KnownReason | undefined {
  return CHANGE_REASONS.find((candidate) => candidate === reason);
}

/** The reasons this product writes, for people. */
export const CHANGE_REASON_LABELS: Partial<Record<string, string>> = Object.fromEntries(
  CHANGE_REASONS.map((reason) => [reason, REASONS[reason].label]),
);

/** The kind of change behind a stored reason; free text is `other` (data-model §2.2). */
export function changeTypeOf(reason: string): ChangeType {
  const found = known(reason);
  return found ? REASONS[found].type : "other";
}

/** A stored reason for people; free text stays as it was written. */
export function reasonLabel(reason: string): string {
  return CHANGE_REASON_LABELS[reason] ?? reason;
}

/** The stored reasons of a type; `other` is what remains besides them, see `KNOWN_ELSEWHERE`. */
export function reasonsOfType(type: ChangeType): string[] {
  return CHANGE_REASONS.filter((reason) => REASONS[reason].type === type);
}

/** Every reason that belongs to a type with a name of its own: all others are `other`. */
export const KNOWN_ELSEWHERE: readonly string[] = CHANGE_REASONS.filter(
  (reason) => REASONS[reason].type !== "other",
);

/** Whether a change raises, lowers or keeps the price. */
export function directionOf(change: string): Direction {
  const value = decimal(change);
  return value.eq(0) ? "unchanged" : value.gt(0) ? "up" : "down";
}

/** Who made a change, for people. */
export function actorLabel(actor: ChangeActor): string {
  return actor.name ?? (actor.type === null ? "Unknown" : "System");
}

/** One line of a breakdown: how it enters the total, and what it is made of. */
export type BreakdownPart = {
  key: "subtotal" | "adminFee" | "deliveryCost" | "taxAmount" | "loyaltyDiscount";
  label: string;
  detail: string | null;
  amount: string;
};

const DELIVERY_LABELS: Record<Breakdown["deliveryType"], string> = {
  standard: "Standard",
  express: "Express",
  overnight: "Overnight",
};

/** A delivery type for people. */
export function deliveryLabel(type: Breakdown["deliveryType"]): string {
  return DELIVERY_LABELS[type];
}

/** A tax rate, stored as a fraction, as a percent for people: "8.25 %". */
export function taxRateLabel(rate: string): string {
  return formatPercent(decimal(rate).times(100).toFixed());
}

/** The parts of a breakdown in the order they are added; their amounts sum to the total, the discount negative. */
export function breakdownParts(breakdown: Breakdown): BreakdownPart[] {
  const { loyaltyDiscount } = breakdown;
  const lines = breakdown.variants.length;
  return [
    {
      key: "subtotal",
      label: "Subtotal",
      detail: lines > 0 ? `${lines} ${lines === 1 ? "variant" : "variants"}` : null,
      amount: breakdown.subtotal,
    },
    {
      key: "adminFee",
      label: "Admin fee",
      detail: formatPercent(breakdown.adminPercentage),
      amount: breakdown.adminFee,
    },
    {
      key: "deliveryCost",
      label: "Delivery",
      detail: deliveryLabel(breakdown.deliveryType),
      amount: breakdown.deliveryCost,
    },
    { key: "taxAmount", label: "Tax", detail: taxRateLabel(breakdown.taxRate), amount: breakdown.taxAmount },
    {
      key: "loyaltyDiscount",
      label: "Loyalty discount",
      detail: null,
      amount: decimal(loyaltyDiscount).eq(0) ? loyaltyDiscount : `-${loyaltyDiscount}`,
    },
  ];
}

/** Whether the parts of a breakdown add up to its total, to the cent (the database holds the same rule as a CHECK). */
export function addsUp(breakdown: Breakdown): boolean {
  return decimal(sum(breakdownParts(breakdown).map((part) => part.amount))).eq(breakdown.total);
}
