import type { BillingCycle, SubscriptionStatus } from "@/db/enums/billing";
import type { Breakdown } from "@/lib/billing/cost-history/schema";
import { SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";
import type { Verb } from "@/lib/billing/subscriptions/schema";
import { decimal, toAmount } from "@/lib/core/money";

/** Milliseconds of a day: periods are counted in days of 24 hours. */
export const DAY = 24 * 60 * 60 * 1000;
const UNKNOWN_PERIOD_DAYS = 30;

/** What the rules need to know of a subscription. */
export type SubscriptionState = {
  id: string;
  rowVersion: number;
  status: SubscriptionStatus;
  billingCycle: BillingCycle;
  autoRenew: boolean;
  currentPeriodStart: Date | null;
  currentPeriodEnd: Date | null;
  cancelledAt: Date | null;
  nextBillingDate: Date | null;
  pausedAt: Date | null;
  pauseReason: string | null;
  pausedFromStatus: "active" | "trialing" | null;
  pausedRemainingDays: number | null;
  variantIds: readonly string[];
  breakdown: Breakdown;
};

const ALLOWED: Record<Verb, readonly SubscriptionStatus[]> = {
  pause: ["active", "trialing"],
  resume: ["paused"],
  cancel_now: ["active", "trialing", "paused", "past_due", "cancel_at_period_end"],
  cancel_at_period_end: ["active", "trialing", "paused", "past_due"],
  change_delivery: ["active", "trialing", "paused"],
  swap_variants: ["active", "trialing", "paused"],
};

const DOINGS: Record<Verb, string> = {
  pause: "paused",
  resume: "resumed",
  cancel_now: "cancelled",
  cancel_at_period_end: "cancelled at the end of its period",
  change_delivery: "given another delivery",
  swap_variants: "given other variants",
};

/** Whether a verb may be used in a status (data-model §2.8). */
export function isAllowed(status: SubscriptionStatus, verb: Verb): boolean {
  return ALLOWED[verb].includes(status);
}

/** Why a verb may not be used in a status, in a sentence for people; null when it may. */
export function refusal(status: SubscriptionStatus, verb: Verb): string | null {
  if (isAllowed(status, verb)) return null;
  const from = ALLOWED[verb].map((allowed) => SUBSCRIPTION_STATUS_LABELS[allowed].toLowerCase()).join(", ");
  return `This subscription is ${SUBSCRIPTION_STATUS_LABELS[status].toLowerCase()}. It can be ${DOINGS[verb]} only while it is: ${from}.`;
}

/** Whole days of the current period; 30 when its start or end is unknown (data-model §2.8). */
export function periodDays(
  state: Pick<SubscriptionState, "currentPeriodStart" | "currentPeriodEnd">,
): number {
  const { currentPeriodStart: start, currentPeriodEnd: end } = state;
  if (!start || !end) return UNKNOWN_PERIOD_DAYS;
  const days = Math.round((end.getTime() - start.getTime()) / DAY);
  return days >= 1 ? days : UNKNOWN_PERIOD_DAYS;
}

/**
 * Whole days left of the period, from 0 to its length. A pause stops the count: then it is what was left when it began
 * (rows paused before that was stored: from the period's end back to the pause).
 */
export function remainingDays(state: SubscriptionState, now: Date): number {
  const length = periodDays(state);
  const within = (days: number) => Math.max(0, Math.min(length, Math.floor(days)));
  if (state.status === "paused" && state.pausedRemainingDays !== null)
    return within(state.pausedRemainingDays);
  const from = state.status === "paused" ? (state.pausedAt ?? now) : now;
  return state.currentPeriodEnd ? within((state.currentPeriodEnd.getTime() - from.getTime()) / DAY) : 0;
}

/** amount / period days × remaining days, rounded half-up to cents (data-model §2.8); the sign is kept. */
export function prorate(amount: string, days: number, remaining: number): string {
  return toAmount(decimal(amount).times(remaining).div(days));
}

/** Whether the running period has been paid for: a trial has not, and past due says that it was not. */
export function isPeriodPaid(state: Pick<SubscriptionState, "status" | "pausedFromStatus">): boolean {
  const status = state.status === "paused" ? (state.pausedFromStatus ?? "active") : state.status;
  return status !== "trialing" && status !== "past_due";
}
