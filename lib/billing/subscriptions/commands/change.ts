import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/billing";
import { subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { holdPricing } from "@/lib/billing/pricing/commands/lock";
import type { CostBreakdown } from "@/lib/billing/pricing/rules";
import {
  type Loaded,
  loadSubscription,
  planChange,
  type ServerPlan,
} from "@/lib/billing/subscriptions/commands/plan";
import { type Outcome, outcomeOf, periodEndOf } from "@/lib/billing/subscriptions/rules/outcome";
import type { ChangePreview, Plan } from "@/lib/billing/subscriptions/rules/plans";
import {
  CancelInput,
  type Change,
  Commit,
  DeliveryInput,
  PreviewInput,
  SwapInput,
  type Verb,
} from "@/lib/billing/subscriptions/schema";
import { audit, changesBetween } from "@/lib/core/audit";
import { actorId, actorName, authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { ConflictError, PreconditionError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";

const REASONS: Record<Verb, string> = {
  pause: "subscription_pause",
  resume: "subscription_resume",
  cancel_now: "subscription_cancel",
  cancel_at_period_end: "subscription_cancel",
  change_delivery: "subscription_delivery_change",
  swap_variants: "subscription_variant_swap",
};

const AUDIT_ACTIONS: Record<Verb, string> = {
  pause: "subscription.pause",
  resume: "subscription.resume",
  cancel_now: "subscription.cancel",
  cancel_at_period_end: "subscription.cancel",
  change_delivery: "subscription.change_delivery",
  swap_variants: "subscription.swap_variants",
};

/** What a change would do, with the hash its confirmation must name. Changes nothing. */
export async function previewChange(ctx: Ctx, input: PreviewInput): Promise<ChangePreview> {
  authorize(ctx, "billing.subscriptions.change");
  const { id, change } = parseInput(PreviewInput, input);
  const now = ctx.now();
  const loaded = await loadSubscription(ctx, id, { lock: false });
  return previewOf(await planChange(ctx, loaded, change, now), loaded, now);
}

/** Pauses a subscription; the days left of its period are kept (data-model §2.8). */
export function pauseSubscription(ctx: Ctx, input: Commit): Promise<Changed> {
  return commit(ctx, () => ({ data: parseInput(Commit, input), change: { verb: "pause" } }));
}

/** Resumes a paused subscription with the days it had left, or with a full new cycle (data-model §2.8). */
export function resumeSubscription(ctx: Ctx, input: Commit): Promise<Changed> {
  return commit(ctx, () => ({ data: parseInput(Commit, input), change: { verb: "resume" } }));
}

/** Cancels a subscription, at once with a refund of the unused days or at the end of its period (data-model §2.8). */
export function cancelSubscription(ctx: Ctx, input: CancelInput): Promise<Changed> {
  return commit(ctx, () => {
    const data = parseInput(CancelInput, input);
    return { data, change: { verb: data.when === "now" ? "cancel_now" : "cancel_at_period_end" } };
  });
}

/** Delivers a subscription another way, priced by the active version; the difference is prorated. */
export function changeDelivery(ctx: Ctx, input: DeliveryInput): Promise<Changed> {
  return commit(ctx, () => {
    const data = parseInput(DeliveryInput, input);
    return { data, change: { verb: "change_delivery", deliveryType: data.deliveryType } };
  });
}

/** Puts other variants into the box, priced by the active version; the difference is prorated (data-model §2.8). */
export function swapVariants(ctx: Ctx, input: SwapInput): Promise<Changed> {
  return commit(ctx, () => {
    const data = parseInput(SwapInput, input);
    return { data, change: { verb: "swap_variants", variantIds: data.variantIds } };
  });
}

/** The state after a change. */
export type Changed = { id: string; status: Outcome["status"]; price: string; rowVersion: number };

/**
 * The one way a plan is carried out: the row is locked, its version and the plan's hash must be those that were looked
 * at, and subscription, cost history and audit row are written together.
 */
async function commit(ctx: Ctx, parse: () => { data: Commit; change: Change }): Promise<Changed> {
  authorize(ctx, "billing.subscriptions.change");
  const { data, change } = parse();
  return withTransaction(ctx, async (ctx) => {
    await holdPricing(ctx);
    const now = ctx.now();
    const loaded = await loadSubscription(ctx, data.id, { lock: true });
    if (loaded.row.rowVersion !== data.rowVersion) throw movedOn(loaded);
    const planned = await planChange(ctx, loaded, change, now);
    if (planned.hash !== data.planHash) {
      throw new PreconditionError(
        "The figures have changed since you looked. Look at the new ones and confirm again.",
        {
          preview: previewOf(planned, loaded, now),
        },
      );
    }
    return carryOut(ctx, loaded, planned, { now, reason: data.reason });
  });
}

/** Writes a plan: the subscription, one row of cost history and the audit row. Needs the row lock. */
export async function carryOut(
  ctx: Ctx,
  loaded: Loaded,
  { plan, hash, stored }: ServerPlan,
  { now, reason }: { now: Date; reason: string },
): Promise<Changed> {
  const { row } = loaded;
  const outcome = outcomeOf(plan, loaded.state, now, reason);
  const price = stored ? priceColumns(stored, plan) : {};
  const [written] = await ctx.db
    .update(subscriptions)
    .set({ ...outcome, ...price, rowVersion: sql`${subscriptions.rowVersion} + 1` })
    .where(and(eq(subscriptions.id, row.id), eq(subscriptions.rowVersion, row.rowVersion)))
    .returning();
  if (!written) throw movedOn(loaded);
  await ctx.db.insert(subscriptionCostHistory).values({
    subscriptionId: row.id,
    oldCostBreakdown: row.costBreakdown,
    newCostBreakdown: stored ?? row.costBreakdown,
    changeReason: REASONS[plan.change.verb],
    effectiveDate: now,
    changedBy: actorId(ctx),
    actorType: ctx.actor.type === "anonymous" ? "system" : ctx.actor.type,
    actorName: actorName(ctx),
    pricingConfigId: plan.pricingVersion?.id ?? null,
    pricingMetadata: settlement(plan, reason),
  });
  await audit(ctx, {
    action: AUDIT_ACTIONS[plan.change.verb],
    target: { type: "subscription", id: row.id, label: loaded.email },
    changes: changesBetween(auditedFields(row), auditedFields(written)),
    reason,
    metadata: { ...settlement(plan, reason), planHash: hash },
  });
  return { id: row.id, status: written.status, price: written.price, rowVersion: written.rowVersion };
}

function previewOf({ plan, hash }: ServerPlan, loaded: Loaded, now: Date): ChangePreview {
  return { plan, hash, periodEnd: periodEndOf(plan, loaded.state, now)?.toISOString() ?? null };
}

/** The money and days that were agreed with a change, as history and audit keep them. */
function settlement(plan: Plan, reason: string): Record<string, unknown> {
  return {
    reason,
    verb: plan.change.verb,
    status_before: plan.statusBefore,
    status_after: plan.statusAfter,
    period_days: plan.periodDays,
    remaining_days: plan.remainingDays,
    adjustment: plan.adjustment,
    currency: plan.after.currency,
  };
}

function priceColumns(stored: CostBreakdown, plan: Plan) {
  return {
    price: stored.total_amount,
    costBreakdown: stored,
    variantIds: stored.variant_costs.map((line) => line.variant_id),
    deliveryType: stored.delivery_type,
    costCalculationVersion: plan.pricingVersion?.version,
    adminPercentageApplied: stored.admin_percentage,
    deliveryCostApplied: stored.delivery_cost,
    taxRateApplied: stored.tax_rate,
    taxAmount: stored.tax_amount,
    loyaltyDiscountApplied: stored.loyalty_discount,
  };
}

function auditedFields(row: Loaded["row"]): Record<string, unknown> {
  const { status, price, deliveryType, variantIds, costCalculationVersion, cancelledAt } = row;
  const { currentPeriodStart, currentPeriodEnd, nextBillingDate, pausedRemainingDays } = row;
  return {
    status,
    price,
    deliveryType,
    variantIds,
    costCalculationVersion,
    currentPeriodStart,
    currentPeriodEnd,
    cancelledAt,
    nextBillingDate,
    pausedRemainingDays,
  };
}

function movedOn({ row }: Loaded): ConflictError {
  const { status, price, currency, deliveryType, currentPeriodEnd, rowVersion } = row;
  return new ConflictError("This subscription was changed by somebody else since you looked at it.", {
    status,
    price,
    currency,
    deliveryType,
    currentPeriodEnd: currentPeriodEnd?.toISOString() ?? null,
    rowVersion,
  });
}
