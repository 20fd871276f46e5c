import "server-only";
import { randomUUID } from "node:crypto";
import { type PricingConfigRow, pricingPreviews } from "@/db/schema/billing-pricing";
import { activeVersion, lockVersion } from "@/lib/billing/pricing/commands/load";
import { prepareForPlan, readPlan, writePlan } from "@/lib/billing/pricing/commands/plan";
import { discardPreviews } from "@/lib/billing/pricing/commands/withdraw";
import type { ImpactSummary, PreviewRole } from "@/lib/billing/pricing/impact/schema";
import { termsOfRow } from "@/lib/billing/pricing/queries";
import { PreviewInput } from "@/lib/billing/pricing/schema";
import { audit } from "@/lib/core/audit";
import { actorId, authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { PreconditionError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";

/** A plan as stored: what publishing must be given back. */
export type MadePreview = { id: string; fingerprint: string; summary: ImpactSummary };

/**
 * Computes what a draft or scheduled version would do to every active and trialing subscription, and stores it as the
 * version's plan in place of an earlier one. Changes no subscription. Throws `PreconditionError` in any other state.
 */
export async function previewPricing(ctx: Ctx, input: PreviewInput): Promise<MadePreview> {
  authorize(ctx, "billing.pricing.preview");
  const { configId, limitPercent } = parseInput(PreviewInput, input);
  return withTransaction(ctx, async (ctx) => {
    const row = await lockVersion(ctx, configId);
    if (row.status !== "draft" && row.status !== "scheduled") {
      throw new PreconditionError(
        `Version ${row.version} is ${row.status}: only a draft or a scheduled one has a preview.`,
      );
    }
    await discardPreviews(ctx, row.id);
    const made = await makePreview(ctx, row, limitPercent, "preview");
    const { subscriptions, up, down, unpriceable } = made.summary;
    await audit(ctx, {
      action: "pricing.preview",
      target: { type: "pricing", id: row.id, label: row.version },
      metadata: { previewId: made.id, limitPercent, subscriptions, up, down, unpriceable },
    });
    return made;
  });
}

/** Computes and stores the plan of a version on the present base, in the caller's transaction. */
export async function makePreview(
  ctx: Ctx,
  row: PricingConfigRow,
  limitPercent: string,
  role: PreviewRole,
): Promise<MadePreview> {
  const id = randomUUID();
  const active = await activeVersion(ctx);
  await prepareForPlan(ctx);
  await writePlan(ctx, id, termsOfRow(row));
  const { fingerprint, totals } = await readPlan(ctx, id, limitPercent);
  const base = active && { id: active.id, version: active.version };
  const summary: ImpactSummary = { role, base, ...totals };
  await ctx.db.insert(pricingPreviews).values({
    id,
    configId: row.id,
    createdBy: actorId(ctx) ?? row.updatedBy,
    asOf: ctx.now(),
    fingerprint,
    subscriptionsCount: totals.subscriptions,
    limitPercent,
    summary,
  });
  return { id, fingerprint, summary };
}
