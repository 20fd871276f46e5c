import Big from "big.js";
import {
  type BillingCycle,
  type DeliveryType,
  deliveryTypes,
  type LoyaltyTier,
  loyaltyTiers,
  type PricingProblem,
  type PricingStatus,
} from "@/db/enums/billing";
import type {
  CostBreakdown,
  CurrencySettings,
  DeliveryCosts,
  TaxRates,
  VariantCost,
} from "@/db/schema/billing-breakdown";
import { decimal, roundHalfUp, toAmount } from "@/lib/core/money";

export type { CostBreakdown, VariantCost };

/** Decimal places of a tax rate as a fraction: 0.149750 is 14.975 %. */
export const TAX_RATE_PLACES = 6;
/** Decimal places of a tax rate in percent. */
export const TAX_PERCENT_PLACES = TAX_RATE_PLACES - 2;
/** Decimal places of percentages. */
export const PERCENT_PLACES = 4;

/** What a pricing version says about prices: decimal strings, tax rates as fractions by place. */
export type PricingTerms = {
  subscriptionPercentage: string;
  deliveryCosts: DeliveryCosts;
  taxRates: TaxRates;
  currencySettings: CurrencySettings;
};

export type QuoteInput = {
  subtotal: string;
  percentage: string;
  deliveryCost: string;
  taxRate: string;
  loyaltyPercent: string;
};

export type Quote = {
  adminFee: string;
  deliveryCost: string;
  taxAmount: string;
  loyaltyDiscount: string;
  total: string;
};

/**
 * What one period costs (data-model §2.8): fee = subtotal · percentage, tax and discount both on subtotal + fee +
 * delivery, total = their sum less the discount. Each part is rounded to cents, half up, before it is used, so the
 * parts add up to the total. Amounts and percents are decimal strings, the tax rate a fraction. Its twin in SQL is
 * `billing.quote`.
 */
export function quote(input: QuoteInput): Quote {
  const fee = roundHalfUp(decimal(input.subtotal).times(input.percentage).div(100));
  const base = decimal(input.subtotal).plus(fee).plus(input.deliveryCost);
  const tax = roundHalfUp(base.times(input.taxRate));
  const loyalty = roundHalfUp(base.times(input.loyaltyPercent).div(100));
  return {
    adminFee: toAmount(fee),
    deliveryCost: toAmount(input.deliveryCost),
    taxAmount: toAmount(tax),
    loyaltyDiscount: toAmount(loyalty),
    total: toAmount(base.plus(tax).minus(loyalty)),
  };
}

const LOYALTY_PERCENT: Record<LoyaltyTier, string> = { bronze: "0", silver: "2", gold: "5", platinum: "10" };

/** The discount of a loyalty tier in percent (data-model §2.6); no account or an unknown tier is 0. */
export function loyaltyPercent(tier: string | null): string {
  const known = loyaltyTiers.find((candidate) => candidate === tier);
  return known ? LOYALTY_PERCENT[known] : "0";
}

/** The rate of a place: its region's ("US-CA") if there is one, else its country's ("US"), else null. */
export function taxRateFor(taxRates: TaxRates, place: string): string | null {
  return taxRates[place] ?? taxRates[place.slice(0, 2)] ?? null;
}

/** Months in a billing cycle. */
export function monthsOfCycle(cycle: BillingCycle): number {
  return { monthly: 1, quarterly: 3, yearly: 12 }[cycle];
}

/** The version after one: the minor number goes up by one; what cannot be read becomes "1.1" (data-model §2.1). */
export function nextVersion(version: string): string {
  const match = /^(\d{1,6})\.(\d{1,6})$/.exec(version);
  return match ? `${match[1]}.${Number(match[2]) + 1}` : "1.1";
}

export type PriceableSubscription = {
  variantCosts: readonly VariantCost[];
  subtotal: string;
  deliveryType: DeliveryType;
  /** "GB", "US-CA", or null when it is not known where the box goes. */
  taxPlace: string | null;
  /** The tier of the customer's active loyalty account; null without one. */
  tier: string | null;
  currency: string;
};

export type Priced =
  | { problem: null; loyaltyPercent: string; breakdown: CostBreakdown }
  | { problem: PricingProblem };

/** What a subscription costs under a version, with every part; or why that cannot be told. */
export function priceSubscription(
  terms: PricingTerms,
  subscription: PriceableSubscription,
  asOf: Date,
): Priced {
  if (subscription.taxPlace === null) return { problem: "tax_place_missing" };
  const taxRate = taxRateFor(terms.taxRates, subscription.taxPlace);
  if (taxRate === null) return { problem: "tax_rate_missing" };
  if (!terms.currencySettings.supported.includes(subscription.currency)) {
    return { problem: "currency_not_supported" };
  }
  const percent = loyaltyPercent(subscription.tier);
  const parts = quote({
    subtotal: subscription.subtotal,
    percentage: terms.subscriptionPercentage,
    deliveryCost: terms.deliveryCosts[subscription.deliveryType],
    taxRate,
    loyaltyPercent: percent,
  });
  return {
    problem: null,
    loyaltyPercent: percent,
    breakdown: {
      variant_costs: [...subscription.variantCosts],
      subtotal: toAmount(subscription.subtotal),
      admin_percentage: toAmount(terms.subscriptionPercentage, PERCENT_PLACES),
      admin_fee: parts.adminFee,
      delivery_type: subscription.deliveryType,
      delivery_cost: parts.deliveryCost,
      tax_rate: toAmount(taxRate, TAX_RATE_PLACES),
      tax_amount: parts.taxAmount,
      loyalty_discount: parts.loyaltyDiscount,
      total_amount: parts.total,
      currency: subscription.currency,
      breakdown_timestamp: asOf.toISOString(),
    },
  };
}

/** Percent change between two amounts, four decimals; null when the first is zero. */
export function changePercent(before: string, after: string): string | null {
  const base = decimal(before);
  return base.eq(0) ? null : toAmount(decimal(after).minus(base).times(100).div(base), PERCENT_PLACES);
}

/** Whether a price rises by more than a limit in percent. Compared without division, so a free one exceeds any limit. */
export function exceedsLimit(before: string, after: string, limitPercent: string): boolean {
  return decimal(after).minus(before).times(100).gt(decimal(before).times(limitPercent));
}

/** What may be done to a version; `activate` is what the job does to a scheduled one. */
export const PRICING_STEPS = ["publish", "schedule", "activate", "withdraw"] as const;
export type PricingStep = (typeof PRICING_STEPS)[number];

const STEPS: Record<PricingStep, { from: readonly PricingStatus[]; to: PricingStatus }> = {
  publish: { from: ["draft"], to: "active" },
  schedule: { from: ["draft"], to: "scheduled" },
  activate: { from: ["scheduled"], to: "active" },
  withdraw: { from: ["draft", "scheduled"], to: "withdrawn" },
};

/** Why a step is refused, one name per state it cannot be taken from. */
export type StepRefusal =
  | "not_scheduled"
  | "already_scheduled"
  | "already_active"
  | "already_superseded"
  | "already_withdrawn";

/** The state a step leads to, or the named reason why it cannot be taken. */
export function takeStep(
  from: PricingStatus,
  step: PricingStep,
): { status: PricingStatus; refused?: never } | { refused: StepRefusal; status?: never } {
  if (STEPS[step].from.includes(from)) return { status: STEPS[step].to };
  return { refused: from === "draft" ? "not_scheduled" : `already_${from}` };
}

const REFUSALS: Record<StepRefusal, string> = {
  not_scheduled: "is a draft: it has no instant at which it would become active",
  already_scheduled: "is scheduled already: withdraw it and publish a new version instead",
  already_active: "is active already: publish another version to replace it",
  already_superseded: "was superseded: duplicate it to use its values again",
  already_withdrawn: "was withdrawn: duplicate it to use its values again",
};

/** A refusal in a sentence for people. */
export function refusalMessage(version: string, refusal: StepRefusal): string {
  return `Version ${version} ${REFUSALS[refusal]}.`;
}

export type DiffGroup = "percentage" | "delivery" | "tax" | "currency";

/** One difference between two versions. `percent` is the relative change where both sides are numbers. */
export type PricingDifference = {
  group: DiffGroup;
  /** The map's key: a delivery type, a place, a currency code; the group's name for a single value. */
  key: string;
  kind: "added" | "removed" | "changed";
  before: string | null;
  after: string | null;
  percent: string | null;
};

/** Every difference between two versions, in the order of the screen; empty when they price alike. */
export function diffConfigs(before: PricingTerms, after: PricingTerms): PricingDifference[] {
  const currencies = (terms: PricingTerms) =>
    Object.fromEntries(terms.currencySettings.supported.map((code) => [code, code]));
  const single = (value: string) => ({ default: value });
  return [
    ...diffMaps(
      "percentage",
      { percentage: before.subscriptionPercentage },
      { percentage: after.subscriptionPercentage },
    ),
    ...diffMaps("delivery", before.deliveryCosts, after.deliveryCosts, deliveryTypes),
    ...diffMaps("tax", before.taxRates, after.taxRates),
    ...diffMaps("currency", single(before.currencySettings.default), single(after.currencySettings.default)),
    ...diffMaps("currency", currencies(before), currencies(after)),
  ];
}

function diffMaps(
  group: DiffGroup,
  before: Record<string, string>,
  after: Record<string, string>,
  order: readonly string[] = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(),
): PricingDifference[] {
  return order.flatMap((key): PricingDifference[] => {
    const old = before[key] ?? null;
    const now = after[key] ?? null;
    if (old === null && now !== null) {
      return [{ group, key, kind: "added", before: null, after: now, percent: null }];
    }
    if (old !== null && now === null) {
      return [{ group, key, kind: "removed", before: old, after: null, percent: null }];
    }
    if (old === null || now === null || same(group, old, now)) return [];
    const percent = group === "currency" ? null : changePercent(old, now);
    return [{ group, key, kind: "changed", before: old, after: now, percent }];
  });
}

function same(group: DiffGroup, before: string, after: string): boolean {
  return group === "currency" ? before === after : new Big(before).eq(after);
}

/**
 * The reason a publication writes into the cost history (data-model §2.2): `admin_percentage_change` when nothing but
 * the percentage differs from the version in force, else `admin_pricing_update`.
 */
export function publishReason(
  active: PricingTerms | null,
  next: PricingTerms,
): "admin_percentage_change" | "admin_pricing_update" {
  const differences = active ? diffConfigs(active, next) : [];
  return differences.length === 1 && differences[0]?.group === "percentage"
    ? "admin_percentage_change"
    : "admin_pricing_update";
}
