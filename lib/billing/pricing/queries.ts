import "server-only";
import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type PricingConfigRow, pricingConfigs } from "@/db/schema/billing-pricing";
import { auditLogs, staff } from "@/db/schema/core";
import { nextVersion, type PricingTerms } from "@/lib/billing/pricing/rules";
import { isUuid, type PricingVersion, type PricingVersionRow } from "@/lib/billing/pricing/schema";
import type { pricingList } from "@/lib/billing/pricing/search-params";
import { authorize, type Ctx } from "@/lib/core/context";
import { NotFoundError, PreconditionError } from "@/lib/core/errors";
import type { ListPage, ListParams } from "@/lib/core/list";
import { keysetPage, matchesAmount, matchesChoice, matchesDays, prefixPattern } from "@/lib/core/list-query";

type PricingParams = ListParams<typeof pricingList>;

const EXPORT_BATCH = 1000;
const COMPARABLE = 100;

/** The pricing terms of a stored version, places in order. */
export function termsOfRow(row: PricingConfigRow): PricingTerms {
  const { subscriptionPercentage, deliveryCosts, currencySettings } = row;
  // The database keeps the keys of an object in an order of its own.
  const taxRates = Object.fromEntries(Object.entries(row.taxRates).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { subscriptionPercentage, deliveryCosts, taxRates, currencySettings };
}

/**
 * The version in force, for commands that price a subscription; hold it with `holdPricing` first. Checks no right of
 * its own. Throws `PreconditionError` when no version is active.
 */
export async function getActiveTerms(
  ctx: Ctx,
): Promise<{ id: string; version: string; terms: PricingTerms }> {
  const [row] = await ctx.db.select().from(pricingConfigs).where(eq(pricingConfigs.isActive, "active"));
  if (!row) throw new PreconditionError("No pricing version is active: publish one first.");
  return { id: row.id, version: row.version, terms: termsOfRow(row) };
}

const base = alias(pricingConfigs, "base");

function versions(ctx: Ctx) {
  return ctx.db
    .select({ row: pricingConfigs, author: staff.name, baseVersion: base.version })
    .from(pricingConfigs)
    .leftJoin(staff, eq(staff.id, pricingConfigs.createdBy))
    .leftJoin(base, eq(base.id, pricingConfigs.basedOn));
}

type Stored = Awaited<ReturnType<typeof versions>>[number];

function toVersion({ row, author, baseVersion }: Stored): PricingVersion {
  const iso = (instant: Date | null) => instant?.toISOString() ?? null;
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    terms: termsOfRow(row),
    reason: row.changeReason,
    effectiveAt: iso(row.effectiveAt),
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: row.createdBy, name: author },
    basedOn: row.basedOn && baseVersion ? { id: row.basedOn, version: baseVersion } : null,
    activatedAt: iso(row.activatedAt),
    supersededAt: iso(row.supersededAt),
    withdrawnAt: iso(row.withdrawnAt),
    leaveUnpriceable: row.leaveUnpriceable,
    rowVersion: row.rowVersion,
  };
}

/** One version. Throws `NotFoundError`. */
export async function getVersion(ctx: Ctx, id: string): Promise<PricingVersion> {
  const found = await findVersion(ctx, id);
  if (!found) throw new NotFoundError("This pricing version");
  return found;
}

/** One version, or null when the text is no id of one. */
export async function findVersion(ctx: Ctx, id: string): Promise<PricingVersion | null> {
  authorize(ctx, "billing.pricing.view");
  if (!isUuid(id)) return null;
  const [found] = await versions(ctx).where(eq(pricingConfigs.id, id));
  return found ? toVersion(found) : null;
}

/** The number the next version gets, unless somebody makes one before. */
export async function previewNextVersion(ctx: Ctx): Promise<string> {
  authorize(ctx, "billing.pricing.view");
  const [last] = await ctx.db
    .select({ version: pricingConfigs.version })
    .from(pricingConfigs)
    .orderBy(desc(pricingConfigs.versionNumber))
    .limit(1);
  return last ? nextVersion(last.version) : "1.0";
}

/** The version in force; null before the first publication. */
export async function getActiveVersion(ctx: Ctx): Promise<PricingVersion | null> {
  authorize(ctx, "billing.pricing.view");
  const [found] = await versions(ctx).where(eq(pricingConfigs.isActive, "active"));
  return found ? toVersion(found) : null;
}

/** Versions that wait for their instant, in the order in which they will become active. */
export async function listScheduled(ctx: Ctx): Promise<PricingVersion[]> {
  authorize(ctx, "billing.pricing.view");
  const rows = await versions(ctx)
    .where(eq(pricingConfigs.status, "scheduled"))
    .orderBy(asc(pricingConfigs.effectiveAt), asc(pricingConfigs.versionNumber));
  return rows.map(toVersion);
}

/** The newest versions to compare with, newest first, at most a hundred. */
export function listComparable(ctx: Ctx): Promise<Pick<PricingVersion, "id" | "version" | "status">[]> {
  authorize(ctx, "billing.pricing.view");
  return ctx.db
    .select({ id: pricingConfigs.id, version: pricingConfigs.version, status: pricingConfigs.status })
    .from(pricingConfigs)
    .orderBy(desc(pricingConfigs.versionNumber))
    .limit(COMPARABLE);
}

/** Everybody who wrote a version, for the author filter. */
export async function listAuthors(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  authorize(ctx, "billing.pricing.view");
  const rows = await ctx.db
    .selectDistinct({ value: pricingConfigs.createdBy, label: staff.name })
    .from(pricingConfigs)
    .leftJoin(staff, eq(staff.id, pricingConfigs.createdBy))
    .orderBy(asc(staff.name));
  return rows.map((row) => ({ value: row.value, label: row.label ?? "Installation" }));
}

/** Why the latest attempt to activate a scheduled version failed; null when none did. */
export async function lastActivationFailure(
  ctx: Ctx,
  id: string,
): Promise<{ at: string; reason: string } | null> {
  authorize(ctx, "billing.pricing.view");
  const [row] = await ctx.db
    .select({ at: auditLogs.occurredAt, reason: auditLogs.reason })
    .from(auditLogs)
    .where(
      and(
        eq(auditLogs.targetType, "pricing"),
        eq(auditLogs.targetId, id),
        eq(auditLogs.action, "pricing.activate"),
        eq(auditLogs.outcome, "failed"),
      ),
    )
    .orderBy(desc(auditLogs.id))
    .limit(1);
  return row ? { at: row.at.toISOString(), reason: row.reason ?? "" } : null;
}

const rowColumns = {
  id: pricingConfigs.id,
  version: pricingConfigs.version,
  status: pricingConfigs.status,
  subscriptionPercentage: pricingConfigs.subscriptionPercentage,
  reason: pricingConfigs.changeReason,
  effectiveAt: pricingConfigs.effectiveAt,
  createdAt: pricingConfigs.createdAt,
  activatedAt: pricingConfigs.activatedAt,
  createdBy: pricingConfigs.createdBy,
  author: staff.name,
};

type SelectedRow = Pick<
  PricingConfigRow,
  "id" | "version" | "status" | "subscriptionPercentage" | "effectiveAt" | "createdAt" | "activatedAt"
> & { reason: string | null; createdBy: string; author: string | null };

function toRow({ author, createdBy, ...row }: SelectedRow): PricingVersionRow {
  return {
    ...row,
    effectiveAt: row.effectiveAt?.toISOString() ?? null,
    activatedAt: row.activatedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: createdBy, name: author },
  };
}

/** One page of the versions that the filters leave. */
export async function listVersions(ctx: Ctx, params: PricingParams): Promise<ListPage<PricingVersionRow>> {
  authorize(ctx, "billing.pricing.view");
  const filter = matches(params);
  return keysetPage<PricingVersionRow, "version" | "percentage">({
    params,
    sorts: {
      version: { column: pricingConfigs.versionNumber, type: "int" },
      percentage: { column: pricingConfigs.subscriptionPercentage, type: "numeric" },
    },
    id: { column: pricingConfigs.id, type: "uuid" },
    rows: async ({ where, orderBy, limit, cursor }) => {
      const rows = await ctx.db
        .select({ ...rowColumns, cursor })
        .from(pricingConfigs)
        .leftJoin(staff, eq(staff.id, pricingConfigs.createdBy))
        .where(and(filter, where))
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map(({ cursor, ...row }) => ({ ...toRow(row), cursor }));
    },
    count: async (limit) => {
      const some = ctx.db.select({ one: sql`1` }).from(pricingConfigs).where(filter).limit(limit).as("some");
      const [row] = await ctx.db.select({ value: count() }).from(some);
      return row?.value ?? 0;
    },
  });
}

/** The versions that the filters leave, newest first, batch by batch for an export. */
export async function* readVersionBatches(ctx: Ctx, params: PricingParams): AsyncGenerator<PricingVersion[]> {
  authorize(ctx, "billing.pricing.export");
  for (let offset = 0; ; offset += EXPORT_BATCH) {
    const rows = await versions(ctx)
      .where(matches(params))
      .orderBy(desc(pricingConfigs.versionNumber))
      .limit(EXPORT_BATCH)
      .offset(offset);
    if (rows.length > 0) yield rows.map(toVersion);
    if (rows.length < EXPORT_BATCH) return;
  }
}

function matches(params: PricingParams): SQL | undefined {
  const text = params.q?.trim();
  return and(
    text
      ? or(eq(pricingConfigs.version, text), ilike(pricingConfigs.changeReason, `%${prefixPattern(text)}`))
      : undefined,
    matchesChoice(pricingConfigs.status, params.status),
    matchesAmount(pricingConfigs.subscriptionPercentage, params.percentage),
    matchesChoice(pricingConfigs.createdBy, params.author),
    matchesDays(pricingConfigs.createdAt, params.created),
  );
}
