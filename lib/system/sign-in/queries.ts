import "server-only";
import { and, asc, eq, like, sql } from "drizzle-orm";
import { getSql } from "@/db/client";
import { DEMO_DOMAIN, DEMO_PASSWORD } from "@/db/enums/demo";
import { settings, staff } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import type { DemoAccount } from "@/lib/system/sign-in/schema";

/**
 * The demo accounts, only when the database is marked as a demo and runs on this machine; none otherwise, and none
 * while the database does not answer, so that the page can always be shown.
 */
export async function listDemoAccounts(ctx: Ctx): Promise<DemoAccount[]> {
  if (!isLocalHost(databaseHosts())) return [];
  try {
    const rows = await ctx.db
      .select({ email: staff.email, name: staff.name, role: staff.role })
      .from(staff)
      .where(
        and(
          eq(staff.status, "active"),
          like(staff.email, `%@${DEMO_DOMAIN}`),
          sql`exists (select from ${settings} where ${settings.key} = 'demo')`,
        ),
      )
      .orderBy(
        sql`array_position(array['admin', 'support', 'finance', 'auditor'], ${staff.role})`,
        asc(staff.email),
      )
      .limit(8);
    return rows.map((row) => ({ ...row, password: DEMO_PASSWORD }));
  } catch {
    return [];
  }
}

/** Whether every host of a connection is this machine: loopback, or a Unix socket. */
export function isLocalHost(hosts: readonly string[]): boolean {
  return hosts.length > 0 && hosts.every((host) => /^(localhost|127(\.\d+){3}|\[?::1\]?|\/.*)$/.test(host));
}

function databaseHosts(): string[] {
  const { host, path } = getSql().options;
  return typeof path === "string" && path ? [path] : [host].flat();
}

/** The name of the single sign-on, or null when the installation has none. */
export function singleSignOnName(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER ? OIDC_NAME : null;
}
