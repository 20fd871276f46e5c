import "server-only";
import { asc, between, desc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import { subscriptions, users } from "@/db/schema/billing";
import { pricingConfigs } from "@/db/schema/billing-pricing";
import { staff } from "@/db/schema/core";
import { authorize, type Ctx, isAllowed } from "@/lib/core/context";
import { prefixPattern } from "@/lib/core/list-query";
import type { Permission } from "@/lib/core/permissions";
import { uuidRange, versionText } from "@/lib/search/rules";
import { type SearchGroup, type SearchItem, SearchTerm } from "@/lib/search/schema";

const MOST = 6;

type Source = {
  label: string;
  permission: Permission;
  find: (ctx: Ctx, term: string) => Promise<SearchItem[]>;
};

const SOURCES: readonly Source[] = [
  { label: "Subscriptions", permission: "billing.subscriptions.view", find: findSubscriptions },
  { label: "Pricing versions", permission: "billing.pricing.view", find: findPricing },
  { label: "Staff", permission: "system.staff.view", find: findStaff },
];

/** The records a term points to, in groups, of the kinds that the caller may see. A term too short finds nothing. */
export async function search(ctx: Ctx, text: string): Promise<SearchGroup[]> {
  authorize(ctx, "search.use");
  const term = SearchTerm.safeParse(text);
  if (!term.success) return [];
  const groups = await Promise.all(
    SOURCES.filter((source) => isAllowed(ctx.actor, source.permission)).map(async ({ label, find }) => ({
      label,
      items: await find(ctx, term.data),
    })),
  );
  return groups.filter((group) => group.items.length > 0);
}

/** By the start of the id, or by the start of the customer's e-mail address; both walk an index. */
async function findSubscriptions(ctx: Ctx, term: string): Promise<SearchItem[]> {
  const range = uuidRange(term);
  const customers = ctx.db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) like ${prefixPattern(term.toLowerCase())}`)
    .orderBy(sql`lower(${users.email}) using ~<~`)
    .limit(MOST);
  const select = () =>
    ctx.db
      .select({
        id: subscriptions.id,
        email: users.email,
        plan: subscriptions.planId,
        status: subscriptions.status,
      })
      .from(subscriptions)
      .innerJoin(users, eq(users.id, subscriptions.userId))
      .limit(MOST);
  const [byId, byEmail] = await Promise.all([
    range
      ? select()
          .where(between(subscriptions.id, range.from, range.to))
          .orderBy(asc(subscriptions.id))
      : [],
    select().where(inArray(subscriptions.userId, customers)).orderBy(asc(users.email), asc(subscriptions.id)),
  ]);
  const found = new Map([...byId, ...byEmail].map((row) => [row.id, row]));
  return [...found.values()].slice(0, MOST).map((row) => ({
    href: `/billing/subscriptions/${row.id}`,
    title: row.email,
    detail: `${row.plan}, ${row.status}, ${row.id.slice(0, 8)}`,
  }));
}

async function findPricing(ctx: Ctx, term: string): Promise<SearchItem[]> {
  const range = uuidRange(term);
  const version = versionText(term);
  const rows = await ctx.db
    .select({
      id: pricingConfigs.id,
      version: pricingConfigs.version,
      status: pricingConfigs.status,
      reason: pricingConfigs.changeReason,
    })
    .from(pricingConfigs)
    .where(
      or(
        version ? sql`${pricingConfigs.version} like ${prefixPattern(version)}` : undefined,
        range ? between(pricingConfigs.id, range.from, range.to) : undefined,
        ilike(pricingConfigs.changeReason, `%${prefixPattern(term)}`),
      ),
    )
    .orderBy(desc(pricingConfigs.versionNumber))
    .limit(MOST);
  return rows.map((row) => ({
    href: `/billing/pricing/${row.id}`,
    title: `Pricing ${row.version}`,
    detail: [row.status, row.reason].filter(Boolean).join(", "),
  }));
}

async function findStaff(ctx: Ctx, term: string): Promise<SearchItem[]> {
  const pattern = `%${prefixPattern(term)}`;
  const rows = await ctx.db
    .select({ email: staff.email, name: staff.name, role: staff.role })
    .from(staff)
    .where(or(ilike(staff.name, pattern), ilike(staff.email, pattern)))
    .orderBy(asc(sql`lower(${staff.name})`), asc(staff.id))
    .limit(MOST);
  return rows.map((row) => ({
    href: `/system/staff?q=${encodeURIComponent(row.email)}`,
    title: row.name,
    detail: `${row.email}, ${row.role}`,
  }));
}
