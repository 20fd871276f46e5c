import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { BreakdownCompare } from "@/components/billing/breakdown-compare";
import { SubscriptionStatus } from "@/components/billing/subscription-status";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";
import type { ChangePreview, Plan } from "@/lib/billing/subscriptions/rules/plans";
import { decimal } from "@/lib/core/money";

type SubscriptionPlanViewProps = { preview: ChangePreview; zone: string };

/** What an action would do: status, period, price part by part, and the money that moves with its formula. */
export function SubscriptionPlanView({ preview, zone }: SubscriptionPlanViewProps) {
  const { plan, periodEnd } = preview;
  const priced = plan.pricingVersion !== null;
  return (
    <div className="grid gap-4">
      {priced ? (
        <section aria-label="New price" className="rounded-md border">
          <BreakdownCompare before={plan.before} after={plan.after} caption="Price before and after" />
        </section>
      ) : null}
      <dl className="grid gap-2 text-sm">
        {priced ? <Line term="Priced by">Version {plan.pricingVersion?.version}, the active one</Line> : null}
        {plan.statusBefore === plan.statusAfter ? null : (
          <Line term="Status">
            <span className="inline-flex flex-wrap items-center gap-2">
              <SubscriptionStatus status={plan.statusBefore} />
              <ArrowRight aria-label="becomes" className="size-3.5 text-ink-subtle" />
              <SubscriptionStatus status={plan.statusAfter} />
            </span>
          </Line>
        )}
        <Line term="Period">{periodText(plan, periodEnd, zone)}</Line>
        <Line term={moneyTerm(plan)}>
          <MoneyText plan={plan} />
        </Line>
      </dl>
    </div>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-0.5">
      <dt className="w-24 shrink-0 text-ink-muted">{term}</dt>
      <dd className="min-w-0 flex-1 basis-56">{children}</dd>
    </div>
  );
}

function days(count: number): string {
  return `${count} ${count === 1 ? "day" : "days"}`;
}

function periodText(plan: Plan, periodEnd: string | null, zone: string): ReactNode {
  const end = periodEnd ? <DateTime at={periodEnd} zone={zone} /> : "an unknown date";
  switch (plan.period) {
    case "unchanged":
      return <>Stays as it is, {days(plan.remainingDays)} left</>;
    case "frozen":
      return plan.remainingDays > 0
        ? `${days(plan.remainingDays)} left are kept until it is resumed`
        : "No days are left; a full new cycle begins when it is resumed";
    case "ends_now":
      return `Ends now, ${days(plan.remainingDays)} of ${plan.periodDays} early`;
    case "runs_out":
      return <>Runs out on {end}</>;
    case "continues":
      return (
        <>
          The {days(plan.remainingDays)} that were kept begin now, until {end}
        </>
      );
    case "starts_again":
      return <>No days were left: a full new cycle begins now, until {end}</>;
  }
}

function moneyTerm(plan: Plan): string {
  if (plan.change.verb === "cancel_now") return "Refund";
  const adjustment = decimal(plan.adjustment);
  return adjustment.eq(0) ? "Money" : adjustment.gt(0) ? "Charge" : "Refund";
}

function MoneyText({ plan }: { plan: Plan }) {
  const { adjustment, after, periodDays, remainingDays } = plan;
  const { currency } = after;
  const amount = decimal(adjustment).abs().toFixed(2);
  const cancels = plan.change.verb === "cancel_now";
  if (!cancels && plan.pricingVersion === null) return "Nothing is charged or refunded";
  if (!plan.periodPaid) {
    const status = SUBSCRIPTION_STATUS_LABELS[plan.statusBefore].toLowerCase();
    return `None: nothing has been paid for the running period (${status})`;
  }
  const base = cancels ? plan.before.total : decimal(plan.priceChange).abs().toFixed(2);
  return (
    <>
      <Money amount={amount} currency={currency} className="font-semibold" />{" "}
      <span className="num text-ink-muted">
        = <Money amount={base} currency={currency} /> {cancels ? "price" : "difference"} ÷ {periodDays} days ×{" "}
        {remainingDays} left
      </span>
    </>
  );
}
