import type { SubscriptionStatus } from "@/db/enums/billing";
import type { Breakdown } from "@/lib/billing/cost-history/schema";
import {
  isPeriodPaid,
  periodDays,
  prorate,
  refusal,
  remainingDays,
  type SubscriptionState,
} from "@/lib/billing/subscriptions/rules/state";
import type { Change } from "@/lib/billing/subscriptions/schema";
import { decimal, toAmount } from "@/lib/core/money";

/**
 * What an action would do: shown before it is confirmed, and its hash is what the confirmation commits to. It holds
 * whole days and no instants, so that it stays the same until a day ends or the subscription changes.
 */
export type Plan = {
  change: Change;
  subscriptionId: string;
  rowVersion: number;
  statusBefore: SubscriptionStatus;
  statusAfter: SubscriptionStatus;
  period: "unchanged" | "frozen" | "ends_now" | "runs_out" | "continues" | "starts_again";
  periodDays: number;
  remainingDays: number;
  periodPaid: boolean;
  before: Breakdown;
  after: Breakdown;
  /** New price − old price. */
  priceChange: string;
  /** What the customer pays (positive) or gets back (negative) for the rest of the period. */
  adjustment: string;
  /** The pricing version the new price is computed by; null when the price is not computed anew. */
  pricingVersion: { id: string; version: string } | null;
};

/** A plan, or why there is none. */
export type Planned = { plan: Plan; refused?: never } | { refused: string; plan?: never };

function planStatus(
  state: SubscriptionState,
  change: Change,
  now: Date,
  after: { status: SubscriptionStatus; period: Plan["period"]; refund?: boolean },
): Planned {
  const refused = refusal(state.status, change.verb);
  if (refused) return { refused };
  const days = periodDays(state);
  const remaining = remainingDays(state, now);
  const periodPaid = isPeriodPaid(state);
  const refund = after.refund && periodPaid ? prorate(state.breakdown.total, days, remaining) : "0.00";
  return {
    plan: {
      change,
      subscriptionId: state.id,
      rowVersion: state.rowVersion,
      statusBefore: state.status,
      statusAfter: after.status,
      period: after.period,
      periodDays: days,
      remainingDays: remaining,
      periodPaid,
      before: state.breakdown,
      after: state.breakdown,
      priceChange: "0.00",
      adjustment: toAmount(decimal(refund).times(-1)),
      pricingVersion: null,
    },
  };
}

/** Pause: only from active or trialing; the days left are kept for the customer. */
export function planPause(state: SubscriptionState, now: Date): Planned {
  return planStatus(state, { verb: "pause" }, now, { status: "paused", period: "frozen" });
}

/** Resume: only from paused, to the status before; with no days left a full new cycle begins. */
export function planResume(state: SubscriptionState, now: Date): Planned {
  const remaining = remainingDays(state, now);
  return planStatus(state, { verb: "resume" }, now, {
    status: state.pausedFromStatus ?? "active",
    period: remaining > 0 ? "continues" : "starts_again",
  });
}

/** Cancel at once: the period ends now and its unused days are refunded, if it was paid for. */
export function planCancelNow(state: SubscriptionState, now: Date): Planned {
  return planStatus(state, { verb: "cancel_now" }, now, {
    status: "cancelled",
    period: "ends_now",
    refund: true,
  });
}

/** Cancel at the end of the period: it runs out, nothing is refunded. A paused one runs out its kept days from now. */
export function planCancelAtPeriodEnd(state: SubscriptionState, now: Date): Planned {
  const planned = planStatus(state, { verb: "cancel_at_period_end" }, now, {
    status: "cancel_at_period_end",
    period: state.status === "paused" ? "continues" : "runs_out",
  });
  const over = state.status !== "paused" && (state.currentPeriodEnd?.getTime() ?? 0) <= now.getTime();
  return planned.plan && over
    ? { refused: "Its period is over already, so there is nothing left to run out. Cancel it now instead." }
    : planned;
}

/** A new price with the version that computed it. */
export type NewPrice = { breakdown: Breakdown; version: { id: string; version: string } };

function planPrice(state: SubscriptionState, change: Change, price: NewPrice, now: Date): Planned {
  const planned = planStatus(state, change, now, { status: state.status, period: "unchanged" });
  if (!planned.plan) return planned;
  const { plan } = planned;
  const priceChange = toAmount(decimal(price.breakdown.total).minus(state.breakdown.total));
  return {
    plan: {
      ...plan,
      after: price.breakdown,
      priceChange,
      adjustment: plan.periodPaid ? prorate(priceChange, plan.periodDays, plan.remainingDays) : "0.00",
      pricingVersion: price.version,
    },
  };
}

/** Another delivery type, priced anew; the difference is prorated to the days left. */
export function planDelivery(state: SubscriptionState, price: NewPrice, now: Date): Planned {
  const { deliveryType } = price.breakdown;
  if (deliveryType === state.breakdown.deliveryType) return { refused: "It is delivered that way already." };
  return planPrice(state, { verb: "change_delivery", deliveryType }, price, now);
}

/** Other variants, priced anew; the difference is prorated to the days left. */
export function planSwap(state: SubscriptionState, price: NewPrice, now: Date): Planned {
  const variantIds = price.breakdown.variants.map((line) => line.id);
  const same =
    variantIds.length === state.variantIds.length && variantIds.every((id) => state.variantIds.includes(id));
  if (same) return { refused: "These are the variants it has already." };
  return planPrice(state, { verb: "swap_variants", variantIds }, price, now);
}

/** A plan as it is shown: with the hash its confirmation must name, and when the period would end. */
export type ChangePreview = { plan: Plan; hash: string; periodEnd: string | null };
