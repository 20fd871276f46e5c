import { execFileSync } from "node:child_process";
import { desc, eq } from "drizzle-orm";
import type { Connections } from "@/db/client";
import { subscriptions } from "@/db/schema/billing";
import { pricingConfigs } from "@/db/schema/billing-pricing";
import type { Permission } from "@/lib/core/permissions";

/** Every page of the console by its folder, with the right it asks for. A page missing here fails the permission spec. */
export const PAGES: Record<string, Permission> = {
  "/": "overview.view",
  "/account": "account.manage",
  "/billing/pricing": "billing.pricing.view",
  "/billing/pricing/new": "billing.pricing.draft",
  "/billing/pricing/[id]": "billing.pricing.view",
  "/billing/pricing/[id]/impact": "billing.pricing.preview",
  "/billing/subscriptions": "billing.subscriptions.view",
  "/billing/subscriptions/[id]": "billing.subscriptions.view",
  "/billing/cost-history": "billing.cost_history.view",
  "/system/audit": "system.audit.view",
  "/system/staff": "system.staff.view",
};

/** The routes of all `page.tsx` files below the console, as Next names them. */
export function pageRoutes(): string[] {
  const files = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "app/(console)/**page.tsx"],
    {
      encoding: "utf8",
    },
  );
  return files
    .split("\n")
    .filter(Boolean)
    .map((file) => file.replace("app/(console)", "").replace(/\/page\.tsx$/, "") || "/");
}

/** Puts the id of a real record into a dynamic route: the active pricing version, or the newest subscription. */
export async function resolveRoute({ db }: Connections, route: string): Promise<string> {
  if (!route.includes("[id]")) return route;
  const [row] = route.startsWith("/billing/pricing")
    ? await db
        .select({ id: pricingConfigs.id })
        .from(pricingConfigs)
        .where(eq(pricingConfigs.status, "active"))
    : await db
        .select({ id: subscriptions.id })
        .from(subscriptions)
        .orderBy(desc(subscriptions.createdAt))
        .limit(1);
  if (!row) throw new Error(`The database has no record for ${route}.`);
  return route.replace("[id]", row.id);
}
