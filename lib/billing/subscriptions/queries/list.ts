import "server-only";
import { and, asc, desc, eq, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import { billingCycles, deliveryTypes, planIds, subscriptionStatuses } from "@/db/enums/billing";
import { subscriptions, users } from "@/db/schema/billing";
import { pricingConfigs } from "@/db/schema/billing-pricing";
import type { SubscriptionListRow } from "@/lib/billing/subscriptions/schema";
import type { SubscriptionListParams } from "@/lib/billing/subscriptions/search-params";
import { authorize, type Ctx } from "@/lib/core/context";
import { placeName } from "@/lib/core/countries";
import type { Choice, ListPage } from "@/lib/core/list";
import {
  countUpTo,
  keysetPage,
  matchesAmount,
  matchesChoice,
  matchesDays,
  matchesIdPrefix,
  prefixPattern,
  streamPages,
} from "@/lib/core/list-query";

const EXPORT_BATCH = 2000;
/** The choice of the place filter that stands for subscriptions without a place. */
const NO_PLACE = "none";

const SORTS = {
  created: { column: subscriptions.createdAt, type: "timestamptz" },
  price: { column: subscriptions.price, type: "numeric" },
} as const;

type Paging = Pick<SubscriptionListParams, "sort" | "after" | "before"> & { size: string };

/** One page of subscriptions; the count is exact up to the counting limit. */
export function listSubscriptions(
  ctx: Ctx,
  params: SubscriptionListParams,
): Promise<ListPage<SubscriptionListRow>> {
  authorize(ctx, "billing.subscriptions.view");
  return readPage(ctx, params, params, (limit) =>
    countUpTo(ctx.db, subscriptions, conditions(ctx, params), limit),
  );
}

/** The whole filtered set in the list's order, batch by batch, for an export. */
export async function* streamSubscriptions(
  ctx: Ctx,
  params: SubscriptionListParams,
): AsyncGenerator<SubscriptionListRow[]> {
  authorize(ctx, "billing.subscriptions.export");
  yield* streamPages(params.sort, EXPORT_BATCH, (paging) => readPage(ctx, params, paging, async () => 0));
}

/** The ids that the filters leave without the excluded ones, in the list's order, at most `limit`. */
export async function listMatchingIds(
  ctx: Ctx,
  params: SubscriptionListParams,
  excluded: readonly string[],
  limit: number,
): Promise<string[]> {
  authorize(ctx, "billing.subscriptions.view");
  const { column } = SORTS[params.sort.field];
  const order = params.sort.descending ? desc : asc;
  const rows = await ctx.db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        conditions(ctx, params),
        excluded.length > 0 ? notInArray(subscriptions.id, [...excluded]) : undefined,
      ),
    )
    .orderBy(order(column), order(subscriptions.id))
    .limit(limit);
  return rows.map((row) => row.id);
}

function readPage(
  ctx: Ctx,
  filters: SubscriptionListParams,
  paging: Paging,
  count: (limit: number) => Promise<number>,
): Promise<ListPage<SubscriptionListRow>> {
  return keysetPage<SubscriptionListRow, "created" | "price">({
    params: paging,
    sorts: SORTS,
    id: { column: subscriptions.id, type: "uuid" },
    count,
    rows: async ({ where, orderBy, limit, cursor }) => {
      // The page is found in an index that holds all that is asked here; only its own rows are read after that.
      const page = ctx.db
        .select({ id: subscriptions.id, cursor: cursor.as("cursor") })
        .from(subscriptions)
        .where(and(conditions(ctx, filters), where))
        .orderBy(...orderBy)
        .limit(limit)
        .as("page");
      const rows = await ctx.db
        .select({ ...ROW, cursor: page.cursor })
        .from(page)
        .innerJoin(subscriptions, eq(subscriptions.id, page.id))
        .innerJoin(users, eq(users.id, subscriptions.userId))
        .orderBy(...orderBy);
      return rows.map(({ cursor, ...row }) => ({ ...toListRow(row), cursor }));
    },
  });
}

const ROW = {
  id: subscriptions.id,
  planId: subscriptions.planId,
  status: subscriptions.status,
  price: subscriptions.price,
  currency: subscriptions.currency,
  billingCycle: subscriptions.billingCycle,
  deliveryType: subscriptions.deliveryType,
  taxPlace: subscriptions.taxPlace,
  createdAt: subscriptions.createdAt,
  nextBillingDate: subscriptions.nextBillingDate,
  currentPeriodEnd: subscriptions.currentPeriodEnd,
  customer: { id: users.id, name: users.fullName, email: users.email },
};

type ListedRow = Omit<SubscriptionListRow, "createdAt" | "nextBillingDate" | "currentPeriodEnd"> &
  Record<"nextBillingDate" | "currentPeriodEnd", Date | null> & { createdAt: Date };

/** A stored row as a list shows it. */
export function toListRow(row: ListedRow): SubscriptionListRow {
  return {
    id: row.id,
    customer: row.customer,
    planId: row.planId,
    status: row.status,
    price: row.price,
    currency: row.currency,
    billingCycle: row.billingCycle,
    deliveryType: row.deliveryType,
    taxPlace: row.taxPlace,
    createdAt: row.createdAt.toISOString(),
    nextBillingDate: row.nextBillingDate?.toISOString() ?? null,
    currentPeriodEnd: row.currentPeriodEnd?.toISOString() ?? null,
  };
}

function conditions(ctx: Ctx, params: SubscriptionListParams): SQL | undefined {
  return and(
    matchesSearch(ctx, params.q),
    matchesChoice(subscriptions.status, positive(params.status, subscriptionStatuses)),
    matchesChoice(subscriptions.planId, positive(params.plan, planIds)),
    matchesChoice(subscriptions.deliveryType, positive(params.delivery, deliveryTypes)),
    matchesPlace(params.place),
    matchesChoice(subscriptions.billingCycle, positive(params.cycle, billingCycles)),
    matchesChoice(subscriptions.currency, params.currency),
    matchesAmount(subscriptions.price, params.price),
    matchesDays(subscriptions.createdAt, params.created),
    matchesDays(subscriptions.nextBillingDate, params.nextBilling),
  );
}

/** "None of these" as "any of the others", which an index can answer; with no other left nothing matches. */
function positive(choice: Choice | null, all: readonly string[]): Choice | null {
  if (!choice?.not) return choice;
  return { not: false, values: all.filter((value) => !choice.values.includes(value)) };
}

/** Finds by the beginning of the subscription's id (8 digits or more), else of the customer's e-mail address. */
function matchesSearch(ctx: Ctx, search: string | null): SQL | undefined {
  const text = search?.trim();
  if (!text) return undefined;
  const customers = ctx.db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) like ${prefixPattern(text.toLowerCase())}`);
  return matchesIdPrefix(subscriptions.id, text) ?? inArray(subscriptions.userId, customers);
}

/** None of the places means also: no place at all. */
function matchesPlace(choice: Choice | null): SQL | undefined {
  if (!choice) return undefined;
  const places = choice.values.filter((place) => place !== NO_PLACE);
  const any = or(
    places.length > 0 ? inArray(subscriptions.taxPlace, places) : undefined,
    places.length < choice.values.length ? isNull(subscriptions.taxPlace) : undefined,
  );
  return choice.not ? sql`(${any}) is not true` : any;
}

/** The tax places in use, by name, for the filter. Walks the index from place to place: its cost is the number of places. */
export async function listPlaces(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  authorize(ctx, "billing.subscriptions.view");
  const rows = await ctx.db.execute<{ place: string }>(sql`
    with recursive places as (
      (select ${subscriptions.taxPlace} as place from ${subscriptions} order by 1 limit 1)
      union all
      select (select ${subscriptions.taxPlace} from ${subscriptions}
        where ${subscriptions.taxPlace} > place order by 1 limit 1)
      from places where place is not null)
    select place from places where place is not null`);
  const places = rows.map(({ place }) => ({ value: place, label: placeName(place) }));
  places.sort((a, b) => a.label.localeCompare(b.label));
  return [...places, { value: NO_PLACE, label: "No place" }];
}

/** The currencies any pricing version has supported, for filters; `preferred` is the default of the active one. */
export async function listCurrencies(ctx: Ctx): Promise<{ codes: string[]; preferred: string }> {
  authorize(ctx, "billing.subscriptions.view");
  const rows = await ctx.db
    .selectDistinct({ settings: pricingConfigs.currencySettings, active: pricingConfigs.isActive })
    .from(pricingConfigs);
  const codes = [...new Set(rows.flatMap(({ settings }) => settings.supported))].sort();
  const active = rows.find((row) => row.active === "active");
  return { codes, preferred: active?.settings.default ?? codes[0] ?? "USD" };
}
