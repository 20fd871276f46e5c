import "server-only";
import { holdPricing } from "@/lib/billing/pricing/commands/lock";
import { carryOut } from "@/lib/billing/subscriptions/commands/change";
import { loadSubscription, planChange } from "@/lib/billing/subscriptions/commands/plan";
import { listMatchingIds } from "@/lib/billing/subscriptions/queries/list";
import { type BulkOutcome, BulkPauseInput, MAX_BULK } from "@/lib/billing/subscriptions/schema";
import { subscriptionList } from "@/lib/billing/subscriptions/search-params";
import { authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { AppError, InvalidError } from "@/lib/core/errors";
import { toFailure } from "@/lib/core/failure";
import { parseInput } from "@/lib/core/input";

/**
 * Pauses many subscriptions, each in a transaction of its own, and tells how each ended: those that cannot be paused
 * are skipped with the reason, and one that fails stops no other. Throws `InvalidError` when more match than one bulk
 * change may touch.
 */
export async function bulkPause(ctx: Ctx, input: BulkPauseInput): Promise<BulkOutcome[]> {
  authorize(ctx, "billing.subscriptions.change");
  const { selection, reason } = parseInput(BulkPauseInput, input);
  const outcomes: BulkOutcome[] = [];
  for (const id of await chosenIds(ctx, selection)) outcomes.push(await pauseOne(ctx, id, reason));
  return outcomes;
}

async function chosenIds(ctx: Ctx, selection: BulkPauseInput["selection"]): Promise<string[]> {
  if ("ids" in selection) return [...new Set(selection.ids)];
  const params = subscriptionList.load(new URLSearchParams(selection.query));
  const ids = await listMatchingIds(ctx, params, selection.excluded, MAX_BULK + 1);
  if (ids.length > MAX_BULK) {
    throw new InvalidError(
      `More than ${MAX_BULK} subscriptions match. Narrow the filters, and pause them in parts.`,
    );
  }
  return ids;
}

async function pauseOne(ctx: Ctx, id: string, reason: string): Promise<BulkOutcome> {
  let customer: string | null = null;
  try {
    await withTransaction(ctx, async (ctx) => {
      await holdPricing(ctx);
      const now = ctx.now();
      const loaded = await loadSubscription(ctx, id, { lock: true });
      customer = loaded.email;
      await carryOut(ctx, loaded, await planChange(ctx, loaded, { verb: "pause" }, now), { now, reason });
    });
    return { id, customer, outcome: "done", detail: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "precondition") {
      return { id, customer, outcome: "skipped", detail: error.message };
    }
    return { id, customer, outcome: "failed", detail: toFailure(error, "subscription.bulk_pause").message };
  }
}
