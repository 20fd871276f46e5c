import "server-only";
import { and, asc, desc, eq, lte } from "drizzle-orm";
import { pricingConfigs, pricingPreviews } from "@/db/schema/billing-pricing";
import { applyPlan, freezeSubscriptions } from "@/lib/billing/pricing/commands/apply";
import { activeVersion, lockVersion } from "@/lib/billing/pricing/commands/load";
import { lockPricing } from "@/lib/billing/pricing/commands/lock";
import { makePreview } from "@/lib/billing/pricing/commands/preview";
import { refuseUnpriceable } from "@/lib/billing/pricing/commands/publish";
import { activationKey, discardPreviews } from "@/lib/billing/pricing/commands/withdraw";
import { ActivationPayload } from "@/lib/billing/pricing/schema";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { enqueue, jobPayload } from "@/lib/core/jobs";

const DEFAULT_LIMIT = "10";

/**
 * The job of a scheduled version: activates it and every other one that is due, in the order of their instants, so that
 * after a downtime the latest ends up in force. Idempotent: a version that is not scheduled any more is passed over.
 * A failure is audited, leaves everything as it was and fails the job, which is then tried again.
 */
export async function activateScheduledPricing(ctx: Ctx, payload: unknown): Promise<void> {
  authorize(ctx, "billing.pricing.publish");
  const { configId } = jobPayload(ActivationPayload, payload);
  const due = await ctx.db
    .select({ id: pricingConfigs.id, version: pricingConfigs.version })
    .from(pricingConfigs)
    .where(and(eq(pricingConfigs.status, "scheduled"), lte(pricingConfigs.effectiveAt, ctx.now())))
    .orderBy(asc(pricingConfigs.effectiveAt), asc(pricingConfigs.versionNumber));
  for (const version of due) await activate(ctx, version);
  if (!due.some((version) => version.id === configId)) await waitForInstant(ctx, configId);
}

async function activate(ctx: Ctx, version: { id: string; version: string }): Promise<void> {
  try {
    await withTransaction(ctx, (ctx) => activateInTransaction(ctx, version.id));
  } catch (error) {
    if (error instanceof AppError) {
      await audit(ctx, {
        action: "pricing.activate",
        target: { type: "pricing", id: version.id, label: version.version },
        outcome: "failed",
        reason: error.message,
      });
    }
    throw error;
  }
}

async function activateInTransaction(ctx: Ctx, id: string): Promise<void> {
  await lockPricing(ctx);
  const row = await lockVersion(ctx, id);
  if (row.status !== "scheduled") return;
  const active = await activeVersion(ctx);
  await freezeSubscriptions(ctx);
  const plan = await makePreview(ctx, row, await forecastLimit(ctx, id), "applied");
  refuseUnpriceable(plan.summary, row.leaveUnpriceable);
  await applyPlan(ctx, "activate", row, active, plan);
  await discardPreviews(ctx, id);
}

/** The limit of the forecast, so that both count the same crossings. */
async function forecastLimit(ctx: Ctx, configId: string): Promise<string> {
  const [forecast] = await ctx.db
    .select({ limit: pricingPreviews.limitPercent })
    .from(pricingPreviews)
    .where(eq(pricingPreviews.configId, configId))
    .orderBy(desc(pricingPreviews.createdAt))
    .limit(1);
  return forecast?.limit ?? DEFAULT_LIMIT;
}

/** This process's clock may be behind the database's, which started the job: it is queued again, not lost. */
async function waitForInstant(ctx: Ctx, configId: string): Promise<void> {
  const [row] = await ctx.db.select().from(pricingConfigs).where(eq(pricingConfigs.id, configId));
  if (row?.status !== "scheduled" || !row.effectiveAt) return;
  await enqueue(
    ctx,
    "billing.activate_pricing",
    { configId },
    { runAt: row.effectiveAt, key: activationKey(configId) },
  );
}
