import { Status, type StatusMeaning } from "@/components/ui/status";
import type { SubscriptionStatus as Value } from "@/db/enums/billing";
import { SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";

const meanings: Record<Value, StatusMeaning> = {
  active: "ok",
  trialing: "progress",
  paused: "paused",
  past_due: "attention",
  cancel_at_period_end: "waiting",
  cancelled: "ended",
  expired: "ended",
};

/** The status of a subscription, as icon, text and colour. */
export function SubscriptionStatus({ status }: { status: Value }) {
  return <Status meaning={meanings[status]}>{SUBSCRIPTION_STATUS_LABELS[status]}</Status>;
}
