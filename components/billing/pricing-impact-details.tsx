import Link from "next/link";
import { BarChart } from "@/components/charts/bar-chart";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { bucketLabel, PROBLEM_LABELS } from "@/lib/billing/pricing/impact/rules";
import type { ImpactProblem, ImpactRow, ImpactSummary } from "@/lib/billing/pricing/impact/schema";
import { CYCLE_LABELS, PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import { placeName } from "@/lib/core/countries";
import { formatPercent, groupDigits } from "@/lib/core/money";

/** How many subscriptions change by how many percent. */
export function PricingImpactHistogram({ summary }: { summary: ImpactSummary }) {
  const changed = summary.histogram.filter((bar) => bar.subscriptions > 0);
  return (
    <BarChart
      title="Size of the change"
      description="Subscriptions by percent of their present price, those without a price left out"
      axis="Change"
      unit={{ kind: "count" }}
      histogram
      series={[{ key: "subscriptions", label: "Subscriptions" }]}
      points={
        changed.length === 0
          ? []
          : summary.histogram.map(({ bucket, subscriptions }) => ({
              label: bucketLabel(bucket),
              values: { subscriptions: String(subscriptions) },
            }))
      }
      emptyText="No subscription has a new price"
    />
  );
}

type LargestProps = { title: string; rows: readonly ImpactRow[]; emptyText: string };

/** The largest changes in one direction, by amount in each subscription's own currency. */
export function PricingLargestChanges({ title, rows, emptyText }: LargestProps) {
  return (
    <Card title={title} description="By amount per billing period, each in its own currency" flush>
      {rows.length === 0 ? (
        <EmptyState className="py-8" title={emptyText} />
      ) : (
        <Table caption={title}>
          <thead>
            <tr>
              <Th>Customer</Th>
              <Th numeric className="max-sm:hidden">
                Now
              </Th>
              <Th numeric>Then</Th>
              <Th numeric>Change</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.subscriptionId}>
                <Td>
                  <Link
                    href={`/billing/subscriptions/${row.subscriptionId}`}
                    className="font-medium text-accent-text hover:underline"
                  >
                    {row.customer ?? "Unknown customer"}
                  </Link>
                  <p className="text-ink-muted text-xs">
                    {PLAN_LABELS[row.planId]}, {CYCLE_LABELS[row.billingCycle].toLowerCase()}
                  </p>
                </Td>
                <Td numeric className="max-sm:hidden">
                  <Money amount={row.oldTotal} currency={row.currency} />
                </Td>
                <Td numeric>
                  <Money amount={row.newTotal} currency={row.currency} />
                </Td>
                <Td numeric>
                  <Money amount={row.change} currency={row.currency} sign />
                  <span className="block text-ink-muted text-xs">
                    {row.changePercent === null
                      ? ""
                      : formatPercent(row.changePercent, { places: 1, sign: true })}
                  </span>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

type ProblemsProps = {
  problems: readonly ImpactProblem[];
  /** What becomes of them: still to be decided, decided for the day of activation, or done. */
  fate: "open" | "stays" | "stayed";
};

const fates: Record<ProblemsProps["fate"], string> = {
  open: "Change the version, or decide when you publish that they stay at their present price.",
  stays: "It was decided that whatever cannot be priced at that instant stays at its present price.",
  stayed: "They stayed at their price of before.",
};

/** Names everything that has no price under the version. */
export function PricingImpactProblems({ problems, fate }: ProblemsProps) {
  if (problems.length === 0) return null;
  const total = problems.reduce((sum, problem) => sum + problem.subscriptions, 0);
  return (
    <Callout
      tone={fate === "open" ? "warning" : "info"}
      title={`${groupDigits(String(total))} ${total === 1 ? "subscription" : "subscriptions"} cannot be priced under this version`}
    >
      <p>{fates[fate]}</p>
      <ul className="mt-1 grid gap-0.5">
        {problems.map((problem) => (
          <li key={`${problem.problem} ${problem.place} ${problem.currency}`}>
            <span className="num font-medium">{groupDigits(String(problem.subscriptions))}</span> ·{" "}
            {reasonOf(problem)}{" "}
            <span className="text-ink-muted">
              (<Money amount={problem.monthly} currency={problem.currency} /> a month)
            </span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function reasonOf({ problem, place, currency }: ImpactProblem): string {
  if (problem === "currency_not_supported") return `${PROBLEM_LABELS[problem]}: ${currency}`;
  return place === null ? PROBLEM_LABELS[problem] : `${PROBLEM_LABELS[problem]}: ${placeName(place)}`;
}
