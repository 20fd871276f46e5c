import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";
import { currencyCode, id, instant, isOneOf, money, ratio, timestamps } from "@/db/columns";
import {
  loyaltyAccountStatuses,
  loyaltyTiers,
  pointsReasonCodes,
  pointsTransactionStatuses,
  pointsTransactionTypes,
} from "@/db/enums/billing";
import { billing, subscriptions, users } from "@/db/schema/billing";

/** A customer's points and tier. */
export const loyaltyAccounts = billing.table(
  "loyalty_accounts",
  {
    id: id(),
    userId: uuid("user_id").notNull(),
    totalPoints: integer("total_points").notNull().default(0),
    availablePoints: integer("available_points").notNull().default(0),
    tier: text("tier", { enum: loyaltyTiers }).notNull().default("bronze"),
    tierProgress: ratio("tier_progress").notNull().default(sql`0`),
    pointsEarnedLifetime: integer("points_earned_lifetime").notNull().default(0),
    pointsRedeemedLifetime: integer("points_redeemed_lifetime").notNull().default(0),
    referralsMade: integer("referrals_made").notNull().default(0),
    successfulReferrals: integer("successful_referrals").notNull().default(0),
    tierBenefits: jsonb("tier_benefits").$type<Record<string, unknown>>(),
    status: text("status", { enum: loyaltyAccountStatuses }).notNull().default("active"),
    loyaltyMetadata: jsonb("loyalty_metadata").$type<Record<string, unknown>>(),
    ...timestamps(),
  },
  (t) => [
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }),
    unique("loyalty_accounts_user_id_key").on(t.userId),
    check(
      "loyalty_accounts_points_check",
      sql`least(${t.totalPoints}, ${t.availablePoints}, ${t.pointsEarnedLifetime}, ${t.pointsRedeemedLifetime},
        ${t.referralsMade}, ${t.successfulReferrals}) >= 0`,
    ),
    check("loyalty_accounts_tier_check", isOneOf(t.tier, loyaltyTiers)),
    check("loyalty_accounts_tier_progress_check", sql`${t.tierProgress} between 0 and 1`),
    check("loyalty_accounts_status_check", isOneOf(t.status, loyaltyAccountStatuses)),
  ],
);

/** Single movements of loyalty points; redeemed ones are negative. */
export const pointsTransactions = billing.table(
  "points_transactions",
  {
    id: id(),
    loyaltyAccountId: uuid("loyalty_account_id").notNull(),
    subscriptionId: uuid("subscription_id"),
    orderId: uuid("order_id"),
    transactionType: text("transaction_type", { enum: pointsTransactionTypes }).notNull(),
    pointsAmount: integer("points_amount").notNull(),
    description: text("description").notNull(),
    reasonCode: text("reason_code", { enum: pointsReasonCodes }).notNull(),
    relatedAmount: money("related_amount"),
    currency: currencyCode("currency"),
    expiresAt: instant("expires_at"),
    status: text("status", { enum: pointsTransactionStatuses }).notNull().default("completed"),
    transactionMetadata: jsonb("transaction_metadata").$type<Record<string, unknown>>(),
    ...timestamps(),
  },
  (t) => [
    foreignKey({ columns: [t.loyaltyAccountId], foreignColumns: [loyaltyAccounts.id] }),
    foreignKey({ columns: [t.subscriptionId], foreignColumns: [subscriptions.id] }),
    index("points_transactions_account_idx").on(t.loyaltyAccountId, t.createdAt, t.id),
    index("points_transactions_subscription_id_idx").on(t.subscriptionId),
    check("points_transactions_type_check", isOneOf(t.transactionType, pointsTransactionTypes)),
    check(
      "points_transactions_redeemed_check",
      sql`${t.transactionType} <> 'redeemed' or ${t.pointsAmount} <= 0`,
    ),
    check("points_transactions_reason_check", isOneOf(t.reasonCode, pointsReasonCodes)),
    check("points_transactions_status_check", isOneOf(t.status, pointsTransactionStatuses)),
  ],
);

export type LoyaltyAccountRow = typeof loyaltyAccounts.$inferSelect;
export type PointsTransactionRow = typeof pointsTransactions.$inferSelect;
