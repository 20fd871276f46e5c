import "server-only";
import { asc, eq, inArray, sql } from "drizzle-orm";
import { signInThrottles } from "@/db/schema/core";
import { type Ctx, withTransaction } from "@/lib/core/context";
import {
  ACCOUNT_POLICY,
  ADDRESS_POLICY,
  countAttempt,
  secondsLocked,
  type ThrottlePolicy,
} from "@/lib/system/sign-in/rules";

/** The key that counts failures of one account, whether or not the account exists. */
export function accountKey(email: string): string {
  return `account:${email}`;
}

/** Whether an attempt may go on to the password, and what counting it did. */
export type Attempt =
  | { allowed: false; retryAfterSeconds: number }
  | { allowed: true; failures: number; lockSeconds: number; addressLock: Date | null };

/**
 * Counts an attempt as failed before its password is looked at, so that guesses made at the same time cannot outrun the
 * counter: each takes its number under the row locks of both keys. A locked key refuses and counts nothing.
 */
export function beginAttempt(ctx: Ctx, email: string): Promise<Attempt> {
  const policies = policiesFor(ctx, email);
  const keys = [...policies.keys()].sort();
  return withTransaction(ctx, async (tx) => {
    const now = tx.now();
    await tx.db
      .insert(signInThrottles)
      .values(keys.map((key) => ({ key, updatedAt: now })))
      .onConflictDoNothing();
    // In key order, so that two attempts never wait for each other.
    const rows = await tx.db
      .select()
      .from(signInThrottles)
      .where(inArray(signInThrottles.key, keys))
      .orderBy(asc(signInThrottles.key))
      .for("update");
    const wait = Math.max(0, ...rows.map((row) => secondsLocked(row, now)));
    if (wait > 0) return { allowed: false, retryAfterSeconds: wait };
    const attempt: Attempt = { allowed: true, failures: 0, lockSeconds: 0, addressLock: null };
    for (const row of rows) {
      const next = countAttempt(row, policies.get(row.key) ?? ACCOUNT_POLICY, now);
      await tx.db.update(signInThrottles).set(next).where(eq(signInThrottles.key, row.key));
      attempt.lockSeconds = Math.max(attempt.lockSeconds, secondsLocked(next, now));
      if (row.key === accountKey(email)) attempt.failures = next.failures;
      else attempt.addressLock = next.lockedUntil;
    }
    return attempt;
  });
}

/**
 * Takes back what `beginAttempt` counted, since the password was right: the account starts afresh; the address loses
 * this one attempt and the lock it set, not what others did from there.
 */
export async function forgiveAttempt(ctx: Ctx, email: string, addressLock: Date | null): Promise<void> {
  // Account before address: the order in which attempts lock them.
  await clearAccount(ctx, email);
  const own = addressLock?.toISOString() ?? null;
  if (ctx.address) {
    await ctx.db
      .update(signInThrottles)
      .set({
        failures: sql`greatest(${signInThrottles.failures} - 1, 0)`,
        lockedUntil: sql`case when ${signInThrottles.lockedUntil} = ${own}::timestamptz then null else ${signInThrottles.lockedUntil} end`,
      })
      .where(eq(signInThrottles.key, addressKey(ctx.address)));
  }
}

/** Forgets the failures of an account, for example once its owner has set a new password. */
export async function clearAccount(ctx: Ctx, email: string): Promise<void> {
  // Not deleted: an attempt under way relies on the row.
  await ctx.db
    .update(signInThrottles)
    .set({ failures: 0, lockedUntil: null })
    .where(eq(signInThrottles.key, accountKey(email)));
}

function addressKey(address: string): string {
  return `address:${address}`;
}

function policiesFor(ctx: Ctx, email: string): Map<string, ThrottlePolicy> {
  const policies = new Map([[accountKey(email), ACCOUNT_POLICY]]);
  if (ctx.address) policies.set(addressKey(ctx.address), ADDRESS_POLICY);
  return policies;
}
