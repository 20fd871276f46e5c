import "server-only";
import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/context";

const PRICING = sql`hashtext('billing.pricing')`;
const VERSIONS = sql`hashtext('billing.pricing.versions')`;

/** Makes publications of pricing follow one another, and keeps subscriptions from changing until this one commits. */
export async function lockPricing(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${PRICING})`);
}

/**
 * Keeps the active version from changing until the caller's transaction ends. Every command that changes a
 * subscription takes it before it touches a row: taken later, it could wait for a publication that waits for that row.
 */
export async function holdPricing(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock_shared(${PRICING})`);
}

/** Makes new versions take their numbers one after another. */
export async function lockVersions(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${VERSIONS})`);
}
