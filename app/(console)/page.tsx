import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { PricingPanel } from "@/components/overview/pricing-panel";
import { StatusPanel } from "@/components/overview/status-panel";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { reasonLabel } from "@/lib/billing/cost-history/rules";
import { SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";
import { dayOf } from "@/lib/core/clock";
import { reportZone } from "@/lib/core/env";
import { groupDigits } from "@/lib/core/money";
import { requirePage } from "@/lib/core/session";
import { changesSince, countByStatus, pricingNow, recurringRevenue } from "@/lib/overview/queries";

export const metadata: Metadata = { title: "Overview" };

const DAY_MS = 24 * 60 * 60 * 1000;

export default function OverviewPage() {
  return (
    <div className="grid gap-6">
      <PageHeader title="Overview" description="What the business charges today, and what has changed." />
      <Suspense fallback={<Skeleton className="h-20 w-full" />}>
        <Revenue />
      </Suspense>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Suspense fallback={<Skeleton className="h-72 w-full" />}>
          <Statuses />
        </Suspense>
        <div className="grid content-start gap-6">
          <Suspense fallback={<Skeleton className="h-40 w-full" />}>
            <Pricing />
          </Suspense>
          <Suspense fallback={<Skeleton className="h-40 w-full" />}>
            <Changes />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

async function Revenue() {
  const ctx = await requirePage("overview.view", "/");
  const revenue = await recurringRevenue(ctx);
  return (
    <section aria-label="Monthly recurring revenue">
      <dl className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {revenue.map((row) => (
          <Stat
            key={row.currency}
            label={`Monthly recurring revenue, ${row.currency}`}
            value={<Money amount={row.monthly} currency={row.currency} />}
            detail={`${groupDigits(String(row.subscriptions))} active subscriptions`}
          />
        ))}
      </dl>
    </section>
  );
}

async function Statuses() {
  const ctx = await requirePage("overview.view", "/");
  const rows = await countByStatus(ctx);
  return (
    <StatusPanel
      rows={rows.map((row) => ({
        label: SUBSCRIPTION_STATUS_LABELS[row.status],
        href: `/billing/subscriptions?status=${row.status}`,
        count: row.count,
      }))}
    />
  );
}

async function Pricing() {
  const ctx = await requirePage("overview.view", "/");
  return <PricingPanel zone={reportZone()} {...(await pricingNow(ctx))} />;
}

async function Changes() {
  const ctx = await requirePage("overview.view", "/");
  const since = dayOf(new Date(ctx.now().getTime() - 30 * DAY_MS), reportZone());
  const rows = await changesSince(ctx, since);
  return (
    <Card title="Cost changes, last 30 days" description={`Since ${since}, ${reportZone()}`}>
      {rows.length === 0 ? (
        <p className="text-ink-muted">No subscription has changed its cost.</p>
      ) : (
        <ul className="grid gap-1">
          {rows.map((row) => (
            <li key={row.reason}>
              <Link
                href={`/billing/cost-history?reason=${encodeURIComponent(row.reason)}&effective=${since}..`}
                className="flex justify-between gap-3 rounded-md px-2 py-1 hover:bg-neutral-soft"
              >
                <span>{reasonLabel(row.reason)}</span>
                <span className="num">{groupDigits(String(row.changes))}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
