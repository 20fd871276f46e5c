import "server-only";
import { and, count, desc, eq, inArray, isNull, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { subscriptionCostHistory as history, pricingConfigs } from "@/db/schema/billing-pricing";
import { staff } from "@/db/schema/core";
import {
  changeTypeOf,
  type DayRange,
  KNOWN_ELSEWHERE,
  reasonsOfType,
} from "@/lib/billing/cost-history/rules";
import {
  type ChangeType,
  type CostHistoryEntry,
  type DailyChange,
  toBreakdown,
} from "@/lib/billing/cost-history/schema";
import type { CostHistoryParams } from "@/lib/billing/cost-history/search-params";
import { authorize, type Ctx } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import type { Choice, ListPage, Range } from "@/lib/core/list";
import {
  countUpTo,
  keysetPage,
  matchesChoice,
  matchesDays,
  matchesIdPrefix,
  streamPages,
} from "@/lib/core/list-query";

const EXPORT_BATCH = 1000;
/** The choice of the actor filter that stands for everything that is not a person. */
const MACHINES = "machines";

const SORTS = {
  effective: { column: history.effectiveDate, type: "timestamptz" },
  change: { column: history.totalChange, type: "numeric" },
} as const;

type Paging = Pick<CostHistoryParams, "sort" | "after" | "before"> & { size: string };

/** One page of the cost history; the count is exact up to the counting limit. */
export function listCostHistory(ctx: Ctx, params: CostHistoryParams): Promise<ListPage<CostHistoryEntry>> {
  authorize(ctx, "billing.cost_history.view");
  return readPage(ctx, params, params, (limit) => countUpTo(ctx.db, history, conditions(params), limit));
}

/** The whole filtered set in the list's order, batch by batch, for an export. */
export async function* streamCostHistory(
  ctx: Ctx,
  params: CostHistoryParams,
): AsyncGenerator<CostHistoryEntry[]> {
  authorize(ctx, "billing.cost_history.export");
  yield* streamPages(params.sort, EXPORT_BATCH, (paging) => readPage(ctx, params, paging, async () => 0));
}

/** One change; null when there is none of this id. */
export async function findCostHistoryEntry(ctx: Ctx, id: string): Promise<CostHistoryEntry | null> {
  authorize(ctx, "billing.cost_history.view");
  if (!z.guid().safeParse(id).success) return null;
  const [row] = await select(ctx).where(eq(history.id, id));
  return row ? toEntry(row) : null;
}

/** The newest changes of a subscription, newest first, and how many there are in all. */
export async function subscriptionTimeline(
  ctx: Ctx,
  subscriptionId: string,
  limit: number,
): Promise<{ entries: CostHistoryEntry[]; total: number }> {
  authorize(ctx, "billing.cost_history.view");
  const ofSubscription = eq(history.subscriptionId, subscriptionId);
  const [rows, [counted]] = await Promise.all([
    select(ctx).where(ofSubscription).orderBy(desc(history.effectiveDate), desc(history.id)).limit(limit),
    ctx.db.select({ total: count() }).from(history).where(ofSubscription),
  ]);
  return { entries: rows.map(toEntry), total: counted?.total ?? 0 };
}

/**
 * The people who have changed costs, by name, for the filter; machines stand together at the end. Walks the index from
 * person to person: its cost is the number of people.
 */
export async function listChangeActors(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  authorize(ctx, "billing.cost_history.view");
  const next = (
    before: SQL,
  ) => sql`select ${history.changedBy} as id, ${history.actorName} as name from ${history}
    where ${before} order by ${history.changedBy} limit 1`;
  const rows = await ctx.db.execute<{ id: string; name: string | null }>(sql`
    with recursive actors as (
      (${next(sql`${history.changedBy} is not null`)})
      union all
      select found.* from actors, lateral (${next(sql`${history.changedBy} > actors.id`)}) found)
    select actors.id, coalesce(${staff.name}, actors.name) as name
    from actors left join ${staff} on ${staff.id} = actors.id`);
  const people = rows.map(({ id, name }) => ({ value: id, label: name ?? `Former staff ${id.slice(0, 8)}` }));
  people.sort((a, b) => a.label.localeCompare(b.label));
  return [...people, { value: MACHINES, label: "System and jobs" }];
}

/**
 * Total change per day of the report zone by reason, over the filtered set of one currency (currencies are never added
 * together). Days without a change are not listed.
 */
export async function dailyChanges(
  ctx: Ctx,
  params: CostHistoryParams,
  range: DayRange,
  currency: string,
): Promise<DailyChange[]> {
  authorize(ctx, "billing.cost_history.view");
  const zone = reportZone();
  const day = sql<string>`to_char(${history.effectiveDate} at time zone ${zone}::text, 'YYYY-MM-DD')`;
  const rows = await ctx.db
    .select({
      day: day.as("day"),
      reason: history.changeReason,
      change: sql<string>`sum(${history.totalChange})`,
      rises: sql<string>`coalesce(sum(${history.totalChange}) filter (where ${history.totalChange} > 0), 0)`,
      falls: sql<string>`coalesce(sum(${history.totalChange}) filter (where ${history.totalChange} < 0), 0)`,
      count: count(),
    })
    .from(history)
    .where(inChart(params, range, currency))
    .groupBy(sql`1`, history.changeReason)
    .orderBy(sql`1`, history.changeReason);
  return rows;
}

/** Total change of a range over the filtered set of one currency. */
export async function totalChange(
  ctx: Ctx,
  params: CostHistoryParams,
  range: DayRange,
  currency: string,
): Promise<string> {
  authorize(ctx, "billing.cost_history.view");
  const [row] = await ctx.db
    .select({ total: sql<string>`coalesce(sum(${history.totalChange}), 0)` })
    .from(history)
    .where(inChart(params, range, currency));
  return row?.total ?? "0";
}

function inChart(params: CostHistoryParams, range: DayRange, currency: string): SQL | undefined {
  return and(
    conditions({ ...params, effective: null, currency: null }),
    eq(history.currency, currency),
    matchesDays(history.effectiveDate, range),
  );
}

function readPage(
  ctx: Ctx,
  filters: CostHistoryParams,
  paging: Paging,
  counting: (limit: number) => Promise<number>,
): Promise<ListPage<CostHistoryEntry>> {
  return keysetPage<CostHistoryEntry, "effective" | "change">({
    params: paging,
    sorts: SORTS,
    id: { column: history.id, type: "uuid" },
    count: counting,
    rows: async ({ where, orderBy, limit, cursor }) => {
      // The page is found in an index that holds all that is asked here; only its own rows are read after that.
      const page = ctx.db
        .select({ id: history.id, cursor: cursor.as("cursor") })
        .from(history)
        .where(and(conditions(filters), where))
        .orderBy(...orderBy)
        .limit(limit)
        .as("page");
      const rows = await ctx.db
        .select({ ...ROW, cursor: page.cursor })
        .from(page)
        .innerJoin(history, eq(history.id, page.id))
        .leftJoin(pricingConfigs, eq(pricingConfigs.id, history.pricingConfigId))
        .orderBy(...orderBy);
      return rows.map(({ cursor, ...row }) => ({ ...toEntry(row), cursor }));
    },
  });
}

const ROW = {
  id: history.id,
  subscriptionId: history.subscriptionId,
  before: history.oldCostBreakdown,
  after: history.newCostBreakdown,
  reason: history.changeReason,
  effectiveDate: history.effectiveDate,
  change: history.totalChange,
  currency: history.currency,
  changedBy: history.changedBy,
  actorType: history.actorType,
  actorName: history.actorName,
  metadata: history.pricingMetadata,
  pricingVersion: { id: pricingConfigs.id, version: pricingConfigs.version },
};

function select(ctx: Ctx) {
  return ctx.db
    .select(ROW)
    .from(history)
    .leftJoin(pricingConfigs, eq(pricingConfigs.id, history.pricingConfigId));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function toEntry(row: Row): CostHistoryEntry {
  const { before, after, metadata, changedBy, actorType, actorName, effectiveDate, ...rest } = row;
  return {
    ...rest,
    type: changeTypeOf(row.reason),
    effectiveDate: effectiveDate.toISOString(),
    actor: { id: changedBy, type: actorType, name: actorName },
    note: typeof metadata?.reason === "string" ? metadata.reason : null,
    adjustment: typeof metadata?.adjustment === "string" ? metadata.adjustment : null,
    before: before ? toBreakdown(before) : null,
    after: toBreakdown(after),
  };
}

type Filters = Omit<CostHistoryParams, "sort" | "size" | "after" | "before" | "columns">;

function conditions(params: Filters): SQL | undefined {
  return and(
    matchesSubscription(params.q),
    matchesType(params.type),
    matchesChoice(history.changeReason, params.reason),
    matchesActor(params.actor),
    matchesDays(history.effectiveDate, params.effective),
    matchesDirection(params.direction),
    matchesSize(params.amount),
    matchesChoice(history.currency, params.currency),
  );
}

/** Finds by the beginning of the subscription's id, 8 digits or more; anything else finds nothing. */
function matchesSubscription(search: string | null): SQL | undefined {
  const text = search?.trim();
  return text ? (matchesIdPrefix(history.subscriptionId, text) ?? sql`false`) : undefined;
}

/** The type is derived from the reason; `other` is every reason that belongs to no other type. */
function matchesType(choice: Choice | null): SQL | undefined {
  if (!choice) return undefined;
  const types = choice.values as ChangeType[];
  const reasons = types.flatMap((type) => reasonsOfType(type));
  const any = or(
    reasons.length > 0 ? inArray(history.changeReason, reasons) : undefined,
    types.includes("other") ? notInArray(history.changeReason, [...KNOWN_ELSEWHERE]) : undefined,
  );
  return choice.not && any ? not(any) : (any ?? sql`false`);
}

function matchesActor(choice: Choice | null): SQL | undefined {
  if (!choice) return undefined;
  const people = choice.values.filter((value) => z.guid().safeParse(value).success);
  const any = or(
    people.length > 0 ? inArray(history.changedBy, people) : undefined,
    choice.values.includes(MACHINES) ? isNull(history.changedBy) : undefined,
  );
  return choice.not ? any && sql`(${any}) is not true` : (any ?? sql`false`);
}

function matchesDirection(choice: Choice | null): SQL | undefined {
  if (!choice) return undefined;
  const compare: Record<string, SQL> = { up: sql`> 0`, down: sql`< 0`, unchanged: sql`= 0` };
  const parts = choice.values.flatMap((value) => {
    const comparison = compare[value];
    return comparison ? [sql`${history.totalChange} ${comparison}`] : [];
  });
  const any = or(...parts);
  return choice.not && any ? not(any) : (any ?? sql`false`);
}

/** The amount of a change whichever way it goes, with its outer bounds as one range that the index on the change serves. */
function matchesSize(range: Range | null): SQL | undefined {
  if (!range) return undefined;
  const change = history.totalChange;
  const from = range.from === null ? undefined : sql`abs(${change}) >= ${range.from}::numeric`;
  const to =
    range.to === null ? undefined : sql`${change} between -(${range.to}::numeric) and ${range.to}::numeric`;
  return and(from, to);
}
