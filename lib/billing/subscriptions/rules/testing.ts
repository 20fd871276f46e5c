import type { Breakdown } from "@/lib/billing/cost-history/schema";
import type { NewPrice } from "@/lib/billing/subscriptions/rules/plans";
import { DAY, type SubscriptionState } from "@/lib/billing/subscriptions/rules/state";

/** The instant the samples are made for. */
export const NOW = new Date("2026-03-11T12:00:00Z");
/** NOW and some days. */
export const at = (days: number) => new Date(NOW.getTime() + days * DAY);

/** The golden example of data-model §2.8. */
export function breakdown(overrides: Partial<Breakdown> = {}): Breakdown {
  return {
    variants: [{ id: "v1", name: "Small", sku: "S", basePrice: "100.00", salePrice: null, price: "100.00" }],
    subtotal: "100.00",
    adminPercentage: "10.0000",
    adminFee: "10.00",
    deliveryType: "standard",
    deliveryCost: "10.00",
    taxRate: "0.080000",
    taxAmount: "9.60",
    loyaltyDiscount: "6.00",
    total: "123.60",
    currency: "USD",
    ...overrides,
  };
}

/** A subscription with twenty of thirty days left at NOW; paused ones have kept 22. */
export function state(overrides: Partial<SubscriptionState> = {}): SubscriptionState {
  const paused = overrides.status === "paused";
  return {
    id: "s1",
    rowVersion: 3,
    status: "active",
    billingCycle: "monthly",
    autoRenew: true,
    currentPeriodStart: at(-10),
    currentPeriodEnd: at(20),
    cancelledAt: null,
    nextBillingDate: at(20),
    pausedAt: paused ? at(-2) : null,
    pauseReason: paused ? "away" : null,
    pausedFromStatus: paused ? "active" : null,
    pausedRemainingDays: paused ? 22 : null,
    variantIds: ["v1"],
    breakdown: breakdown(),
    ...overrides,
  };
}

/** A price computed anew, by version 1.4. */
export const price = (overrides: Partial<Breakdown>): NewPrice => ({
  breakdown: breakdown(overrides),
  version: { id: "c1", version: "1.4" },
});

/** The example by express: 15.00 more. */
export const express = price({ deliveryType: "express", deliveryCost: "25.00", total: "138.60" });
/** The example with another variant: 25.00 more. */
export const larger = price({
  variants: [{ id: "v2", name: "Large", sku: "L", basePrice: "120.00", salePrice: null, price: "120.00" }],
  total: "148.60",
});
