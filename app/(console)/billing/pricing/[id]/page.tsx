import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { RecordHistory } from "@/app/(console)/system/audit/record-history";
import { PricingCompare } from "@/components/billing/pricing-compare";
import { PricingDifferenceTable } from "@/components/billing/pricing-difference";
import { PricingForecast } from "@/components/billing/pricing-forecast";
import { PricingLifecycle } from "@/components/billing/pricing-lifecycle";
import { PricingOverdue } from "@/components/billing/pricing-notices";
import { PricingStatus } from "@/components/billing/pricing-status";
import { PricingTermsView } from "@/components/billing/pricing-terms";
import { PricingWithdraw } from "@/components/billing/pricing-withdraw";
import { BreadcrumbLabel } from "@/components/shell/breadcrumbs";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { getPreview } from "@/lib/billing/pricing/impact/queries";
import {
  findVersion,
  getActiveVersion,
  lastActivationFailure,
  listComparable,
} from "@/lib/billing/pricing/queries";
import { diffConfigs } from "@/lib/billing/pricing/rules";
import type { PricingVersion } from "@/lib/billing/pricing/schema";
import type { Ctx } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { can, type Role } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";

export const metadata: Metadata = { title: "Pricing version" };

type PageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ compare?: string | string[] }>;
};

export default function PricingVersionPage(props: PageProps) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Version {...props} />
    </Suspense>
  );
}

async function Version({ params, searchParams }: PageProps) {
  const { id } = await params;
  const ctx = await requirePage("billing.pricing.view", `/billing/pricing/${id}`);
  const version = await findVersion(ctx, id);
  if (!version) notFound();
  const zone = reportZone();
  return (
    <>
      <BreadcrumbLabel label={version.version} />
      <PageHeader
        title={`Pricing ${version.version}`}
        badge={<PricingStatus status={version.status} />}
        description={`${version.reason ?? "No reason given"} · times are in ${zone}`}
        actions={<Actions version={version} role={ctx.actor.role} />}
      />
      {isOverdue(version, ctx.now()) ? (
        <PricingOverdue version={version} failure={await lastActivationFailure(ctx, id)} zone={zone} />
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <Card title="Values">
            <PricingTermsView terms={version.terms} />
          </Card>
          <PartBoundary what="The forecast">
            <Suspense fallback={<Skeleton className="h-32 w-full" />}>
              <Forecast ctx={ctx} id={version.id} />
            </Suspense>
          </PartBoundary>
          <PartBoundary what="The difference">
            <Suspense fallback={<Skeleton className="h-48 w-full" />}>
              <Difference ctx={ctx} version={version} searchParams={searchParams} />
            </Suspense>
          </PartBoundary>
          <PartBoundary what="The audit rows">
            <Suspense fallback={<Skeleton className="h-32 w-full" />}>
              <RecordHistory targetType="pricing" targetId={version.id} />
            </Suspense>
          </PartBoundary>
        </div>
        <div className="grid min-w-0 gap-4">
          <Card title="Life">
            <PricingLifecycle version={version} zone={zone} />
          </Card>
        </div>
      </div>
    </>
  );
}

function isOverdue(version: PricingVersion, now: Date): boolean {
  const { status, effectiveAt } = version;
  return status === "scheduled" && effectiveAt !== null && new Date(effectiveAt) < now;
}

function Actions({ version, role }: { version: PricingVersion; role: Role }) {
  const { id, status } = version;
  const open = status === "draft" || status === "scheduled";
  const path = `/billing/pricing/${id}`;
  return (
    <>
      {can(role, "billing.pricing.draft") ? (
        <>
          {open ? <PricingWithdraw version={version} /> : null}
          {status === "draft" ? (
            <LinkButton href={`/billing/pricing/new?from=${id}&replace=1`}>Change</LinkButton>
          ) : null}
          <LinkButton href={`/billing/pricing/new?from=${id}`}>Duplicate</LinkButton>
        </>
      ) : null}
      {can(role, "billing.pricing.preview") ? (
        <LinkButton href={`${path}/impact`} variant={status === "draft" ? "primary" : "secondary"}>
          {status === "draft" && can(role, "billing.pricing.publish") ? "Preview and publish" : "Impact"}
        </LinkButton>
      ) : null}
    </>
  );
}

type DifferenceProps = { ctx: Ctx; version: PricingVersion; searchParams: PageProps["searchParams"] };

async function Difference({ ctx, version, searchParams }: DifferenceProps) {
  const { compare } = await searchParams;
  const [active, all] = await Promise.all([getActiveVersion(ctx), listComparable(ctx)]);
  const fallback = version.status === "active" ? version.basedOn?.id : active?.id;
  const chosen = typeof compare === "string" ? compare : fallback;
  const other = chosen && chosen !== version.id ? await findVersion(ctx, chosen) : null;
  const others = all.filter((candidate) => candidate.id !== version.id);
  const differences = other ? diffConfigs(other.terms, version.terms) : [];
  return (
    <Card
      title="Difference"
      description={other ? `What changes from version ${other.version} to ${version.version}` : undefined}
      actions={others.length > 0 ? <PricingCompare versions={others} value={other?.id ?? ""} /> : undefined}
      flush
    >
      {differences.length > 0 ? (
        <PricingDifferenceTable differences={differences} />
      ) : (
        <EmptyState
          className="py-8"
          title={other ? "Both price alike" : "Choose a version to compare with"}
        />
      )}
    </Card>
  );
}

async function Forecast({ ctx, id }: { ctx: Ctx; id: string }) {
  const [forecast, applied] = await Promise.all([
    getPreview(ctx, id, "forecast"),
    getPreview(ctx, id, "applied"),
  ]);
  return <PricingForecast forecast={forecast?.summary ?? null} applied={applied?.summary ?? null} />;
}
