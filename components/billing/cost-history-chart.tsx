import Link from "next/link";
import { BarChart } from "@/components/charts/bar-chart";
import { buttonClass } from "@/components/ui/button-class";
import { Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/stat";
import type { ChangeSummary } from "@/lib/billing/cost-history/rules";
import { groupDigits } from "@/lib/core/money";

type CostHistoryChartProps = {
  summary: ChangeSummary;
  /** Total change of the period of the same length before. */
  previousTotal: string;
  range: { from: string; to: string };
  currency: string;
  /** The same view in the other currencies. */
  currencies: readonly { code: string; href: string }[];
  zone: string;
};

/** Total change per day by reason in one currency, with the sum of the range beside that of the period before. */
export function CostHistoryChart(props: CostHistoryChartProps) {
  const { summary, previousTotal, range, currency, currencies, zone } = props;
  return (
    <section aria-label="Changes over time" className="grid gap-4">
      {currencies.length > 1 ? (
        <nav aria-label="Currency of the chart" className="flex flex-wrap items-center gap-1">
          <span aria-hidden className="mr-1 text-ink-muted text-sm">
            Currency
          </span>
          {currencies.map(({ code, href }) => (
            <Link
              key={code}
              href={href}
              scroll={false}
              aria-current={code === currency ? "true" : undefined}
              className={buttonClass(code === currency ? "secondary" : "ghost", "sm")}
            >
              {code}
            </Link>
          ))}
        </nav>
      ) : null}
      <dl className="grid gap-3 sm:grid-cols-3">
        <Stat
          label={`Total change, ${currency}`}
          value={<Money amount={summary.total} currency={currency} sign />}
          detail={
            <>
              <Money amount={previousTotal} currency={currency} sign /> in the period before
            </>
          }
        />
        <Stat
          label="Rises"
          value={<Money amount={summary.rises} currency={currency} sign />}
          detail="Per billing period: a yearly price counts whole"
        />
        <Stat
          label="Falls"
          value={<Money amount={summary.falls} currency={currency} sign />}
          detail="Per billing period: a yearly price counts whole"
        />
      </dl>
      <BarChart
        stacked
        title={`Total change per day by reason, ${currency}`}
        description={`${groupDigits(String(summary.count))} changes, ${range.from} to ${range.to}, ${zone}`}
        axis="Day"
        unit={{ kind: "money", currency }}
        series={summary.series}
        points={summary.points}
        emptyText={`No change of a price in ${currency} in this range`}
      />
    </section>
  );
}
