import "server-only";
import { asc, count, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { SubscriptionStatus } from "@/db/enums/billing";
import { subscriptions } from "@/db/schema/billing";
import { pricingConfigs, subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { dayStart } from "@/lib/core/clock";
import { authorize, type Ctx } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";

export type StatusCount = { status: SubscriptionStatus; count: number };
/** Monthly recurring revenue of one currency: active subscriptions, price by months of the cycle (data-model §2.4). */
export type RecurringRevenue = { currency: string; monthly: string; subscriptions: number };
export type PricingNow = {
  active: { id: string; version: string; percentage: string; activatedAt: Date } | null;
  scheduled: { id: string; version: string; effectiveAt: Date }[];
  drafts: number;
};
export type ReasonCount = { reason: string; changes: number };

/** How many subscriptions stand in each status. */
export async function countByStatus(ctx: Ctx): Promise<StatusCount[]> {
  authorize(ctx, "overview.view");
  return ctx.db
    .select({ status: subscriptions.status, count: count() })
    .from(subscriptions)
    .groupBy(subscriptions.status)
    .orderBy(desc(count()));
}

/** Monthly recurring revenue by currency, largest first. Currencies are never added together. */
export async function recurringRevenue(ctx: Ctx): Promise<RecurringRevenue[]> {
  authorize(ctx, "overview.view");
  const months = sql`case ${subscriptions.billingCycle} when 'yearly' then 12 when 'quarterly' then 3 else 1 end`;
  const monthly = sql<string>`round(sum(${subscriptions.price} / ${months}), 2)::text`;
  return ctx.db
    .select({ currency: subscriptions.currency, monthly, subscriptions: count() })
    .from(subscriptions)
    .where(eq(subscriptions.status, "active"))
    .groupBy(subscriptions.currency)
    .orderBy(desc(count()));
}

/** The active pricing version, what is scheduled after it, and how many drafts wait. */
export async function pricingNow(ctx: Ctx): Promise<PricingNow> {
  authorize(ctx, "overview.view");
  const rows = await ctx.db
    .select({
      id: pricingConfigs.id,
      version: pricingConfigs.version,
      status: pricingConfigs.status,
      percentage: pricingConfigs.subscriptionPercentage,
      effectiveAt: pricingConfigs.effectiveAt,
      activatedAt: pricingConfigs.activatedAt,
    })
    .from(pricingConfigs)
    .where(inArray(pricingConfigs.status, ["active", "scheduled", "draft"]))
    .orderBy(asc(pricingConfigs.effectiveAt));
  const active = rows.find((row) => row.status === "active");
  return {
    active: active?.activatedAt ? { ...active, activatedAt: active.activatedAt } : null,
    scheduled: rows.flatMap((row) =>
      row.status === "scheduled" && row.effectiveAt ? [{ ...row, effectiveAt: row.effectiveAt }] : [],
    ),
    drafts: rows.filter((row) => row.status === "draft").length,
  };
}

/** Cost changes by reason since the start of a day of the report zone, most frequent first. */
export async function changesSince(ctx: Ctx, day: string): Promise<ReasonCount[]> {
  authorize(ctx, "overview.view");
  const since = dayStart(day, reportZone());
  return ctx.db
    .select({ reason: subscriptionCostHistory.changeReason, changes: count() })
    .from(subscriptionCostHistory)
    .where(gt(subscriptionCostHistory.effectiveDate, since))
    .groupBy(subscriptionCostHistory.changeReason)
    .orderBy(desc(count()));
}
