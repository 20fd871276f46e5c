import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/stat";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { averageChange, revenuePercent } from "@/lib/billing/pricing/impact/rules";
import type { ImpactMoney, ImpactSummary } from "@/lib/billing/pricing/impact/schema";
import { PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import { formatMoney, formatPercent, groupDigits } from "@/lib/core/money";

const count = (value: number) => groupDigits(String(value));

type SummaryProps = {
  summary: ImpactSummary;
  limitPercent: string;
  /** Where the list of rows is, to link figures to it; left out when the rows are gone. */
  listPath?: string;
};

/** How many subscriptions change, in which direction, and what that makes in a month. */
export function PricingImpactSummary({ summary, limitPercent, listPath }: SummaryProps) {
  const { subscriptions, up, down, unchanged, unpriceable, overLimit, totals } = summary;
  const share = (part: number) =>
    subscriptions === 0 ? "" : `${((part / subscriptions) * 100).toFixed(1)} % of ${count(subscriptions)}`;
  const figures = [
    { label: "Up", value: up, detail: share(up), query: "direction=up" },
    { label: "Down", value: down, detail: share(down), query: "direction=down&sort=change" },
    { label: "Unchanged", value: unchanged, detail: share(unchanged), query: "direction=unchanged" },
    {
      label: `Rise over ${formatPercent(limitPercent)}`,
      value: overLimit,
      detail: share(overLimit),
      query: "limit=over",
    },
    {
      label: "Cannot be priced",
      value: unpriceable,
      detail: share(unpriceable),
      query: "problem=tax_place_missing,tax_rate_missing,currency_not_supported",
    },
  ];
  return (
    <>
      <dl className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {totals.map((total) => (
          <RevenueStat key={total.currency} total={total} />
        ))}
      </dl>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        {figures.map(({ label, value, detail, query }) => (
          <Stat
            key={label}
            label={label}
            value={
              listPath && value > 0 ? (
                <Link href={`${listPath}?${query}#subscriptions`} className="hover:underline">
                  {count(value)}
                </Link>
              ) : (
                count(value)
              )
            }
            detail={detail}
          />
        ))}
      </dl>
    </>
  );
}

function RevenueStat({ total }: { total: ImpactMoney }) {
  const { currency, before, after, change } = total;
  const percent = revenuePercent(total);
  return (
    <Stat
      label={`Monthly revenue, ${currency}`}
      value={
        <>
          <Money amount={change} currency={currency} sign colour="rise-good" />
          {percent === null ? null : (
            <span className="ml-2 font-normal text-base text-ink-muted">
              {formatPercent(percent, { sign: true })}
            </span>
          )}
        </>
      }
      detail={
        <span className="num flex flex-wrap items-center gap-x-1.5">
          {formatMoney(before, currency)}
          <ArrowRight aria-label="becomes" className="size-3.5" />
          <span className="font-medium text-ink">{formatMoney(after, currency)}</span>
        </span>
      }
    />
  );
}

/** Monthly revenue by currency and plan; the plans add up to their currency's line. */
export function PricingImpactPlans({ summary }: { summary: ImpactSummary }) {
  return (
    <Card
      title="Monthly revenue by plan"
      description="A quarterly price counts a third, a yearly one a twelfth. Currencies are never added together."
      flush
    >
      <Table caption="Monthly revenue by currency and plan">
        <thead>
          <tr>
            <Th>Plan</Th>
            <Th numeric>Subscriptions</Th>
            <Th numeric>Up</Th>
            <Th numeric>Down</Th>
            <Th numeric>Now</Th>
            <Th numeric>Then</Th>
            <Th numeric>Change</Th>
            <Th numeric>Percent</Th>
            <Th numeric>Average</Th>
          </tr>
        </thead>
        {summary.totals.map((total) => (
          <tbody key={total.currency} className="border-b last:border-b-0">
            {summary.plans
              .filter((plan) => plan.currency === total.currency)
              .map((plan) => (
                <PlanRow key={plan.planId} label={PLAN_LABELS[plan.planId]} line={plan} />
              ))}
            <PlanRow label={`All in ${total.currency}`} line={total} total />
          </tbody>
        ))}
      </Table>
    </Card>
  );
}

function PlanRow({ label, line, total }: { label: string; line: ImpactMoney; total?: boolean }) {
  const { currency, subscriptions, up, down, before, after, change } = line;
  const percent = revenuePercent(line);
  return (
    <Tr className={total ? "bg-sunken font-medium" : undefined}>
      <Td className="whitespace-nowrap">{label}</Td>
      <Td numeric>{count(subscriptions)}</Td>
      <Td numeric>{count(up)}</Td>
      <Td numeric>{count(down)}</Td>
      <Td numeric>
        <Money amount={before} currency={currency} />
      </Td>
      <Td numeric>
        <Money amount={after} currency={currency} />
      </Td>
      <Td numeric>
        <Money amount={change} currency={currency} sign colour="rise-good" />
      </Td>
      <Td numeric>{percent === null ? "–" : formatPercent(percent, { sign: true })}</Td>
      <Td numeric>
        <Money amount={averageChange(line)} currency={currency} sign />
      </Td>
    </Tr>
  );
}
