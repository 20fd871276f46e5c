import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PricingScheduled } from "@/components/billing/pricing-notices";
import { PricingTable } from "@/components/billing/pricing-table";
import { PricingTermsView } from "@/components/billing/pricing-terms";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { getActiveVersion, listAuthors, listScheduled, listVersions } from "@/lib/billing/pricing/queries";
import { pricingList } from "@/lib/billing/pricing/search-params";
import { reportZone } from "@/lib/core/env";
import { can } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";
import { deleteViewAction, saveViewAction } from "@/lib/system/saved-views/actions";
import { listSavedViews } from "@/lib/system/saved-views/queries";

export const metadata: Metadata = { title: "Pricing" };

type PageProps = { searchParams: Promise<SearchParams> };

export default function PricingPage({ searchParams }: PageProps) {
  return (
    <>
      <PageHeader
        title="Pricing"
        description="What is added to the goods in every box: a percentage, delivery and tax. Versions are never edited; each change is a new one."
        actions={
          <Suspense fallback={null}>
            <NewDraft />
          </Suspense>
        }
      />
      <PartBoundary what="The active version">
        <Suspense fallback={<Skeleton className="h-72 w-full" />}>
          <ActiveVersion />
        </Suspense>
      </PartBoundary>
      <PartBoundary what="The list of versions">
        <Suspense fallback={<DataTableSkeleton columns={7} />}>
          <Versions searchParams={searchParams} />
        </Suspense>
      </PartBoundary>
    </>
  );
}

async function NewDraft() {
  const ctx = await requirePage("billing.pricing.view", pricingList.path);
  if (!can(ctx.actor.role, "billing.pricing.draft")) return null;
  const active = await getActiveVersion(ctx);
  return (
    <LinkButton variant="primary" href={`/billing/pricing/new${active ? `?from=${active.id}` : ""}`}>
      New version
    </LinkButton>
  );
}

async function ActiveVersion() {
  const ctx = await requirePage("billing.pricing.view", pricingList.path);
  const [active, scheduled] = await Promise.all([getActiveVersion(ctx), listScheduled(ctx)]);
  const zone = reportZone();
  return (
    <>
      <PricingScheduled scheduled={scheduled} zone={zone} />
      <Card
        title={active ? `Version ${active.version} is active` : "No version is active"}
        description={
          active?.activatedAt ? (
            <>
              Since <DateTime at={active.activatedAt} zone={zone} /> ({zone})
              {active.reason ? ` · ${active.reason}` : null}
            </>
          ) : undefined
        }
        actions={
          active ? (
            <LinkButton size="sm" href={`/billing/pricing/${active.id}`}>
              Details
            </LinkButton>
          ) : undefined
        }
      >
        {active ? (
          <PricingTermsView terms={active.terms} />
        ) : (
          <EmptyState title="Nothing can be priced yet">Make a draft and publish it.</EmptyState>
        )}
      </Card>
    </>
  );
}

async function Versions({ searchParams }: PageProps) {
  const ctx = await requirePage("billing.pricing.view", pricingList.path);
  const params = await pricingList.load(searchParams);
  const [page, authors, views] = await Promise.all([
    listVersions(ctx, params),
    listAuthors(ctx),
    listSavedViews(ctx, pricingList.id),
  ]);
  return (
    <PricingTable
      page={page}
      authors={authors}
      views={{ items: views, save: saveViewAction, remove: deleteViewAction }}
      zone={reportZone()}
      canExport={can(ctx.actor.role, "billing.pricing.export")}
    />
  );
}
