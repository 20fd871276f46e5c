import "server-only";
import { and, eq } from "drizzle-orm";
import { type PricingConfigRow, pricingConfigs, pricingPreviews } from "@/db/schema/billing-pricing";
import { staff } from "@/db/schema/core";
import { applyPlan, freezeSubscriptions, settlePreview } from "@/lib/billing/pricing/commands/apply";
import {
  activeVersion,
  changeTold,
  checkRowVersion,
  checkStep,
  lockVersion,
} from "@/lib/billing/pricing/commands/load";
import { lockPricing } from "@/lib/billing/pricing/commands/lock";
import { comparePlan, prepareForPlan } from "@/lib/billing/pricing/commands/plan";
import type { MadePreview } from "@/lib/billing/pricing/commands/preview";
import { activationKey, discardPreviews } from "@/lib/billing/pricing/commands/withdraw";
import type { ImpactSummary, PlanDifference } from "@/lib/billing/pricing/impact/schema";
import { termsOfRow } from "@/lib/billing/pricing/queries";
import { type Publication, PublishInput, ScheduleInput } from "@/lib/billing/pricing/schema";
import { audit } from "@/lib/core/audit";
import { parseLocalInstant } from "@/lib/core/clock";
import { actorId, authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { AppError, ConflictError, InvalidError, PreconditionError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";
import { enqueue } from "@/lib/core/jobs";

/** The subscriptions changed since the plan was shown. `details.difference` says how. */
export class PlanMovedError extends AppError {
  constructor(difference: PlanDifference) {
    const { added, removed, changed } = difference;
    const parts = [
      changed && `${changed} changed`,
      added && `${added} came in`,
      removed && `${removed} left`,
    ].filter(Boolean);
    super(
      "conflict",
      `The subscriptions moved since this preview: ${parts.join(", ")}. Nothing was published; look at a fresh preview.`,
      { details: { difference } },
    );
  }
}

/**
 * Publishes a draft now. Accepts only the plan that was shown, and only while recomputing it on the present base gives
 * that very plan: `PlanMovedError` tells the difference. `ConflictError` when the version, its preview or the active
 * version changed meanwhile; `PreconditionError` when subscriptions cannot be priced and may not be left.
 */
export async function publishPricing(ctx: Ctx, input: PublishInput): Promise<Publication> {
  authorize(ctx, "billing.pricing.publish");
  const data = parseInput(PublishInput, input);
  return withTransaction(ctx, async (ctx) => {
    await lockPricing(ctx);
    const row = await lockVersion(ctx, data.configId);
    await checkRowVersion(ctx, row, data.rowVersion);
    checkStep(row, "publish");
    const plan = await shownPlan(ctx, row, data);
    const active = await activeVersion(ctx);
    await checkBase(ctx, plan, active);
    await freezeSubscriptions(ctx);
    await prepareForPlan(ctx);
    const difference = await comparePlan(ctx, plan.id, termsOfRow(row));
    if (difference.added + difference.removed + difference.changed > 0) throw new PlanMovedError(difference);
    const effective = { ...row, effectiveAt: ctx.now(), leaveUnpriceable: data.leaveUnpriceable };
    return applyPlan(ctx, "publish", effective, active, plan);
  });
}

/**
 * Schedules a draft for an instant of the report zone, with the plan shown as its forecast; a job activates it then on
 * the base of that day. Throws `InvalidError` for an instant that has passed, else as `publishPricing`.
 */
export async function schedulePricing(
  ctx: Ctx,
  input: ScheduleInput,
): Promise<{ version: string; effectiveAt: string }> {
  authorize(ctx, "billing.pricing.publish");
  const data = parseInput(ScheduleInput, input);
  const effectiveAt = parseLocalInstant(data.effectiveAt, reportZone());
  if (!effectiveAt || effectiveAt <= ctx.now()) {
    const message = "Choose an instant in the future";
    throw new InvalidError(message, { effectiveAt: message });
  }
  return withTransaction(ctx, async (ctx) => {
    const row = await lockVersion(ctx, data.configId);
    await checkRowVersion(ctx, row, data.rowVersion);
    checkStep(row, "schedule");
    const plan = await shownPlan(ctx, row, data);
    await ctx.db
      .update(pricingConfigs)
      .set({
        status: "scheduled",
        effectiveAt,
        leaveUnpriceable: data.leaveUnpriceable,
        updatedBy: actorId(ctx) ?? row.updatedBy,
        rowVersion: row.rowVersion + 1,
      })
      .where(eq(pricingConfigs.id, row.id));
    await settlePreview(ctx, plan, "forecast");
    await discardPreviews(ctx, row.id);
    await enqueue(
      ctx,
      "billing.activate_pricing",
      { configId: row.id },
      { runAt: effectiveAt, key: activationKey(row.id) },
    );
    await audit(ctx, {
      action: "pricing.schedule",
      target: { type: "pricing", id: row.id, label: row.version },
      changes: {
        status: { before: row.status, after: "scheduled" },
        effectiveAt: { before: row.effectiveAt, after: effectiveAt },
      },
      reason: row.changeReason ?? undefined,
      metadata: {
        previewId: plan.id,
        leaveUnpriceable: data.leaveUnpriceable,
        forecast: plan.summary.totals,
      },
    });
    return { version: row.version, effectiveAt: effectiveAt.toISOString() };
  });
}

type Shown = { previewId: string; fingerprint: string; leaveUnpriceable: boolean };

/** The stored plan that the caller was shown, with every bar to accepting it. */
async function shownPlan(ctx: Ctx, row: PricingConfigRow, shown: Shown): Promise<MadePreview> {
  const [preview] = await ctx.db
    .select()
    .from(pricingPreviews)
    .where(and(eq(pricingPreviews.id, shown.previewId), eq(pricingPreviews.configId, row.id)));
  if (!preview || preview.fingerprint !== shown.fingerprint) {
    throw new ConflictError(`${await newerPreviewTold(ctx, row)} Look at it, then decide.`);
  }
  const summary = preview.summary as ImpactSummary;
  refuseUnpriceable(summary, shown.leaveUnpriceable);
  return { id: preview.id, fingerprint: preview.fingerprint, summary };
}

async function newerPreviewTold(ctx: Ctx, row: PricingConfigRow): Promise<string> {
  const [newer] = await ctx.db
    .select({ by: staff.name })
    .from(pricingPreviews)
    .leftJoin(staff, eq(staff.id, pricingPreviews.createdBy))
    .where(eq(pricingPreviews.configId, row.id));
  return newer
    ? `${newer.by ?? "Somebody"} made a newer preview of version ${row.version}.`
    : `The preview of version ${row.version} that you saw is gone: make a fresh one.`;
}

/** Throws `PreconditionError` when subscriptions cannot be priced and it was not decided to leave them as they are. */
export function refuseUnpriceable(summary: ImpactSummary, leave: boolean): void {
  if (summary.unpriceable === 0 || leave) return;
  throw new PreconditionError(
    `${summary.unpriceable} ${summary.unpriceable === 1 ? "subscription" : "subscriptions"} cannot be priced under this version. Leave what has no price as it is, or change the version.`,
    { reason: "unpriceable", unpriceable: summary.unpriceable },
  );
}

async function checkBase(ctx: Ctx, plan: MadePreview, active: PricingConfigRow | null): Promise<void> {
  if ((plan.summary.base?.id ?? null) === (active?.id ?? null)) return;
  const told = active ? await changeTold(ctx, active) : "No version is active any more.";
  throw new ConflictError(`${told} Your preview compares with the version before: look at a fresh one.`);
}
