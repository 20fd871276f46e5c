import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import {
  currencyCode,
  id,
  instant,
  isOneOf,
  money,
  ratio,
  rowVersion,
  taxRate,
  timestamps,
} from "@/db/columns";
import {
  billingCycles,
  deliveryTypes,
  pausableStatuses,
  planIds,
  subscriptionStatuses,
} from "@/db/enums/billing";
import type { CostBreakdown } from "@/db/schema/billing-breakdown";

export const billing = pgSchema("billing");

/** Customers. */
export const users = billing.table(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    fullName: text("full_name").notNull(),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email}) text_pattern_ops`),
    check("users_email_check", sql`${t.email} ~ '^[^@\\s]+@[^@\\s]+$'`),
  ],
);

/** Where boxes are delivered. */
export const addresses = billing.table(
  "addresses",
  {
    id: id(),
    userId: uuid("user_id").notNull(),
    line1: text("line1").notNull(),
    city: text("city").notNull(),
    region: text("region"),
    postalCode: text("postal_code").notNull(),
    country: char("country", { length: 2 }).notNull(),
    ...timestamps(),
  },
  (t) => [
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }),
    index("addresses_user_id_idx").on(t.userId),
    check("addresses_country_check", sql`${t.country} ~ '^[A-Z]{2}$'`),
  ],
);

/** What a box is made of, as a family of variants. */
export const products = billing.table("products", {
  id: id(),
  name: text("name").notNull(),
  description: text("description"),
  ...timestamps(),
});

/** What is put into a box and has a price. */
export const productVariants = billing.table(
  "product_variants",
  {
    id: id(),
    productId: uuid("product_id").notNull(),
    name: text("name").notNull(),
    sku: text("sku").notNull(),
    basePrice: money("base_price").notNull(),
    salePrice: money("sale_price"),
    currency: currencyCode("currency").notNull().default("USD"),
    isActive: boolean("is_active").notNull().default(true),
    ...timestamps(),
  },
  (t) => [
    foreignKey({ columns: [t.productId], foreignColumns: [products.id] }),
    unique("product_variants_sku_key").on(t.sku),
    index("product_variants_product_id_idx").on(t.productId),
    check("product_variants_base_price_check", sql`${t.basePrice} >= 0`),
    check("product_variants_sale_price_check", sql`${t.salePrice} >= 0`),
    check("product_variants_currency_check", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);

/** A customer's repeating order; price is what one period costs now and equals the breakdown's total. */
export const subscriptions = billing.table(
  "subscriptions",
  {
    id: id(),
    userId: uuid("user_id").notNull(),
    planId: varchar("plan_id", { length: 100, enum: planIds }).notNull(),
    status: text("status", { enum: subscriptionStatuses }).notNull().default("active"),
    price: money("price").notNull(),
    currency: currencyCode("currency").notNull().default("USD"),
    billingCycle: text("billing_cycle", { enum: billingCycles }).notNull().default("monthly"),
    autoRenew: boolean("auto_renew").notNull().default(true),
    currentPeriodStart: instant("current_period_start"),
    currentPeriodEnd: instant("current_period_end"),
    cancelledAt: instant("cancelled_at"),
    subscriptionMetadata: jsonb("subscription_metadata").$type<Record<string, unknown>>(),
    ...timestamps(),
    variantIds: jsonb("variant_ids").$type<string[]>().notNull().default([]),
    costBreakdown: jsonb("cost_breakdown").$type<CostBreakdown>().notNull(),
    deliveryType: text("delivery_type", { enum: deliveryTypes }).notNull().default("standard"),
    deliveryAddressId: uuid("delivery_address_id"),
    costCalculationVersion: varchar("cost_calculation_version", { length: 50 }).notNull(),
    adminPercentageApplied: ratio("admin_percentage_applied").notNull(),
    deliveryCostApplied: money("delivery_cost_applied").notNull(),
    taxRateApplied: taxRate("tax_rate_applied").notNull(),
    taxAmount: money("tax_amount").notNull(),
    loyaltyPointsEarned: integer("loyalty_points_earned").notNull().default(0),
    loyaltyDiscountApplied: money("loyalty_discount_applied").notNull().default(sql`0`),
    pausedAt: instant("paused_at"),
    pauseReason: text("pause_reason"),
    nextBillingDate: instant("next_billing_date"),
    taxPlace: text("tax_place"),
    pausedFromStatus: text("paused_from_status", { enum: pausableStatuses }),
    pausedRemainingDays: integer("paused_remaining_days"),
    rowVersion: rowVersion(),
  },
  (t) => [
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }),
    foreignKey({ columns: [t.deliveryAddressId], foreignColumns: [addresses.id] }),
    index("subscriptions_user_id_idx").on(t.userId),
    index("subscriptions_delivery_address_id_idx").on(t.deliveryAddressId),
    index("subscriptions_created_idx").on(
      t.createdAt,
      t.id,
      t.price,
      t.status,
      t.planId,
      t.deliveryType,
      t.billingCycle,
      t.currency,
      t.taxPlace,
      t.nextBillingDate,
      t.userId,
    ),
    index("subscriptions_price_idx").on(
      t.price,
      t.id,
      t.createdAt,
      t.status,
      t.planId,
      t.deliveryType,
      t.billingCycle,
      t.currency,
      t.taxPlace,
      t.nextBillingDate,
      t.userId,
    ),
    index("subscriptions_facets_idx").on(
      t.status,
      t.planId,
      t.deliveryType,
      t.billingCycle,
      t.currency,
      t.taxPlace,
    ),
    index("subscriptions_next_billing_idx").on(t.nextBillingDate, t.id),
    index("subscriptions_tax_place_idx").on(t.taxPlace),
    check("subscriptions_plan_id_check", isOneOf(t.planId, planIds)),
    check("subscriptions_status_check", isOneOf(t.status, subscriptionStatuses)),
    check("subscriptions_billing_cycle_check", isOneOf(t.billingCycle, billingCycles)),
    check("subscriptions_price_check", sql`${t.price} >= 0`),
    check("subscriptions_currency_check", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("subscriptions_period_check", sql`${t.currentPeriodEnd} >= ${t.currentPeriodStart}`),
    check("subscriptions_variant_ids_check", sql`jsonb_typeof(${t.variantIds}) = 'array'`),
    check("subscriptions_delivery_type_check", isOneOf(t.deliveryType, deliveryTypes)),
    check("subscriptions_loyalty_points_earned_check", sql`${t.loyaltyPointsEarned} >= 0`),
    check("subscriptions_breakdown_adds_up_check", sql`billing.breakdown_adds_up(${t.costBreakdown})`),
    check(
      "subscriptions_price_is_total_check",
      sql`coalesce(${t.price} = (${t.costBreakdown} ->> 'total_amount')::numeric, false)`,
    ),
    check(
      "subscriptions_applied_check",
      sql`coalesce(
        ${t.adminPercentageApplied} = (${t.costBreakdown} ->> 'admin_percentage')::numeric
        and ${t.deliveryCostApplied} = (${t.costBreakdown} ->> 'delivery_cost')::numeric
        and ${t.taxRateApplied} = (${t.costBreakdown} ->> 'tax_rate')::numeric
        and ${t.taxAmount} = (${t.costBreakdown} ->> 'tax_amount')::numeric
        and ${t.loyaltyDiscountApplied} = (${t.costBreakdown} ->> 'loyalty_discount')::numeric, false)`,
    ),
    check("subscriptions_tax_place_check", sql`billing.is_place(${t.taxPlace})`),
    check("subscriptions_paused_from_status_check", isOneOf(t.pausedFromStatus, pausableStatuses)),
    check("subscriptions_paused_remaining_days_check", sql`${t.pausedRemainingDays} >= 0`),
  ],
);

export type UserRow = typeof users.$inferSelect;
export type AddressRow = typeof addresses.$inferSelect;
export type ProductVariantRow = typeof productVariants.$inferSelect;
export type SubscriptionRow = typeof subscriptions.$inferSelect;
