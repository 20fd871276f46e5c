import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { staffLinks } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { linkExpiry } from "@/lib/system/staff/rules";
import type { IssuedLink } from "@/lib/system/staff/schema";

/** What is stored of a token. Its 256 random bits need no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Makes a link for an account and ends the links made before. The token stands in the fragment of the URL, which
 * browsers send to no server, so that it reaches no log. Part of the caller's transaction.
 */
export async function createLink(
  ctx: Ctx,
  account: { id: string; email: string },
  purpose: IssuedLink["purpose"],
): Promise<IssuedLink> {
  await endLinks(ctx, account.id);
  const token = randomBytes(32).toString("base64url");
  const expiresAt = linkExpiry(ctx.now());
  await ctx.db
    .insert(staffLinks)
    .values({ staffId: account.id, purpose, tokenHash: hashToken(token), expiresAt });
  return {
    staffId: account.id,
    email: account.email,
    purpose,
    url: `${new URL(env().NEXTAUTH_URL).origin}/invite#${token}`,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Ends every link of an account that has not been used. */
export async function endLinks(ctx: Ctx, staffId: string): Promise<void> {
  await ctx.db
    .update(staffLinks)
    .set({ expiresAt: sql`least(${staffLinks.expiresAt}, ${ctx.now().toISOString()}::timestamptz)` })
    .where(and(eq(staffLinks.staffId, staffId), isNull(staffLinks.usedAt)));
}
