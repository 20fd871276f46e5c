import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  unique,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { currencyCode, id, instant, isOneOf, money, ratio, timestamps } from "@/db/columns";
import { paymentIntentStatuses } from "@/db/enums/billing";
import { billing, subscriptions, users } from "@/db/schema/billing";

/** Stripe payment intents; subscriptionId is null for a one-off payment. */
export const paymentIntents = billing.table(
  "payment_intents",
  {
    id: id(),
    stripePaymentIntentId: varchar("stripe_payment_intent_id", { length: 255 }).notNull(),
    userId: uuid("user_id").notNull(),
    subscriptionId: uuid("subscription_id"),
    amountBreakdown: jsonb("amount_breakdown")
      .$type<{ total_amount: string; [part: string]: unknown }>()
      .notNull(),
    currency: currencyCode("currency").notNull().default("USD"),
    status: text("status", { enum: paymentIntentStatuses }).notNull().default("requires_payment_method"),
    stripeVerification: jsonb("stripe_verification").$type<Record<string, unknown>>(),
    paymentMethodId: varchar("payment_method_id", { length: 255 }),
    paymentMethodType: varchar("payment_method_type", { length: 50 }),
    requiresAction: boolean("requires_action").notNull().default(false),
    clientSecret: varchar("client_secret", { length: 500 }),
    expiresAt: instant("expires_at"),
    confirmedAt: instant("confirmed_at"),
    failedAt: instant("failed_at"),
    failureReason: text("failure_reason"),
    paymentMetadata: jsonb("payment_metadata").$type<Record<string, unknown>>(),
    ...timestamps(),
  },
  (t) => [
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }),
    foreignKey({ columns: [t.subscriptionId], foreignColumns: [subscriptions.id] }),
    unique("payment_intents_stripe_payment_intent_id_key").on(t.stripePaymentIntentId),
    index("payment_intents_user_id_idx").on(t.userId),
    index("payment_intents_subscription_id_idx").on(t.subscriptionId),
    index("payment_intents_status_idx").on(t.status, t.createdAt, t.id),
    check(
      "payment_intents_amount_check",
      sql`coalesce((${t.amountBreakdown} ->> 'total_amount')::numeric > 0, false)`,
    ),
    check("payment_intents_currency_check", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("payment_intents_status_check", isOneOf(t.status, paymentIntentStatuses)),
  ],
);

/** Daily subscription metrics by currency; rates are percents. */
export const subscriptionAnalytics = billing.table(
  "subscription_analytics",
  {
    id: id(),
    date: date("date", { mode: "string" }).notNull(),
    totalActiveSubscriptions: integer("total_active_subscriptions").notNull().default(0),
    newSubscriptions: integer("new_subscriptions").notNull().default(0),
    canceledSubscriptions: integer("canceled_subscriptions").notNull().default(0),
    pausedSubscriptions: integer("paused_subscriptions").notNull().default(0),
    resumedSubscriptions: integer("resumed_subscriptions").notNull().default(0),
    totalRevenue: money("total_revenue").notNull().default(sql`0`),
    averageSubscriptionValue: money("average_subscription_value").notNull().default(sql`0`),
    monthlyRecurringRevenue: money("monthly_recurring_revenue").notNull().default(sql`0`),
    churnRate: ratio("churn_rate").notNull().default(sql`0`),
    conversionRate: ratio("conversion_rate").notNull().default(sql`0`),
    retentionRate: ratio("retention_rate").notNull().default(sql`0`),
    currency: currencyCode("currency").notNull().default("USD"),
    planBreakdown: jsonb("plan_breakdown").$type<Record<string, unknown>>(),
    deliveryBreakdown: jsonb("delivery_breakdown").$type<Record<string, unknown>>(),
    geographicBreakdown: jsonb("geographic_breakdown").$type<Record<string, unknown>>(),
    additionalMetrics: jsonb("additional_metrics").$type<Record<string, unknown>>(),
    ...timestamps(),
  },
  (t) => [
    unique("subscription_analytics_date_currency_key").on(t.date, t.currency),
    check(
      "subscription_analytics_counts_check",
      sql`least(${t.totalActiveSubscriptions}, ${t.newSubscriptions}, ${t.canceledSubscriptions},
        ${t.pausedSubscriptions}, ${t.resumedSubscriptions}) >= 0`,
    ),
  ],
);

/** Daily payment performance by currency; successRate is a percent. */
export const paymentAnalytics = billing.table(
  "payment_analytics",
  {
    id: id(),
    date: date("date", { mode: "string" }).notNull(),
    totalPayments: integer("total_payments").notNull().default(0),
    successfulPayments: integer("successful_payments").notNull().default(0),
    failedPayments: integer("failed_payments").notNull().default(0),
    pendingPayments: integer("pending_payments").notNull().default(0),
    successRate: ratio("success_rate").notNull().default(sql`0`),
    totalVolume: money("total_volume").notNull().default(sql`0`),
    successfulVolume: money("successful_volume").notNull().default(sql`0`),
    averagePaymentAmount: money("average_payment_amount").notNull().default(sql`0`),
    currency: currencyCode("currency").notNull().default("USD"),
    breakdownByMethod: jsonb("breakdown_by_method").$type<Record<string, unknown>>(),
    breakdownByCountry: jsonb("breakdown_by_country").$type<Record<string, unknown>>(),
    breakdownByCurrency: jsonb("breakdown_by_currency").$type<Record<string, unknown>>(),
    failureBreakdown: jsonb("failure_breakdown").$type<Record<string, number>>(),
    processingMetrics: jsonb("processing_metrics").$type<Record<string, unknown>>(),
    additionalMetrics: jsonb("additional_metrics").$type<Record<string, unknown>>(),
    ...timestamps(),
  },
  (t) => [
    unique("payment_analytics_date_currency_key").on(t.date, t.currency),
    check(
      "payment_analytics_counts_check",
      sql`least(${t.totalPayments}, ${t.successfulPayments}, ${t.failedPayments}, ${t.pendingPayments}) >= 0
        and ${t.successfulPayments} + ${t.failedPayments} + ${t.pendingPayments} <= ${t.totalPayments}`,
    ),
  ],
);

export type PaymentIntentRow = typeof paymentIntents.$inferSelect;
