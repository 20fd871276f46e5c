import { TZDate } from "@date-fns/tz";
import { addMonths } from "date-fns";
import { monthsOfCycle } from "@/lib/billing/pricing/rules";
import type { Plan } from "@/lib/billing/subscriptions/rules/plans";
import { DAY, type SubscriptionState } from "@/lib/billing/subscriptions/rules/state";

/** The columns of status and period after a plan. */
export type Outcome = Pick<
  SubscriptionState,
  | "status"
  | "currentPeriodStart"
  | "currentPeriodEnd"
  | "cancelledAt"
  | "nextBillingDate"
  | "pausedAt"
  | "pauseReason"
  | "pausedFromStatus"
  | "pausedRemainingDays"
>;

const NOT_PAUSED = { pausedAt: null, pauseReason: null, pausedFromStatus: null, pausedRemainingDays: null };

/** What the subscription's status, period and pause become when the plan is carried out at `now`. */
export function outcomeOf(plan: Plan, state: SubscriptionState, now: Date, reason: string): Outcome {
  const { status: _before, ...rest } = pickOutcome(state);
  const status = plan.statusAfter;
  switch (plan.change.verb) {
    case "pause":
      return {
        ...rest,
        status,
        nextBillingDate: null,
        pausedAt: now,
        pauseReason: reason,
        pausedFromStatus: state.status === "trialing" ? "trialing" : "active",
        pausedRemainingDays: plan.remainingDays,
      };
    case "resume": {
      const period = periodFrom(plan, state, now);
      return {
        ...rest,
        ...NOT_PAUSED,
        ...period,
        status,
        nextBillingDate: state.autoRenew ? period.currentPeriodEnd : null,
      };
    }
    case "cancel_now": {
      const start = state.currentPeriodStart;
      return {
        ...NOT_PAUSED,
        status,
        currentPeriodStart: start && start > now ? now : start,
        currentPeriodEnd: now,
        cancelledAt: now,
        nextBillingDate: null,
      };
    }
    case "cancel_at_period_end": {
      const period = plan.period === "continues" ? periodFrom(plan, state, now) : rest;
      return {
        ...rest,
        ...NOT_PAUSED,
        ...periodOf(period),
        status,
        cancelledAt: period.currentPeriodEnd,
        nextBillingDate: null,
      };
    }
    case "change_delivery":
    case "swap_variants":
      return { ...rest, status };
  }
}

/** When the period ends once the plan is carried out at `now`; null when that is not known. */
export function periodEndOf(plan: Plan, state: SubscriptionState, now: Date): Date | null {
  return plan.period === "frozen" ? null : outcomeOf(plan, state, now, "").currentPeriodEnd;
}

/** The kept days from now on; the period keeps its length, so that a day's worth stays the same. */
function periodFrom(plan: Plan, state: SubscriptionState, now: Date) {
  if (plan.period === "starts_again") {
    const end = addMonths(new TZDate(now.getTime(), "UTC"), monthsOfCycle(state.billingCycle));
    return { currentPeriodStart: now, currentPeriodEnd: new Date(end.getTime()) };
  }
  const end = new Date(now.getTime() + plan.remainingDays * DAY);
  return { currentPeriodStart: new Date(end.getTime() - plan.periodDays * DAY), currentPeriodEnd: end };
}

function periodOf({
  currentPeriodStart,
  currentPeriodEnd,
}: Pick<Outcome, "currentPeriodStart" | "currentPeriodEnd">) {
  return { currentPeriodStart, currentPeriodEnd };
}

function pickOutcome(state: SubscriptionState): Outcome {
  const { status, currentPeriodStart, currentPeriodEnd, cancelledAt, nextBillingDate } = state;
  const { pausedAt, pauseReason, pausedFromStatus, pausedRemainingDays } = state;
  return {
    status,
    currentPeriodStart,
    currentPeriodEnd,
    cancelledAt,
    nextBillingDate,
    pausedAt,
    pauseReason,
    pausedFromStatus,
    pausedRemainingDays,
  };
}
