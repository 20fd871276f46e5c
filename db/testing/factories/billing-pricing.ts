import { eq, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { SubscriptionRow } from "@/db/schema/billing";
import {
  type PricingConfigRow,
  pricingConfigs,
  type SubscriptionCostHistoryRow,
  subscriptionCostHistory,
} from "@/db/schema/billing-pricing";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Makes the next pricing version, a draft of 12 % unless told otherwise. With `status: "active"` it supersedes the
 * active one; the instants a status needs are filled in.
 */
export async function makePricingConfig(
  db: Queryable,
  overrides: Partial<typeof pricingConfigs.$inferInsert> = {},
): Promise<PricingConfigRow> {
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${pricingConfigs.versionNumber}), 0)::int` })
    .from(pricingConfigs);
  const versionNumber = (last?.number ?? 0) + 1;
  const status = overrides.status ?? "draft";
  const now = new Date();
  const ran = status === "active" || status === "superseded";
  if (status === "active") {
    await db
      .update(pricingConfigs)
      .set({ status: "superseded", isActive: "inactive", supersededAt: now })
      .where(eq(pricingConfigs.isActive, "active"));
  }
  const [row] = await db
    .insert(pricingConfigs)
    .values({
      subscriptionPercentage: "12",
      deliveryCosts: { standard: "10.00", express: "25.00", overnight: "50.00" },
      taxRates: { US: "0.080000", "US-CA": "0.072500", CA: "0.130000", GB: "0.200000" },
      currencySettings: { default: "USD", supported: ["USD", "EUR", "GBP", "CAD"] },
      version: `1.${versionNumber - 1}`,
      versionNumber,
      changeReason: "test",
      createdBy: NOBODY,
      updatedBy: NOBODY,
      isActive: status === "active" ? "active" : "inactive",
      effectiveAt: ran || status === "scheduled" ? now : null,
      activatedAt: ran ? now : null,
      supersededAt: status === "superseded" ? now : null,
      withdrawnAt: status === "withdrawn" ? now : null,
      ...overrides,
    })
    .returning();
  if (!row) throw new Error("The pricing version was not made.");
  return row;
}

/** Records a change of a subscription's cost; by default its creation at today's breakdown. */
export async function makeCostHistory(
  db: Queryable,
  subscription: Pick<SubscriptionRow, "id" | "costBreakdown" | "createdAt">,
  overrides: Partial<typeof subscriptionCostHistory.$inferInsert> = {},
): Promise<SubscriptionCostHistoryRow> {
  const [row] = await db
    .insert(subscriptionCostHistory)
    .values({
      subscriptionId: subscription.id,
      newCostBreakdown: subscription.costBreakdown,
      changeReason: "subscription_creation",
      effectiveDate: subscription.createdAt,
      actorType: "system",
      actorName: "System",
      ...overrides,
    })
    .returning();
  if (!row) throw new Error("The change was not recorded.");
  return row;
}
