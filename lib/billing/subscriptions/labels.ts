import type { BillingCycle, PlanId, SubscriptionStatus } from "@/db/enums/billing";

/** What the plans are called. */
export const PLAN_LABELS: Record<PlanId, string> = {
  basic: "Basic",
  premium: "Premium",
  enterprise: "Enterprise",
};

/** What the billing cycles are called. */
export const CYCLE_LABELS: Record<BillingCycle, string> = {
  monthly: "Monthly",
  quarterly: "Quarterly",
  yearly: "Yearly",
};

/** What a price is paid for: "$20.00 per month". */
export const CYCLE_PERIODS: Record<BillingCycle, string> = {
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
};

/** What the statuses are called. */
export const SUBSCRIPTION_STATUS_LABELS: Record<SubscriptionStatus, string> = {
  active: "Active",
  trialing: "Trialing",
  paused: "Paused",
  past_due: "Past due",
  cancel_at_period_end: "Ends at period end",
  cancelled: "Cancelled",
  expired: "Expired",
};
