import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import {
  PricingImpactHistogram,
  PricingImpactProblems,
  PricingLargestChanges,
} from "@/components/billing/pricing-impact-details";
import { PricingImpactPlans, PricingImpactSummary } from "@/components/billing/pricing-impact-summary";
import { PricingImpactTable } from "@/components/billing/pricing-impact-table";
import { PricingScheduled } from "@/components/billing/pricing-notices";
import { PricingPreviewForm } from "@/components/billing/pricing-preview-form";
import { PricingPublish } from "@/components/billing/pricing-publish";
import { PricingStatus } from "@/components/billing/pricing-status";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { BreadcrumbLabel } from "@/components/shell/breadcrumbs";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { getPreview, listImpact } from "@/lib/billing/pricing/impact/queries";
import type { Preview } from "@/lib/billing/pricing/impact/schema";
import { impactList } from "@/lib/billing/pricing/impact/search-params";
import { findVersion, getActiveVersion, listScheduled } from "@/lib/billing/pricing/queries";
import type { PricingVersion } from "@/lib/billing/pricing/schema";
import { formatInstant } from "@/lib/core/clock";
import type { Ctx } from "@/lib/core/context";
import { isAllowed } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { decimal } from "@/lib/core/money";
import { requirePage } from "@/lib/core/session";

export const metadata: Metadata = { title: "Pricing impact" };

const DEFAULT_LIMIT = "10";

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default function PricingImpactPage(props: PageProps) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Impact {...props} />
    </Suspense>
  );
}

async function Impact({ params, searchParams }: PageProps) {
  const { id } = await params;
  const ctx = await requirePage("billing.pricing.preview", `/billing/pricing/${id}/impact`);
  const version = await findVersion(ctx, id);
  if (!version) notFound();
  const open = version.status === "draft" || version.status === "scheduled";
  const preview =
    (open ? await getPreview(ctx, id, "preview") : await getPreview(ctx, id, "applied")) ??
    (await getPreview(ctx, id, "forecast"));
  const zone = reportZone();
  return (
    <>
      <BreadcrumbLabel label="Impact" />
      <PageHeader
        title={`Impact of pricing ${version.version}`}
        badge={<PricingStatus status={version.status} />}
        description={
          preview ? told(preview, zone) : "What it would do to every active and trialing subscription."
        }
        actions={<LinkButton href={`/billing/pricing/${id}`}>Version {version.version}</LinkButton>}
      />
      {open ? <Decide ctx={ctx} version={version} preview={preview} zone={zone} /> : null}
      {preview ? (
        <Plan ctx={ctx} version={version} preview={preview} searchParams={searchParams} />
      ) : open ? null : (
        <Card>
          <EmptyState title="No impact was kept">
            This version was {version.status} without a preview.
          </EmptyState>
        </Card>
      )}
    </>
  );
}

function told({ summary, asOf, createdBy }: Preview, zone: string): string {
  const when = formatInstant(asOf, zone);
  const against = summary.base ? ` against version ${summary.base.version}` : "";
  if (summary.role === "applied") return `What was applied at ${when} (${zone})${against}.`;
  const kind = summary.role === "forecast" ? "Forecast accepted" : "Computed";
  return `${kind} at ${when} (${zone}) by ${createdBy.name ?? "somebody"}${against}, from each subscription's own goods, delivery, tax place and tier.`;
}

type DecideProps = { ctx: Ctx; version: PricingVersion; preview: Preview | null; zone: string };

/** Everything a person needs to decide: what else is going on, a fresh preview, the buttons of the role. */
async function Decide({ ctx, version, preview, zone }: DecideProps) {
  const [active, scheduled] = await Promise.all([getActiveVersion(ctx), listScheduled(ctx)]);
  const limit = decimal(preview?.limitPercent ?? DEFAULT_LIMIT).toFixed();
  const form = (
    <PricingPreviewForm key={limit} configId={version.id} limit={limit} again={preview !== null} />
  );
  const publishable =
    version.status === "draft" &&
    preview?.summary.role === "preview" &&
    isAllowed(ctx.actor, "billing.pricing.publish");
  return (
    <>
      {version.status === "draft" ? (
        <PricingScheduled scheduled={scheduled} zone={zone} publishing={version.version} />
      ) : null}
      {preview && active && preview.summary.base?.id !== active.id ? (
        <Callout tone="warning" title={`Version ${active.version} became active after this was computed`}>
          The prices below compare with version {preview.summary.base?.version ?? "none"}. Compute the impact
          again.
        </Callout>
      ) : null}
      {preview && publishable ? (
        <PricingPublish version={version} preview={preview} zone={zone}>
          {form}
        </PricingPublish>
      ) : preview ? (
        <div className="rounded-lg border bg-surface px-4 py-3 shadow-card">{form}</div>
      ) : (
        <Card>
          <EmptyState title="No preview yet" actions={form}>
            Every active and trialing subscription is computed under this version. Nothing changes. Rises
            beyond the limit are counted and can be listed.
          </EmptyState>
        </Card>
      )}
    </>
  );
}

type PlanProps = { ctx: Ctx; version: PricingVersion; preview: Preview; searchParams: Promise<SearchParams> };

function Plan({ ctx, version, preview, searchParams }: PlanProps) {
  const { summary, limitPercent } = preview;
  const rowsKept = summary.role === "preview";
  const path = `/billing/pricing/${version.id}/impact`;
  return (
    <>
      <PricingImpactProblems problems={summary.problems} fate={fateOf(version, preview)} />
      <PricingImpactSummary
        summary={summary}
        limitPercent={limitPercent}
        listPath={rowsKept ? path : undefined}
      />
      <PricingImpactPlans summary={summary} />
      <PricingImpactHistogram summary={summary} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <PricingLargestChanges title="Largest rises" rows={summary.rises} emptyText="No price rises" />
        <PricingLargestChanges title="Largest falls" rows={summary.falls} emptyText="No price falls" />
      </div>
      {rowsKept ? (
        <section id="subscriptions" aria-labelledby="subscriptions-title" className="grid gap-3">
          <h2 id="subscriptions-title" className="font-semibold text-base">
            Every subscription
          </h2>
          <PartBoundary what="The list of subscriptions">
            <Suspense fallback={<DataTableSkeleton columns={8} />}>
              <Rows ctx={ctx} version={version} preview={preview} searchParams={searchParams} />
            </Suspense>
          </PartBoundary>
        </section>
      ) : null}
    </>
  );
}

function fateOf(version: PricingVersion, { summary }: Preview): "open" | "stays" | "stayed" {
  if (summary.role === "applied") return "stayed";
  return version.status === "scheduled" && version.leaveUnpriceable ? "stays" : "open";
}

async function Rows({ ctx, version, preview, searchParams }: PlanProps) {
  const params = await impactList(version.id).load(searchParams);
  const page = await listImpact(ctx, preview, params);
  return (
    <PricingImpactTable
      configId={version.id}
      page={page}
      zone={reportZone()}
      canExport={isAllowed(ctx.actor, "billing.pricing.export")}
    />
  );
}
