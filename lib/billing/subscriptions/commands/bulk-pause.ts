import "server-only";
import { carryOut } from "@/lib/billing/subscriptions/commands/change";
import { loadSubscription, planChange } from "@/lib/billing/subscriptions/commands/plan";
import { type BulkOutcome, BulkPauseInput } from "@/lib/billing/subscriptions/schema";
import { authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { toFailure } from "@/lib/core/failure";
import { parseInput } from "@/lib/core/input";

/**
 * Pauses many subscriptions, each in a transaction of its own, and tells how each ended: those that cannot be paused
 * are skipped with the reason, and one that fails stops no other. The outcomes stand in the order of the ids.
 */
export async function bulkPause(ctx: Ctx, input: BulkPauseInput): Promise<BulkOutcome[]> {
  authorize(ctx, "billing.subscriptions.change");
  const { ids, reason } = parseInput(BulkPauseInput, input);
  const outcomes: BulkOutcome[] = [];
  for (const id of ids) outcomes.push(await pauseOne(ctx, id, reason));
  return outcomes;
}

async function pauseOne(ctx: Ctx, id: string, reason: string): Promise<BulkOutcome> {
  try {
    await withTransaction(ctx, async (ctx) => {
      const now = ctx.now();
      const loaded = await loadSubscription(ctx, id, { lock: true });
      await carryOut(ctx, loaded, await planChange(ctx, loaded, { verb: "pause" }, now), { now, reason });
    });
    return { id, outcome: "done", detail: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "precondition") {
      return { id, outcome: "skipped", detail: error.message };
    }
    return { id, outcome: "failed", detail: toFailure(error, "subscription.bulk_pause").message };
  }
}
