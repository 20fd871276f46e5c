import "server-only";
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { addresses, products, productVariants, subscriptions, users } from "@/db/schema/billing";
import { loyaltyAccounts } from "@/db/schema/billing-loyalty";
import { pricingConfigs } from "@/db/schema/billing-pricing";
import { toBreakdown } from "@/lib/billing/cost-history/schema";
import { remainingDays } from "@/lib/billing/subscriptions/rules/state";
import type {
  SubscriptionDetail,
  SubscriptionListRow,
  VariantOption,
  VariantSearch,
} from "@/lib/billing/subscriptions/schema";
import type { SubscriptionListParams } from "@/lib/billing/subscriptions/search-params";
import { authorize, type Ctx } from "@/lib/core/context";
import { placeName } from "@/lib/core/countries";
import { NotFoundError } from "@/lib/core/errors";
import type { Choice, ListPage } from "@/lib/core/list";
import {
  keysetPage,
  matchesAmount,
  matchesChoice,
  matchesDays,
  matchesIdPrefix,
  prefixPattern,
} from "@/lib/core/list-query";

const EXPORT_BATCH = 2000;
const VARIANT_MATCHES = 50;
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
  return readPage(ctx, params, params, async (limit) => {
    const matching = ctx.db
      .select({ one: sql`1`.as("one") })
      .from(subscriptions)
      .where(conditions(ctx, params))
      .limit(limit)
      .as("matching");
    const [counted] = await ctx.db.select({ count: sql<number>`count(*)::int` }).from(matching);
    return counted?.count ?? 0;
  });
}

/** The whole filtered set in the list's order, batch by batch, for an export. */
export async function* streamSubscriptions(
  ctx: Ctx,
  params: SubscriptionListParams,
): AsyncGenerator<SubscriptionListRow[]> {
  authorize(ctx, "billing.subscriptions.export");
  let after: string | null = null;
  do {
    const paging: Paging = { sort: params.sort, size: String(EXPORT_BATCH), after, before: null };
    const batch: ListPage<SubscriptionListRow> = await readPage(ctx, params, paging, async () => 0);
    yield batch.rows;
    after = batch.nextCursor;
  } while (after !== null);
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
      const rows = await ctx.db
        .select({ ...ROW, cursor })
        .from(subscriptions)
        .where(and(conditions(ctx, filters), where))
        .orderBy(...orderBy)
        .limit(limit);
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
  // A subquery and no join: it is evaluated for the rows of the page only, whatever plan the filters lead to.
  customer: sql<{ id: string; name: string; email: string }>`(select json_build_object('id', ${users.id},
    'name', ${users.fullName}, 'email', ${users.email}) from ${users} where ${users.id} = ${subscriptions.userId})`,
};

type ListedRow = Omit<SubscriptionListRow, "createdAt" | "nextBillingDate" | "currentPeriodEnd"> &
  Record<"nextBillingDate" | "currentPeriodEnd", Date | null> & { createdAt: Date };

function toListRow(row: ListedRow): SubscriptionListRow {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    nextBillingDate: row.nextBillingDate?.toISOString() ?? null,
    currentPeriodEnd: row.currentPeriodEnd?.toISOString() ?? null,
  };
}

function conditions(ctx: Ctx, params: SubscriptionListParams): SQL | undefined {
  return and(
    matchesSearch(ctx, params.q),
    matchesChoice(subscriptions.status, params.status),
    matchesChoice(subscriptions.planId, params.plan),
    matchesChoice(subscriptions.deliveryType, params.delivery),
    matchesPlace(params.place),
    matchesChoice(subscriptions.billingCycle, params.cycle),
    matchesChoice(subscriptions.currency, params.currency),
    matchesAmount(subscriptions.price, params.price),
    matchesDays(subscriptions.createdAt, params.created),
    matchesDays(subscriptions.nextBillingDate, params.nextBilling),
  );
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

/** One subscription with everything its page shows. Throws `NotFoundError`. */
export async function getSubscription(ctx: Ctx, id: string): Promise<SubscriptionDetail> {
  authorize(ctx, "billing.subscriptions.view");
  if (!z.guid().safeParse(id).success) throw new NotFoundError("This subscription");
  const [found] = await ctx.db
    .select({
      row: subscriptions,
      name: users.fullName,
      email: users.email,
      tier: loyaltyAccounts.tier,
      address: {
        line1: addresses.line1,
        city: addresses.city,
        region: addresses.region,
        postalCode: addresses.postalCode,
        country: addresses.country,
      },
      versionId: pricingConfigs.id,
    })
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.userId))
    .leftJoin(
      loyaltyAccounts,
      and(eq(loyaltyAccounts.userId, subscriptions.userId), eq(loyaltyAccounts.status, "active")),
    )
    .leftJoin(addresses, eq(addresses.id, subscriptions.deliveryAddressId))
    .leftJoin(pricingConfigs, eq(pricingConfigs.version, subscriptions.costCalculationVersion))
    .where(eq(subscriptions.id, id))
    .limit(1);
  if (!found) throw new NotFoundError("This subscription");
  const { row } = found;
  const breakdown = toBreakdown(row.costBreakdown);
  return {
    ...toListRow({ ...row, customer: { id: row.userId, name: found.name, email: found.email } }),
    tier: found.tier,
    rowVersion: row.rowVersion,
    autoRenew: row.autoRenew,
    breakdown,
    variantIds: row.variantIds,
    pricingVersion: { id: found.versionId, version: row.costCalculationVersion },
    deliveryAddress: found.address,
    loyaltyPointsEarned: row.loyaltyPointsEarned,
    currentPeriodStart: row.currentPeriodStart?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    pause:
      row.status === "paused"
        ? {
            at: row.pausedAt?.toISOString() ?? null,
            reason: row.pauseReason,
            fromStatus: row.pausedFromStatus,
            remainingDays: remainingDays({ ...row, breakdown }, ctx.now()),
          }
        : null,
  };
}

/** Variants on sale in a currency whose product, name or SKU holds the text; by product, at most 50. */
export async function searchVariants(ctx: Ctx, { currency, text }: VariantSearch): Promise<VariantOption[]> {
  authorize(ctx, "billing.subscriptions.change");
  const pattern = `%${prefixPattern(text)}`;
  return ctx.db
    .select(VARIANT)
    .from(productVariants)
    .innerJoin(products, eq(products.id, productVariants.productId))
    .where(
      and(
        eq(productVariants.currency, currency),
        eq(productVariants.isActive, true),
        sql`concat_ws(' ', ${products.name}, ${productVariants.name}, ${productVariants.sku}) ilike ${pattern}`,
      ),
    )
    .orderBy(asc(products.name), asc(productVariants.name), asc(productVariants.id))
    .limit(VARIANT_MATCHES);
}

/** The named variants, on sale or not, in no particular order. */
export async function getVariants(ctx: Ctx, ids: readonly string[]): Promise<VariantOption[]> {
  authorize(ctx, "billing.subscriptions.view");
  return ctx.db
    .select(VARIANT)
    .from(productVariants)
    .innerJoin(products, eq(products.id, productVariants.productId))
    .where(inArray(productVariants.id, [...ids]));
}

const VARIANT = {
  id: productVariants.id,
  productName: products.name,
  name: productVariants.name,
  sku: productVariants.sku,
  basePrice: productVariants.basePrice,
  salePrice: productVariants.salePrice,
  price: sql<string>`coalesce(${productVariants.salePrice}, ${productVariants.basePrice})`,
  currency: productVariants.currency,
  isActive: productVariants.isActive,
};
