import "server-only";
import { eq, sql } from "drizzle-orm";
import { type PricingConfigRow, pricingConfigs, pricingPreviews } from "@/db/schema/billing-pricing";
import { deletePlanRows } from "@/lib/billing/pricing/commands/plan";
import type { MadePreview } from "@/lib/billing/pricing/commands/preview";
import type { ImpactSummary, PreviewRole } from "@/lib/billing/pricing/impact/schema";
import { termsOfRow } from "@/lib/billing/pricing/queries";
import { publishReason } from "@/lib/billing/pricing/rules";
import type { Publication } from "@/lib/billing/pricing/schema";
import { audit, changesBetween } from "@/lib/core/audit";
import { actorId, actorName, type Ctx } from "@/lib/core/context";

/** Lets nobody change a subscription until the transaction ends; reading goes on. */
export async function freezeSubscriptions(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`lock table billing.subscriptions in share row exclusive mode`);
}

/**
 * Puts a version in force in the caller's transaction: supersedes the active one, gives every subscription of the plan
 * that has a price that price with a row of cost history, and keeps the plan's totals with the version. The caller
 * holds the pricing lock and has frozen the subscriptions that the plan was computed on.
 */
export async function applyPlan(
  ctx: Ctx,
  step: "publish" | "activate",
  row: PricingConfigRow,
  active: PricingConfigRow | null,
  plan: MadePreview,
): Promise<Publication> {
  const now = ctx.now();
  if (active) {
    await ctx.db
      .update(pricingConfigs)
      .set({
        status: "superseded",
        isActive: "inactive",
        supersededAt: now,
        rowVersion: active.rowVersion + 1,
      })
      .where(eq(pricingConfigs.id, active.id));
  }
  await ctx.db
    .update(pricingConfigs)
    .set({
      status: "active",
      isActive: "active",
      activatedAt: now,
      effectiveAt: row.effectiveAt,
      leaveUnpriceable: row.leaveUnpriceable,
      updatedBy: actorId(ctx) ?? row.updatedBy,
      rowVersion: row.rowVersion + 1,
    })
    .where(eq(pricingConfigs.id, row.id));

  const terms = termsOfRow(row);
  const activeTerms = active && termsOfRow(active);
  const repriced = await reprice(ctx, row, plan.id, publishReason(activeTerms, terms));
  await settlePreview(ctx, plan, "applied");
  await audit(ctx, {
    action: `pricing.${step}`,
    target: { type: "pricing", id: row.id, label: row.version },
    changes: {
      status: { before: row.status, after: "active" },
      ...changesBetween({ ...activeTerms }, { ...terms }),
    },
    reason: row.changeReason ?? undefined,
    metadata: {
      previewId: plan.id,
      fingerprint: plan.fingerprint,
      superseded: active?.version ?? null,
      repriced,
      left: plan.summary.unpriceable,
      monthlyRevenue: plan.summary.totals,
    },
  });
  return { version: row.version, repriced, left: plan.summary.unpriceable };
}

/** Keeps the totals of a plan with its version in their new role, and drops the rows behind them. */
export async function settlePreview(
  ctx: Ctx,
  plan: { id: string; summary: ImpactSummary },
  role: PreviewRole,
): Promise<void> {
  await ctx.db
    .update(pricingPreviews)
    .set({ summary: { ...plan.summary, role } })
    .where(eq(pricingPreviews.id, plan.id));
  await deletePlanRows(ctx, [plan.id]);
}

async function reprice(ctx: Ctx, row: PricingConfigRow, planId: string, reason: string): Promise<number> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const percentage = sql`${row.subscriptionPercentage}::numeric`;
  const metadata = JSON.stringify({ version: row.version, preview_id: planId });
  const result = await ctx.db.execute(sql`
    with priced as (
      insert into billing.subscription_cost_history
        (subscription_id, old_cost_breakdown, new_cost_breakdown, change_reason, effective_date, changed_by,
          pricing_metadata, pricing_config_id, actor_type, actor_name)
      select p.subscription_id, p.cost_breakdown,
        billing.cost_breakdown(p.cost_breakdown -> 'variant_costs', p.subtotal, ${percentage}, p.admin_fee,
          p.delivery_type, p.delivery_cost, p.tax_rate, p.tax_amount, p.loyalty_discount, p.total_amount,
          p.currency, ${now}),
        ${reason}, ${now}, ${actorId(ctx)}::uuid, ${metadata}::jsonb, ${row.id}::uuid, ${ctx.actor.type}, ${actorName(ctx)}
      from (
        select r.*, s.cost_breakdown, q.*
        from billing.pricing_preview_rows r
        join billing.subscriptions s on s.id = r.subscription_id
        cross join lateral billing.quote(
          r.subtotal, ${percentage}, r.delivery_cost, r.tax_rate, r.loyalty_percent) q
        where r.preview_id = ${planId} and r.problem is null
        offset 0
      ) p
      returning subscription_id, new_cost_breakdown as parts
    )
    update billing.subscriptions s set
      price = (parts ->> 'total_amount')::numeric,
      cost_breakdown = parts,
      admin_percentage_applied = (parts ->> 'admin_percentage')::numeric,
      delivery_cost_applied = (parts ->> 'delivery_cost')::numeric,
      tax_rate_applied = (parts ->> 'tax_rate')::numeric,
      tax_amount = (parts ->> 'tax_amount')::numeric,
      loyalty_discount_applied = (parts ->> 'loyalty_discount')::numeric,
      cost_calculation_version = ${row.version},
      row_version = s.row_version + 1,
      updated_at = ${now}
    from priced where s.id = priced.subscription_id`);
  return result.count;
}
