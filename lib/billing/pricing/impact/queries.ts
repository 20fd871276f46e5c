import "server-only";
import { and, asc, count, desc, eq, not, or, type SQL, sql } from "drizzle-orm";
import { pricingPreviews, pricingPreviewRows as rows } from "@/db/schema/billing-pricing";
import { staff } from "@/db/schema/core";
import type { ImpactRow, ImpactSummary, Preview, PreviewRole } from "@/lib/billing/pricing/impact/schema";
import type { ImpactList } from "@/lib/billing/pricing/impact/search-params";
import { authorize, type Ctx } from "@/lib/core/context";
import type { Choice, ListPage, ListParams } from "@/lib/core/list";
import { keysetPage, matchesAmount, matchesChoice, type SortColumn } from "@/lib/core/list-query";

type ImpactParams = ListParams<ImpactList>;

const EXPORT_BATCH = 20_000;

/** A version's latest plan of a role; null when it has none. */
export async function getPreview(ctx: Ctx, configId: string, role: PreviewRole): Promise<Preview | null> {
  authorize(ctx, "billing.pricing.view");
  const [row] = await ctx.db
    .select({ preview: pricingPreviews, by: staff.name })
    .from(pricingPreviews)
    .leftJoin(staff, eq(staff.id, pricingPreviews.createdBy))
    .where(and(eq(pricingPreviews.configId, configId), sql`${pricingPreviews.summary} ->> 'role' = ${role}`))
    .orderBy(desc(pricingPreviews.createdAt))
    .limit(1);
  if (!row) return null;
  const { id, asOf, createdBy, fingerprint, limitPercent, summary } = row.preview;
  return {
    id,
    configId,
    asOf: asOf.toISOString(),
    createdBy: { id: createdBy, name: row.by },
    fingerprint,
    limitPercent: limitPercent ?? "0",
    summary: summary as ImpactSummary,
  };
}

/** Looked up a row at a time, after the page is cut: a million rows cost no join. */
const customer = sql<string | null>`(
  select u.full_name from billing.subscriptions s join billing.users u on u.id = s.user_id
  where s.id = ${rows.subscriptionId})`;

const columns = {
  subscriptionId: rows.subscriptionId,
  planId: rows.planId,
  currency: rows.currency,
  billingCycle: rows.billingCycle,
  deliveryType: rows.deliveryType,
  taxPlace: rows.taxPlace,
  oldTotal: rows.oldTotal,
  newTotal: rows.newTotal,
  change: sql<string>`${rows.newTotal} - ${rows.oldTotal}`,
  changePercent: rows.changePercent,
  problem: rows.problem,
};

const id: SortColumn = { column: rows.subscriptionId, type: "uuid" };
const sorts = {
  change: { column: rows.changeCents, type: "bigint" },
} satisfies Record<string, SortColumn>;

type Plan = Pick<Preview, "id" | "limitPercent">;

/** One page of a plan's rows that the filters leave. */
export async function listImpact(ctx: Ctx, plan: Plan, params: ImpactParams): Promise<ListPage<ImpactRow>> {
  authorize(ctx, "billing.pricing.preview");
  const filter = matches(plan, params);
  return keysetPage<ImpactRow, keyof typeof sorts>({
    params,
    sorts,
    id,
    rows: ({ where, orderBy, limit, cursor }) =>
      ctx.db
        .select({ ...columns, customer, cursor })
        .from(rows)
        .where(and(filter, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: async (limit) => {
      const some = ctx.db.select({ one: sql`1` }).from(rows).where(filter).limit(limit).as("some");
      const [row] = await ctx.db.select({ value: count() }).from(some);
      return row?.value ?? 0;
    },
  });
}

/** A row of the export: what the price is computed from, too. */
export type ImpactExportRow = Awaited<ReturnType<typeof exportBatch>>[number];

/** The rows of a plan that the filters leave, batch by batch in the order of the list, for an export. */
export async function* readImpactBatches(
  ctx: Ctx,
  plan: Plan,
  params: ImpactParams,
): AsyncGenerator<ImpactExportRow[]> {
  authorize(ctx, "billing.pricing.export");
  const filter = matches(plan, params);
  let last: ImpactExportRow | undefined;
  for (;;) {
    const batch = await exportBatch(ctx, filter, params.sort, last);
    if (batch.length > 0) yield batch;
    last = batch.at(-1);
    if (batch.length < EXPORT_BATCH) return;
  }
}

function exportBatch(
  ctx: Ctx,
  filter: SQL | undefined,
  sort: ImpactParams["sort"],
  last: { subscriptionId: string; position: string } | undefined,
) {
  const { column } = sorts[sort.field];
  const [order, beyond] = sort.descending ? [desc, sql`<`] : [asc, sql`>`];
  const after =
    last &&
    sql`(${column}, ${id.column}) ${beyond} (${last.position}::numeric, ${last.subscriptionId}::uuid)`;
  return ctx.db
    .select({
      ...columns,
      subtotal: rows.subtotal,
      deliveryCost: rows.deliveryCost,
      taxRate: rows.taxRate,
      loyaltyPercent: rows.loyaltyPercent,
      position: sql<string>`${column}::text`,
    })
    .from(rows)
    .where(and(filter, after))
    .orderBy(order(column), order(id.column))
    .limit(EXPORT_BATCH);
}

const DIRECTIONS: Record<string, SQL> = {
  up: sql`${rows.changeCents} > 0`,
  down: sql`${rows.changeCents} < 0`,
  unchanged: sql`${rows.changeCents} = 0`,
};

function matches(plan: Plan, params: ImpactParams): SQL | undefined {
  const over = sql`${rows.changeCents} > ${rows.oldTotal} * ${plan.limitPercent}::numeric`;
  return and(
    eq(rows.previewId, plan.id),
    matchesDirection(params.direction),
    matchesChoice(rows.planId, params.plan),
    matchesChoice(rows.currency, params.currency),
    params.limit?.values.includes("over") ? (params.limit.not ? not(over) : over) : undefined,
    matchesProblem(params.problem),
    matchesAmount(rows.changePercent, params.percent),
    matchesAmount(sql`(${rows.newTotal} - ${rows.oldTotal})`, params.change),
  );
}

function matchesDirection(choice: Choice | null): SQL | undefined {
  const any = or(...(choice?.values.flatMap((value) => DIRECTIONS[value] ?? []) ?? []));
  return any && choice?.not ? not(any) : any;
}

function matchesProblem(choice: Choice | null): SQL | undefined {
  const any = matchesChoice(rows.problem, choice && { ...choice, not: false });
  // `is not true`, since a row without a problem compares as unknown.
  return any && choice?.not ? sql`(${any}) is not true` : any;
}
