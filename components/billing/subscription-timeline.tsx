import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { BreakdownCompare } from "@/components/billing/breakdown-compare";
import { CostChangeBadge } from "@/components/billing/cost-history-badge";
import { Sparkline } from "@/components/charts/sparkline";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { actorLabel, reasonLabel } from "@/lib/billing/cost-history/rules";
import type { CostHistoryEntry } from "@/lib/billing/cost-history/schema";
import { decimal, formatMoney } from "@/lib/core/money";

type SubscriptionTimelineProps = {
  subscriptionId: string;
  /** Newest first. */
  entries: readonly CostHistoryEntry[];
  /** How many changes there are in all. */
  total: number;
  zone: string;
};

/** How the cost of a subscription became what it is: every change with its reason, author, and both breakdowns. */
export function SubscriptionTimeline({ subscriptionId, entries, total, zone }: SubscriptionTimelineProps) {
  return (
    <Card
      title="Cost history"
      description={total === 1 ? "One change" : `${total} changes, newest first`}
      flush
      actions={<Trend entries={entries} />}
      footer={
        total > entries.length ? (
          <Link
            href={`/billing/cost-history?q=${subscriptionId}`}
            className="text-accent-text underline underline-offset-2"
          >
            All {total} changes
          </Link>
        ) : undefined
      }
    >
      {entries.length === 0 ? (
        <EmptyState title="No changes yet">
          The price has been the same since the subscription began.
        </EmptyState>
      ) : (
        <ol>
          {entries.map((entry) => (
            <TimelineEntry key={entry.id} entry={entry} zone={zone} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Trend({ entries }: { entries: readonly CostHistoryEntry[] }) {
  const oldestFirst = [...entries].reverse();
  const [first] = oldestFirst;
  const last = oldestFirst.at(-1);
  if (!first || !last) return null;
  const start = first.before ? [first.before.total] : [];
  const values = [...start, ...oldestFirst.map((entry) => entry.after.total)];
  if (values.length < 2) return null;
  const from = formatMoney(values[0] ?? last.after.total, last.currency);
  const to = formatMoney(last.after.total, last.currency);
  return (
    <Sparkline values={values} steps label={`Total from ${from} to ${to} in ${entries.length} changes`} />
  );
}

function TimelineEntry({ entry, zone }: { entry: CostHistoryEntry; zone: string }) {
  const { before, after, currency, adjustment } = entry;
  const moved = adjustment !== null && !decimal(adjustment).eq(0);
  return (
    <li className="border-line border-b last:border-b-0">
      <details className="group">
        <summary className="grid cursor-pointer grid-cols-[auto_1fr_auto] items-start gap-x-3 px-4 py-2.5 outline-offset-[-2px] hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 text-ink-subtle transition-transform group-open:rotate-90"
          />
          <span className="grid min-w-0 gap-0.5">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium">{reasonLabel(entry.reason)}</span>
              <CostChangeBadge type={entry.type} />
            </span>
            <span className="text-ink-muted text-sm">
              <DateTime at={entry.effectiveDate} zone={zone} /> · {actorLabel(entry.actor)}
              {entry.note ? <> · “{entry.note}”</> : null}
            </span>
          </span>
          <span className="grid justify-items-end gap-0.5">
            <Money amount={after.total} currency={currency} className="font-medium" />
            {decimal(entry.change).eq(0) ? null : (
              <Money amount={entry.change} currency={currency} sign className="text-ink-muted text-sm" />
            )}
          </span>
        </summary>
        <div className="grid gap-3 border-t bg-sunken pb-3">
          <BreakdownCompare
            before={before}
            after={after}
            caption={`Breakdown before and after: ${reasonLabel(entry.reason)}`}
          />
          <p className="flex flex-wrap gap-x-4 px-4 text-ink-muted text-sm">
            {moved ? (
              <span>
                {adjustment.startsWith("-") ? "Refund " : "Charge "}
                <Money
                  amount={decimal(adjustment).abs().toFixed(2)}
                  currency={currency}
                  className="text-ink"
                />
              </span>
            ) : null}
            {entry.pricingVersion ? (
              <Link
                href={`/billing/pricing/${entry.pricingVersion.id}`}
                className="text-accent-text underline underline-offset-2"
              >
                Pricing version {entry.pricingVersion.version}
              </Link>
            ) : null}
          </p>
        </div>
      </details>
    </li>
  );
}
