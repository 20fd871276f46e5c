import { Callout } from "@/components/ui/callout";
import { DateTime } from "@/components/ui/date-time";
import { SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";
import type { SubscriptionDetail } from "@/lib/billing/subscriptions/schema";

type SubscriptionNoticeProps = { subscription: SubscriptionDetail; zone: string };

/** What somebody who opens a subscription must know first: it is paused, runs out, or was not paid. */
export function SubscriptionNotice({ subscription, zone }: SubscriptionNoticeProps) {
  const { status, pause, cancelledAt, currentPeriodEnd } = subscription;
  if (pause) {
    const days = pause.remainingDays;
    return (
      <Callout
        tone="warning"
        title={
          <>
            Paused
            {pause.at ? (
              <>
                {" "}
                since <DateTime at={pause.at} zone={zone} />
              </>
            ) : null}
          </>
        }
      >
        <p>
          {days === 0
            ? "No days of its period are left: resuming begins a full new cycle."
            : `${days} ${days === 1 ? "day" : "days"} of its period are kept for the customer.`}{" "}
          It returns to {SUBSCRIPTION_STATUS_LABELS[pause.fromStatus ?? "active"].toLowerCase()}.
        </p>
        {pause.reason ? <p className="mt-1 text-ink-muted">Reason: {pause.reason}</p> : null}
      </Callout>
    );
  }
  if (status === "cancel_at_period_end" && cancelledAt) {
    return (
      <Callout
        tone="info"
        title={
          <>
            Ends on <DateTime at={cancelledAt} zone={zone} />
          </>
        }
      >
        It was cancelled at the end of its period. Nothing is billed any more.
      </Callout>
    );
  }
  if (status === "past_due") {
    return (
      <Callout tone="warning" title="The last payment failed">
        {currentPeriodEnd ? (
          <>
            Its period ended on <DateTime at={currentPeriodEnd} zone={zone} />.{" "}
          </>
        ) : null}
        It becomes active again as soon as a payment succeeds.
      </Callout>
    );
  }
  return null;
}
