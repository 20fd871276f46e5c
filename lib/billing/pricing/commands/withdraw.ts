import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type PricingConfigRow, pricingConfigs, pricingPreviews } from "@/db/schema/billing-pricing";
import { checkRowVersion, checkStep, lockVersion } from "@/lib/billing/pricing/commands/load";
import { deletePlanRows } from "@/lib/billing/pricing/commands/plan";
import { WithdrawInput } from "@/lib/billing/pricing/schema";
import { audit } from "@/lib/core/audit";
import { actorId, authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { parseInput } from "@/lib/core/input";
import { dequeue } from "@/lib/core/jobs";

/** The key of the job that activates a version. */
export function activationKey(configId: string): string {
  return `billing.activate_pricing:${configId}`;
}

/**
 * Withdraws a draft or a scheduled version; nothing was changed by it, nothing will be. Throws `ConflictError` when it
 * was changed since it was read, `PreconditionError` with the named reason in any other state.
 */
export async function withdrawPricing(ctx: Ctx, input: WithdrawInput): Promise<{ version: string }> {
  authorize(ctx, "billing.pricing.draft");
  const { configId, rowVersion, reason } = parseInput(WithdrawInput, input);
  return withTransaction(ctx, async (ctx) => {
    const row = await lockVersion(ctx, configId);
    await checkRowVersion(ctx, row, rowVersion);
    checkStep(row, "withdraw");
    // A scheduled version is published business: taking it back needs the right to publish.
    if (row.status === "scheduled") authorize(ctx, "billing.pricing.publish");
    await withdrawRow(ctx, row, reason);
    return { version: row.version };
  });
}

/** Withdraws a locked version that may be withdrawn, its waiting job and its previews' rows. */
export async function withdrawRow(ctx: Ctx, row: PricingConfigRow, reason: string): Promise<void> {
  await ctx.db
    .update(pricingConfigs)
    .set({
      status: "withdrawn",
      withdrawnAt: ctx.now(),
      updatedBy: actorId(ctx) ?? row.updatedBy,
      rowVersion: sql`${pricingConfigs.rowVersion} + 1`,
    })
    .where(eq(pricingConfigs.id, row.id));
  if (row.status === "scheduled") await dequeue(ctx, activationKey(row.id));
  await discardPreviews(ctx, row.id);
  await audit(ctx, {
    action: "pricing.withdraw",
    target: { type: "pricing", id: row.id, label: row.version },
    changes: { status: { before: row.status, after: "withdrawn" } },
    reason,
  });
}

/** Deletes a version's previews that were neither scheduled nor published, with their rows. */
export async function discardPreviews(ctx: Ctx, configId: string): Promise<void> {
  const discarded = await ctx.db
    .delete(pricingPreviews)
    .where(
      and(eq(pricingPreviews.configId, configId), sql`${pricingPreviews.summary} ->> 'role' = 'preview'`),
    )
    .returning({ id: pricingPreviews.id });
  await deletePlanRows(
    ctx,
    discarded.map((preview) => preview.id),
  );
}
