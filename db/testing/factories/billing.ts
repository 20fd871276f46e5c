import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { LoyaltyTier, PlanId, SubscriptionStatus } from "@/db/enums/billing";
import {
  type AddressRow,
  addresses,
  type ProductVariantRow,
  products,
  productVariants,
  type SubscriptionRow,
  subscriptions,
  type UserRow,
  users,
} from "@/db/schema/billing";
import type { CostBreakdown } from "@/db/schema/billing-breakdown";
import { type LoyaltyAccountRow, loyaltyAccounts, pointsTransactions } from "@/db/schema/billing-loyalty";
import { pricingConfigs } from "@/db/schema/billing-pricing";

const DAY = 86_400_000;

function made<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error("The row was not made.");
  return row;
}

/** Makes a customer. */
export async function makeUser(
  db: Queryable,
  overrides: Partial<typeof users.$inferInsert> = {},
): Promise<UserRow> {
  const tag = randomUUID().slice(0, 8);
  const values = { email: `customer-${tag}@example.com`, fullName: `Customer ${tag}`, ...overrides };
  return made(await db.insert(users).values(values).returning());
}

/** Makes an address in California, for a new customer unless `userId` is given. */
export async function makeAddress(
  db: Queryable,
  overrides: Partial<typeof addresses.$inferInsert> = {},
): Promise<AddressRow> {
  const userId = overrides.userId ?? (await makeUser(db)).id;
  const values = {
    line1: "1 Test Street",
    city: "Testville",
    region: "CA",
    postalCode: "90001",
    country: "US",
  };
  return made(
    await db
      .insert(addresses)
      .values({ ...values, ...overrides, userId })
      .returning(),
  );
}

/** Makes a variant of 100.00 USD in a product of its own. */
export async function makeVariant(
  db: Queryable,
  overrides: Partial<typeof productVariants.$inferInsert> = {},
): Promise<ProductVariantRow> {
  const tag = randomUUID().slice(0, 8);
  const productId =
    overrides.productId ??
    made(
      await db
        .insert(products)
        .values({ name: `Product ${tag}` })
        .returning(),
    ).id;
  const values = { name: `Variant ${tag}`, sku: `SKU-${tag}`, basePrice: "100.00", ...overrides, productId };
  return made(await db.insert(productVariants).values(values).returning());
}

const TIER_POINTS: Record<LoyaltyTier, number> = { bronze: 0, silver: 1000, gold: 5000, platinum: 15000 };

/** Gives a customer a loyalty account at the start of a tier, with the movement that explains its points. */
export async function makeLoyaltyAccount(
  db: Queryable,
  overrides: { userId?: string; tier?: LoyaltyTier } = {},
): Promise<LoyaltyAccountRow> {
  const userId = overrides.userId ?? (await makeUser(db)).id;
  const tier = overrides.tier ?? "bronze";
  const points = TIER_POINTS[tier];
  const values = { userId, tier, totalPoints: points, availablePoints: points, pointsEarnedLifetime: points };
  const account = made(
    await db
      .insert(loyaltyAccounts)
      .values({ ...values, tierProgress: tier === "platinum" ? "1" : "0" })
      .returning(),
  );
  if (points > 0) {
    await db.insert(pointsTransactions).values({
      loyaltyAccountId: account.id,
      transactionType: "earned",
      pointsAmount: points,
      description: "Points of past boxes",
      reasonCode: "subscription_purchase",
    });
  }
  return account;
}

/** What a test may fix about a subscription; everything else follows from it and the active pricing version. */
export interface SubscriptionOverrides {
  userId?: string;
  planId?: PlanId;
  status?: SubscriptionStatus;
  currency?: string;
  billingCycle?: SubscriptionRow["billingCycle"];
  deliveryType?: SubscriptionRow["deliveryType"];
  /** Variants in the box; by default a new one that costs `subtotal`. */
  variants?: ProductVariantRow[];
  /** Price of the default variant; "100.00" when not given. */
  subtotal?: string;
  /** Where the box goes and is taxed; "US-CA" when not given, null for nowhere. */
  taxPlace?: string | null;
  /** Makes a loyalty account of this tier for the customer. */
  tier?: LoyaltyTier;
  autoRenew?: boolean;
  createdAt?: Date;
  currentPeriodStart?: Date;
  currentPeriodEnd?: Date;
}

/**
 * Makes a subscription whose breakdown, applied columns and price agree, priced by the active version at
 * the rate of its place (0 where that version has none). Pause and cancel columns follow the status.
 */
export async function makeSubscription(
  db: Queryable,
  overrides: SubscriptionOverrides = {},
): Promise<SubscriptionRow> {
  const userId = overrides.userId ?? (await makeUser(db)).id;
  if (overrides.tier) await makeLoyaltyAccount(db, { userId, tier: overrides.tier });
  const taxPlace = overrides.taxPlace === undefined ? "US-CA" : overrides.taxPlace;
  const address = taxPlace
    ? await makeAddress(db, { userId, country: taxPlace.slice(0, 2), region: taxPlace.slice(3) || null })
    : undefined;
  const currency = overrides.currency ?? "USD";
  const variants = overrides.variants ?? [
    await makeVariant(db, { basePrice: overrides.subtotal ?? "100.00", currency }),
  ];
  const deliveryType = overrides.deliveryType ?? "standard";
  const breakdown = await breakdownOf(db, {
    variants: variants.map((variant) => variant.id),
    tier: overrides.tier ?? "bronze",
    taxPlace,
    currency,
    deliveryType,
  });
  const now = Date.now();
  const status = overrides.status ?? "active";
  const start = overrides.currentPeriodStart ?? new Date(now - 10 * DAY);
  const end = overrides.currentPeriodEnd ?? new Date(start.getTime() + 30 * DAY);
  const createdAt = overrides.createdAt ?? start;
  const autoRenew = overrides.autoRenew ?? true;
  const billable = status === "active" || status === "trialing" || status === "past_due";
  const values: typeof subscriptions.$inferInsert = {
    userId,
    planId: overrides.planId ?? "basic",
    status,
    price: breakdown.total_amount,
    currency,
    billingCycle: overrides.billingCycle ?? "monthly",
    autoRenew,
    currentPeriodStart: start,
    currentPeriodEnd: end,
    cancelledAt: status === "cancelled" ? start : status === "cancel_at_period_end" ? end : null,
    createdAt,
    variantIds: variants.map((variant) => variant.id),
    costBreakdown: breakdown,
    deliveryType,
    deliveryAddressId: address?.id,
    costCalculationVersion: (await activeConfig(db)).version,
    adminPercentageApplied: breakdown.admin_percentage,
    deliveryCostApplied: breakdown.delivery_cost,
    taxRateApplied: breakdown.tax_rate,
    taxAmount: breakdown.tax_amount,
    loyaltyDiscountApplied: breakdown.loyalty_discount,
    nextBillingDate: billable && autoRenew ? end : null,
    taxPlace,
    ...(status === "paused"
      ? {
          pausedAt: new Date(now - DAY),
          pauseReason: "test",
          pausedFromStatus: "active",
          pausedRemainingDays: 12,
        }
      : {}),
  };
  return made(await db.insert(subscriptions).values(values).returning());
}

async function activeConfig(db: Queryable) {
  return made(await db.select().from(pricingConfigs).where(eq(pricingConfigs.isActive, "active")));
}

async function breakdownOf(
  db: Queryable,
  box: {
    variants: string[];
    tier: LoyaltyTier;
    taxPlace: string | null;
    currency: string;
    deliveryType: string;
  },
): Promise<CostBreakdown> {
  const rows = await db.execute<{ breakdown: CostBreakdown }>(sql`
    select billing.cost_breakdown(v.costs, v.subtotal, c.subscription_percentage, q.admin_fee,
      ${box.deliveryType}, d.cost, d.rate, q.tax_amount, q.loyalty_discount, q.total_amount,
      ${box.currency}, now()) as breakdown
    from billing.pricing_configs c,
      lateral (
        select sum(coalesce(sale_price, base_price)) as subtotal, jsonb_agg(jsonb_build_object(
          'variant_id', id, 'variant_name', name, 'sku', sku, 'base_price', base_price::text,
          'sale_price', sale_price::text, 'current_price', coalesce(sale_price, base_price)::text,
          'currency', currency)) as costs
        from billing.product_variants
        where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(box.variants)}::jsonb))
      ) v,
      lateral (
        select (c.delivery_costs ->> ${box.deliveryType}::text)::numeric as cost,
          coalesce(billing.tax_rate_for(c.tax_rates, ${box.taxPlace}::text), 0) as rate
      ) d,
      lateral billing.quote(v.subtotal, c.subscription_percentage, d.cost, d.rate,
        billing.loyalty_percent(${box.tier}::text)) q
    where c.is_active = 'active'`);
  return made([...rows]).breakdown;
}
