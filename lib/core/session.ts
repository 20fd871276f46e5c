import "server-only";
import { eq } from "drizzle-orm";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { connection } from "next/server";
import { getServerSession, type NextAuthOptions } from "next-auth";
import { cache } from "react";
import { getDb } from "@/db/client";
import { staff } from "@/db/schema/core";
import { audit } from "@/lib/core/audit";
import { type Ctx, createContext } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { can, type Permission } from "@/lib/core/permissions";
import { type StaffActor, sessionActor } from "@/lib/core/session-actor";

const TWELVE_HOURS = 12 * 60 * 60;

/**
 * The session half of the next-auth configuration: a signed cookie that holds the staff id and the session version it
 * was made under. The role is never in it: it is read per request, so that a change of rights counts at once.
 */
export const sessionOptions = {
  session: { strategy: "jwt", maxAge: TWELVE_HOURS },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  get secret() {
    return env().NEXTAUTH_SECRET;
  },
  callbacks: {
    jwt({ token, user }) {
      return user ? { sub: user.id, version: user.sessionVersion } : token;
    },
    session({ session, token }) {
      return { ...session, staffId: token.sub, version: token.version };
    },
  },
} satisfies Omit<NextAuthOptions, "providers">;

/**
 * Who is signed in, or null. Reads the staff row once per request: a deactivated account or a raised session version
 * ends every session at once.
 */
export const getActor = cache(async (): Promise<StaffActor | null> => {
  await connection();
  const session = await getServerSession({ ...sessionOptions, providers: [] });
  const staffId = session?.staffId;
  if (!staffId) return null;
  const [row] = await getDb()
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      status: staff.status,
      sessionVersion: staff.sessionVersion,
    })
    .from(staff)
    .where(eq(staff.id, staffId));
  return sessionActor(row, session.version);
});

/** The context of the current request: the signed-in actor, or an anonymous one. */
export async function requestContext(): Promise<Ctx> {
  const [actor, requestHeaders] = await Promise.all([getActor(), headers()]);
  return createContext(actor ?? { type: "anonymous" }, {
    address: clientAddress(requestHeaders),
    userAgent: requestHeaders.get("user-agent"),
  });
}

/**
 * The address of the caller: the last hop written into `x-forwarded-for`, which the nearest server or proxy added.
 * Without a trusted proxy bin/direct-address.mjs sees to it that this is the address of the connection itself.
 */
export function clientAddress(requestHeaders: { get(name: string): string | null }): string | null {
  const last = requestHeaders.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last?.replace(/^::ffff:(?=\d)/, "") || null;
}

/**
 * The first line of every page: the context of a signed-in actor who holds the permission. Nobody signed in → the
 * sign-in page, remembering the way back; no right → the forbidden page and an audit row.
 */
export async function requirePage(
  permission: Permission,
  path: string,
): Promise<Ctx & { actor: StaffActor }> {
  const ctx = await requestContext();
  const { actor } = ctx;
  if (actor.type !== "staff") redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  if (!can(actor.role, permission)) {
    await audit(ctx, { action: "page.view", outcome: "denied", metadata: { path, permission } });
    forbidden();
  }
  return { ...ctx, actor };
}
