import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { SubscriptionsTable } from "@/components/billing/subscriptions-table";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { listCurrencies, listPlaces, listSubscriptions } from "@/lib/billing/subscriptions/queries/list";
import { subscriptionList } from "@/lib/billing/subscriptions/search-params";
import { reportZone } from "@/lib/core/env";
import { can } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";
import { listSavedViews } from "@/lib/system/saved-views/queries";

export const metadata: Metadata = { title: "Subscriptions" };

type PageProps = { searchParams: Promise<SearchParams> };

export default function SubscriptionsPage({ searchParams }: PageProps) {
  return (
    <>
      <PageHeader title="Subscriptions" description="Who gets which box, at what price, and until when." />
      <PartBoundary what="The list of subscriptions">
        <Suspense fallback={<DataTableSkeleton columns={8} />}>
          <Subscriptions searchParams={searchParams} />
        </Suspense>
      </PartBoundary>
    </>
  );
}

async function Subscriptions({ searchParams }: PageProps) {
  const ctx = await requirePage("billing.subscriptions.view", "/billing/subscriptions");
  const params = await subscriptionList.load(searchParams);
  const [page, places, currencies, views] = await Promise.all([
    listSubscriptions(ctx, params),
    listPlaces(ctx),
    listCurrencies(ctx),
    listSavedViews(ctx, subscriptionList.id),
  ]);
  return (
    <SubscriptionsTable
      page={page}
      zone={reportZone()}
      places={places}
      currencies={currencies.codes.map((code) => ({ value: code, label: code }))}
      views={views}
      canChange={can(ctx.actor.role, "billing.subscriptions.change")}
      canExport={can(ctx.actor.role, "billing.subscriptions.export")}
    />
  );
}
