import "server-only";
import { sql } from "drizzle-orm";
import { rateLimits, signInThrottles, workers } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/context";
import { LimitError } from "@/lib/core/errors";

/**
 * Counts one hit in a fixed window shared by all processes and throws `LimitError` beyond `max` hits. Counted outside
 * the caller's transaction would be pointless to undo, so a refused call still counts.
 */
export async function limitRate(ctx: Ctx, key: string, max: number, windowSeconds: number): Promise<void> {
  const window = sql`make_interval(secs => ${windowSeconds})`;
  const expired = sql`${rateLimits.windowStartedAt} < now() - ${window}`;
  const [row] = await ctx.db
    .insert(rateLimits)
    .values({ key, windowStartedAt: sql`now()`, hits: 1 })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        hits: sql`case when ${expired} then 1 else ${rateLimits.hits} + 1 end`,
        windowStartedAt: sql`case when ${expired} then now() else ${rateLimits.windowStartedAt} end`,
      },
    })
    .returning({ hits: rateLimits.hits });
  if (row && row.hits > max) {
    throw new LimitError(`Too many requests. Try again in ${windowSeconds} seconds.`, windowSeconds);
  }
}

/** Removes counters, lockouts and heartbeats that have meant nothing for a day. */
export async function pruneLimits(ctx: Ctx): Promise<void> {
  const dayAgo = sql`now() - interval '1 day'`;
  await ctx.db.delete(rateLimits).where(sql`${rateLimits.windowStartedAt} < ${dayAgo}`);
  await ctx.db
    .delete(signInThrottles)
    .where(
      sql`${signInThrottles.updatedAt} < ${dayAgo} and coalesce(${signInThrottles.lockedUntil} < now(), true)`,
    );
  await ctx.db.delete(workers).where(sql`${workers.seenAt} < ${dayAgo}`);
}
