import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
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
  costActorTypes,
  deliveryTypes,
  planIds,
  pricingActivities,
  pricingProblems,
  pricingStatuses,
} from "@/db/enums/billing";
import { billing, subscriptions } from "@/db/schema/billing";
import type { CostBreakdown, CurrencySettings, DeliveryCosts, TaxRates } from "@/db/schema/billing-breakdown";

/** Versions of the pricing settings: what they say about prices never changes, exactly one is active. */
export const pricingConfigs = billing.table(
  "pricing_configs",
  {
    id: id(),
    subscriptionPercentage: ratio("subscription_percentage").notNull().default("10.0"),
    deliveryCosts: jsonb("delivery_costs").$type<DeliveryCosts>().notNull(),
    taxRates: jsonb("tax_rates").$type<TaxRates>().notNull(),
    currencySettings: jsonb("currency_settings").$type<CurrencySettings>().notNull(),
    updatedBy: uuid("updated_by").notNull(),
    version: varchar("version", { length: 50 }).notNull().default("1.0"),
    isActive: text("is_active", { enum: pricingActivities }).notNull().default("inactive"),
    changeReason: text("change_reason"),
    ...timestamps(),
    status: text("status", { enum: pricingStatuses }).notNull().default("draft"),
    versionNumber: integer("version_number").notNull(),
    effectiveAt: instant("effective_at"),
    activatedAt: instant("activated_at"),
    supersededAt: instant("superseded_at"),
    withdrawnAt: instant("withdrawn_at"),
    createdBy: uuid("created_by").notNull(),
    basedOn: uuid("based_on"),
    leaveUnpriceable: boolean("leave_unpriceable").notNull().default(false),
    rowVersion: rowVersion(),
  },
  (t) => [
    foreignKey({ columns: [t.basedOn], foreignColumns: [t.id] }),
    unique("pricing_configs_version_number_key").on(t.versionNumber),
    uniqueIndex("pricing_configs_one_active").on(t.isActive).where(sql`${t.isActive} = 'active'`),
    index("pricing_configs_due_idx").on(t.effectiveAt).where(sql`${t.status} = 'scheduled'`),
    index("pricing_configs_based_on_idx").on(t.basedOn),
    check("pricing_configs_percentage_check", sql`${t.subscriptionPercentage} between 0.1 and 50`),
    check("pricing_configs_is_active_check", isOneOf(t.isActive, pricingActivities)),
    check("pricing_configs_status_check", isOneOf(t.status, pricingStatuses)),
    check("pricing_configs_active_agrees_check", sql`(${t.status} = 'active') = (${t.isActive} = 'active')`),
    check(
      "pricing_configs_instants_check",
      sql`(${t.status} not in ('scheduled', 'active', 'superseded') or ${t.effectiveAt} is not null)
        and (${t.status} in ('active', 'superseded')) = (${t.activatedAt} is not null)
        and (${t.status} = 'superseded') = (${t.supersededAt} is not null)
        and (${t.status} = 'withdrawn') = (${t.withdrawnAt} is not null)`,
    ),
    check("pricing_configs_delivery_costs_check", sql`billing.is_delivery_costs(${t.deliveryCosts})`),
    check("pricing_configs_tax_rates_check", sql`billing.is_tax_rates(${t.taxRates})`),
    check(
      "pricing_configs_currency_settings_check",
      sql`billing.is_currency_settings(${t.currencySettings})`,
    ),
  ],
);

/** Every change of what a subscription costs, before and after; append-only. */
export const subscriptionCostHistory = billing.table(
  "subscription_cost_history",
  {
    id: id(),
    subscriptionId: uuid("subscription_id").notNull(),
    oldCostBreakdown: jsonb("old_cost_breakdown").$type<CostBreakdown>(),
    newCostBreakdown: jsonb("new_cost_breakdown").$type<CostBreakdown>().notNull(),
    changeReason: varchar("change_reason", { length: 100 }).notNull(),
    effectiveDate: instant("effective_date").notNull(),
    changedBy: uuid("changed_by"),
    pricingMetadata: jsonb("pricing_metadata").$type<Record<string, unknown>>(),
    ...timestamps(),
    pricingConfigId: uuid("pricing_config_id"),
    totalChange: money("total_change")
      .notNull()
      .generatedAlwaysAs(
        sql`(new_cost_breakdown ->> 'total_amount')::numeric
          - coalesce(old_cost_breakdown ->> 'total_amount', new_cost_breakdown ->> 'total_amount')::numeric`,
      ),
    actorType: text("actor_type", { enum: costActorTypes }),
    actorName: text("actor_name"),
    currency: currencyCode("currency").notNull().generatedAlwaysAs(sql`new_cost_breakdown ->> 'currency'`),
  },
  (t) => [
    foreignKey({ columns: [t.subscriptionId], foreignColumns: [subscriptions.id] }),
    foreignKey({ columns: [t.pricingConfigId], foreignColumns: [pricingConfigs.id] }),
    index("subscription_cost_history_subscription_idx").on(t.subscriptionId, t.effectiveDate, t.id),
    index("subscription_cost_history_config_idx").on(t.pricingConfigId),
    index("subscription_cost_history_effective_idx").on(
      t.effectiveDate,
      t.id,
      t.totalChange,
      t.changeReason,
      t.changedBy,
      t.currency,
    ),
    index("subscription_cost_history_change_idx").on(
      t.totalChange,
      t.id,
      t.effectiveDate,
      t.changeReason,
      t.changedBy,
      t.currency,
    ),
    index("subscription_cost_history_facets_idx").on(t.changedBy, t.changeReason, t.currency),
    check("subscription_cost_history_reason_check", sql`${t.changeReason} <> ''`),
    check("subscription_cost_history_actor_type_check", isOneOf(t.actorType, costActorTypes)),
    check(
      "subscription_cost_history_new_adds_up_check",
      sql`billing.breakdown_adds_up(${t.newCostBreakdown})`,
    ),
    check(
      "subscription_cost_history_old_adds_up_check",
      sql`${t.oldCostBreakdown} is null or billing.breakdown_adds_up(${t.oldCostBreakdown})`,
    ),
  ],
);

/** One computed effect of a pricing version on the live base. */
export const pricingPreviews = billing.table(
  "pricing_previews",
  {
    id: id(),
    configId: uuid("config_id").notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    asOf: instant("as_of").notNull(),
    fingerprint: text("fingerprint").notNull(),
    subscriptionsCount: integer("subscriptions_count").notNull(),
    limitPercent: ratio("limit_percent"),
    summary: jsonb("summary").$type<unknown>().notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.configId], foreignColumns: [pricingConfigs.id] }).onDelete("cascade"),
    index("pricing_previews_config_id_idx").on(t.configId, t.createdAt),
    check("pricing_previews_subscriptions_count_check", sql`${t.subscriptionsCount} >= 0`),
    check("pricing_previews_limit_percent_check", sql`${t.limitPercent} >= 0`),
  ],
);

/** The effect on each subscription, and what it is computed from (unlogged: it can be computed again). */
export const pricingPreviewRows = billing.table(
  "pricing_preview_rows",
  {
    previewId: uuid("preview_id").notNull(),
    subscriptionId: uuid("subscription_id").notNull(),
    planId: text("plan_id", { enum: planIds }).notNull(),
    currency: currencyCode("currency").notNull(),
    billingCycle: text("billing_cycle", { enum: billingCycles }).notNull(),
    oldTotal: money("old_total").notNull(),
    subtotal: money("subtotal").notNull(),
    deliveryType: text("delivery_type", { enum: deliveryTypes }).notNull(),
    deliveryCost: money("delivery_cost").notNull(),
    taxPlace: text("tax_place"),
    taxRate: taxRate("tax_rate"),
    loyaltyPercent: ratio("loyalty_percent").notNull(),
    newTotal: money("new_total").notNull(),
    changeCents: bigint("change_cents", { mode: "number" }).notNull(),
    changePercent: numeric("change_percent"),
    problem: text("problem", { enum: pricingProblems }),
  },
  (t) => [
    index("pricing_preview_rows_change_idx").on(t.previewId, t.changeCents),
    check("pricing_preview_rows_problem_check", sql`${t.problem} is null or ${t.changeCents} = 0`),
  ],
);

export type PricingConfigRow = typeof pricingConfigs.$inferSelect;
export type SubscriptionCostHistoryRow = typeof subscriptionCostHistory.$inferSelect;
export type PricingPreviewRow = typeof pricingPreviewRows.$inferSelect;
