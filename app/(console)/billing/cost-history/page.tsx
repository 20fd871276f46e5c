import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { CostHistoryChart } from "@/components/billing/cost-history-chart";
import { CostHistoryTable } from "@/components/billing/cost-history-table";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import {
  dailyChanges,
  findCostHistoryEntry,
  listChangeActors,
  listCostHistory,
  totalChange,
} from "@/lib/billing/cost-history/queries";
import { chartCurrency, chartRange, daysOf, periodBefore, summarize } from "@/lib/billing/cost-history/rules";
import { costHistoryList } from "@/lib/billing/cost-history/search-params";
import { listCurrencies } from "@/lib/billing/subscriptions/queries/list";
import { dayOf } from "@/lib/core/clock";
import { reportZone } from "@/lib/core/env";
import { can } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";
import { listSavedViews } from "@/lib/system/saved-views/queries";

export const metadata: Metadata = { title: "Cost history" };

const PATH = "/billing/cost-history";

type PageProps = { searchParams: Promise<SearchParams> };

export default function CostHistoryPage({ searchParams }: PageProps) {
  return (
    <>
      <PageHeader
        title="Cost history"
        description="Every change of what a subscription costs: when, why, by whom, and both breakdowns."
      />
      <PartBoundary what="The chart of changes">
        <Suspense fallback={<ChartSkeleton />}>
          <Chart searchParams={searchParams} />
        </Suspense>
      </PartBoundary>
      <PartBoundary what="The cost history">
        <Suspense fallback={<DataTableSkeleton columns={8} />}>
          <Changes searchParams={searchParams} />
        </Suspense>
      </PartBoundary>
    </>
  );
}

async function Changes({ searchParams }: PageProps) {
  const ctx = await requirePage("billing.cost_history.view", PATH);
  const [params, { entry }] = await Promise.all([costHistoryList.load(searchParams), searchParams]);
  const [page, opened, actors, currencies, views] = await Promise.all([
    listCostHistory(ctx, params),
    typeof entry === "string" ? findCostHistoryEntry(ctx, entry) : null,
    listChangeActors(ctx),
    listCurrencies(ctx),
    listSavedViews(ctx, costHistoryList.id),
  ]);
  return (
    <CostHistoryTable
      page={page}
      entry={opened}
      zone={reportZone()}
      actors={actors}
      currencies={currencies.codes.map((code) => ({ value: code, label: code }))}
      views={views}
      canExport={can(ctx.actor.role, "billing.cost_history.export")}
    />
  );
}

async function Chart({ searchParams }: PageProps) {
  const ctx = await requirePage("billing.cost_history.view", PATH);
  const zone = reportZone();
  const [params, { codes, preferred }] = await Promise.all([
    costHistoryList.load(searchParams),
    listCurrencies(ctx),
  ]);
  const range = chartRange(params.effective, dayOf(ctx.now(), zone));
  const currency = chartCurrency(params.currency, codes, preferred);
  const [changes, previousTotal] = await Promise.all([
    dailyChanges(ctx, params, range, currency),
    totalChange(ctx, params, periodBefore(range), currency),
  ]);
  const search = await searchParams;
  return (
    <CostHistoryChart
      summary={summarize(changes, daysOf(range))}
      previousTotal={previousTotal}
      range={range}
      currency={currency}
      currencies={codes.map((code) => ({ code, href: hrefIn(search, code) }))}
      zone={zone}
    />
  );
}

/** The same page with the currency filter set. */
function hrefIn(search: SearchParams, currency: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && !["after", "before", "entry", "currency"].includes(name)) {
      params.set(name, value);
    }
  }
  params.set("currency", currency);
  return `${PATH}?${params}`;
}

function ChartSkeleton() {
  return (
    <div className="grid gap-4">
      <div className="grid gap-3 sm:grid-cols-3">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
      <Skeleton className="h-80" />
    </div>
  );
}
