import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { addresses, products, productVariants, subscriptions, users } from "@/db/schema/billing";
import { loyaltyAccounts } from "@/db/schema/billing-loyalty";
import { pricingConfigs } from "@/db/schema/billing-pricing";
import { toBreakdown } from "@/lib/billing/cost-history/schema";
import { toListRow } from "@/lib/billing/subscriptions/queries/list";
import { remainingDays } from "@/lib/billing/subscriptions/rules/state";
import type { SubscriptionDetail, VariantOption, VariantSearch } from "@/lib/billing/subscriptions/schema";
import { authorize, type Ctx } from "@/lib/core/context";
import { NotFoundError } from "@/lib/core/errors";
import { prefixPattern } from "@/lib/core/list-query";

const VARIANT_MATCHES = 50;

/** One subscription with everything its page shows. Throws `NotFoundError`. */
export async function getSubscription(ctx: Ctx, id: string): Promise<SubscriptionDetail> {
  authorize(ctx, "billing.subscriptions.view");
  if (!z.guid().safeParse(id).success) throw new NotFoundError("This subscription");
  const [found] = await ctx.db
    .select({
      row: subscriptions,
      name: users.fullName,
      email: users.email,
      tier: loyaltyAccounts.tier,
      address: {
        line1: addresses.line1,
        city: addresses.city,
        region: addresses.region,
        postalCode: addresses.postalCode,
        country: addresses.country,
      },
      versionId: pricingConfigs.id,
    })
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.userId))
    .leftJoin(
      loyaltyAccounts,
      and(eq(loyaltyAccounts.userId, subscriptions.userId), eq(loyaltyAccounts.status, "active")),
    )
    .leftJoin(addresses, eq(addresses.id, subscriptions.deliveryAddressId))
    .leftJoin(pricingConfigs, eq(pricingConfigs.version, subscriptions.costCalculationVersion))
    .where(eq(subscriptions.id, id))
    .limit(1);
  if (!found) throw new NotFoundError("This subscription");
  const { row } = found;
  const breakdown = toBreakdown(row.costBreakdown);
  return {
    ...toListRow({ ...row, customer: { id: row.userId, name: found.name, email: found.email } }),
    tier: found.tier,
    rowVersion: row.rowVersion,
    autoRenew: row.autoRenew,
    breakdown,
    variantIds: row.variantIds,
    pricingVersion: { id: found.versionId, version: row.costCalculationVersion },
    deliveryAddress: found.address,
    loyaltyPointsEarned: row.loyaltyPointsEarned,
    currentPeriodStart: row.currentPeriodStart?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    pause:
      row.status === "paused"
        ? {
            at: row.pausedAt?.toISOString() ?? null,
            reason: row.pauseReason,
            fromStatus: row.pausedFromStatus,
            remainingDays: remainingDays({ ...row, breakdown }, ctx.now()),
          }
        : null,
  };
}

/** Variants on sale in a currency whose product, name or SKU holds the text; by product, at most 50. */
export async function searchVariants(ctx: Ctx, { currency, text }: VariantSearch): Promise<VariantOption[]> {
  authorize(ctx, "billing.subscriptions.change");
  const pattern = `%${prefixPattern(text)}`;
  return ctx.db
    .select(VARIANT)
    .from(productVariants)
    .innerJoin(products, eq(products.id, productVariants.productId))
    .where(
      and(
        eq(productVariants.currency, currency),
        eq(productVariants.isActive, true),
        sql`concat_ws(' ', ${products.name}, ${productVariants.name}, ${productVariants.sku}) ilike ${pattern}`,
      ),
    )
    .orderBy(asc(products.name), asc(productVariants.name), asc(productVariants.id))
    .limit(VARIANT_MATCHES);
}

/** The named variants, on sale or not, in no particular order. */
export async function getVariants(ctx: Ctx, ids: readonly string[]): Promise<VariantOption[]> {
  authorize(ctx, "billing.subscriptions.view");
  return ctx.db
    .select(VARIANT)
    .from(productVariants)
    .innerJoin(products, eq(products.id, productVariants.productId))
    .where(inArray(productVariants.id, [...ids]));
}

const VARIANT = {
  id: productVariants.id,
  productName: products.name,
  name: productVariants.name,
  sku: productVariants.sku,
  basePrice: productVariants.basePrice,
  salePrice: productVariants.salePrice,
  price: sql<string>`coalesce(${productVariants.salePrice}, ${productVariants.basePrice})`,
  currency: productVariants.currency,
  isActive: productVariants.isActive,
};
