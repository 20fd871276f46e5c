import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BreakdownTable } from "@/components/billing/breakdown-table";
import { SubscriptionActions } from "@/components/billing/subscription-actions";
import { SubscriptionFacts } from "@/components/billing/subscription-facts";
import { SubscriptionNotice } from "@/components/billing/subscription-notice";
import { SubscriptionStatus } from "@/components/billing/subscription-status";
import { SubscriptionTimeline } from "@/components/billing/subscription-timeline";
import { BreadcrumbLabel } from "@/components/shell/breadcrumbs";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { subscriptionTimeline } from "@/lib/billing/cost-history/queries";
import { CYCLE_PERIODS, PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import { getSubscription } from "@/lib/billing/subscriptions/queries/detail";
import { reportZone } from "@/lib/core/env";
import { NotFoundError } from "@/lib/core/errors";
import { formatMoney } from "@/lib/core/money";
import { can } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";

export const metadata: Metadata = { title: "Subscription" };

const TIMELINE_ENTRIES = 50;

type PageProps = { params: Promise<{ id: string }> };

export default function SubscriptionPage({ params }: PageProps) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Subscription params={params} />
    </Suspense>
  );
}

async function Subscription({ params }: PageProps) {
  const { id } = await params;
  const ctx = await requirePage("billing.subscriptions.view", `/billing/subscriptions/${id}`);
  const subscription = await getSubscription(ctx, id).catch((error: unknown) => {
    if (error instanceof NotFoundError) notFound();
    throw error;
  });
  const zone = reportZone();
  const { customer, planId, price, currency, billingCycle } = subscription;
  const period = CYCLE_PERIODS[billingCycle];
  return (
    <>
      <BreadcrumbLabel label={customer.name} />
      <PageHeader
        title={customer.name}
        badge={<SubscriptionStatus status={subscription.status} />}
        description={`${PLAN_LABELS[planId]}, ${formatMoney(price, currency)} per ${period} · times are in ${zone}`}
        actions={
          can(ctx.actor.role, "billing.subscriptions.change") ? (
            <SubscriptionActions subscription={subscription} zone={zone} />
          ) : null
        }
      />
      <SubscriptionNotice subscription={subscription} zone={zone} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          <Card title="Price" description="How the price comes about; the parts add up to the total." flush>
            <BreakdownTable breakdown={subscription.breakdown} period={period} />
          </Card>
          <PartBoundary what="The cost history">
            <Suspense fallback={<Skeleton className="h-64 w-full" />}>
              <Timeline id={subscription.id} />
            </Suspense>
          </PartBoundary>
        </div>
        <Card title="Details">
          <SubscriptionFacts subscription={subscription} zone={zone} />
        </Card>
      </div>
    </>
  );
}

async function Timeline({ id }: { id: string }) {
  const ctx = await requirePage("billing.cost_history.view", `/billing/subscriptions/${id}`);
  const { entries, total } = await subscriptionTimeline(ctx, id, TIMELINE_ENTRIES);
  return <SubscriptionTimeline subscriptionId={id} entries={entries} total={total} zone={reportZone()} />;
}
