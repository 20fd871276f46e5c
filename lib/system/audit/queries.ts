import "server-only";
import { and, asc, count, desc, eq, gt, ilike, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { auditLogs, auditSeals } from "@/db/schema/core";
import { authorize, type Ctx } from "@/lib/core/context";
import { NotFoundError } from "@/lib/core/errors";
import type { Choice, ListPage, ListParams } from "@/lib/core/list";
import { keysetPage, matchesChoice, matchesDays, prefixPattern } from "@/lib/core/list-query";
import type { AuditEntryDetail, AuditRow } from "@/lib/system/audit/schema";
import { type auditList, NOBODY } from "@/lib/system/audit/search-params";

type AuditParams = ListParams<typeof auditList>;

const EXPORT_BATCH = 1000;

const rowColumns = {
  id: auditLogs.id,
  occurredAt: auditLogs.occurredAt,
  actorType: auditLogs.actorType,
  actorName: auditLogs.actorName,
  actorEmail: auditLogs.actorEmail,
  actorRole: auditLogs.actorRole,
  action: auditLogs.action,
  outcome: auditLogs.outcome,
  targetType: auditLogs.targetType,
  targetId: auditLogs.targetId,
  targetLabel: auditLogs.targetLabel,
  fields: sql<string[]>`array(select jsonb_object_keys(${auditLogs.changes}))`,
  reason: auditLogs.reason,
  address: auditLogs.address,
};

const detailColumns = {
  ...rowColumns,
  actorId: auditLogs.actorId,
  changes: auditLogs.changes,
  metadata: auditLogs.metadata,
  requestId: auditLogs.requestId,
  userAgent: auditLogs.userAgent,
  seq: auditSeals.seq,
  hash: auditSeals.hash,
  sealedAt: auditSeals.sealedAt,
};

function toRow<R extends { occurredAt: Date }>({ occurredAt, ...row }: R) {
  return { ...row, at: occurredAt.toISOString() };
}

type StoredDetail = Omit<AuditEntryDetail, "at" | "seal"> & {
  occurredAt: Date;
  actorId: string | null;
  seq: number | null;
  hash: string | null;
  sealedAt: Date | null;
};

function toDetail(row: StoredDetail): AuditEntryDetail {
  const { seq, hash, sealedAt, actorId: _actorId, ...rest } = toRow(row);
  const seal = seq !== null && hash && sealedAt ? { seq, hash, sealedAt: sealedAt.toISOString() } : null;
  return { ...rest, seal };
}

/** One page of the audit rows that the filters leave. */
export async function listAudit(ctx: Ctx, params: AuditParams): Promise<ListPage<AuditRow>> {
  authorize(ctx, "system.audit.view");
  const filter = matches(params);
  return keysetPage<AuditRow, "at">({
    params,
    sorts: { at: { column: auditLogs.occurredAt, type: "timestamptz" } },
    id: { column: auditLogs.id, type: "bigint" },
    rows: async ({ where, orderBy, limit, cursor }) => {
      const rows = await ctx.db
        .select({ ...rowColumns, cursor })
        .from(auditLogs)
        .where(and(filter, where))
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map(toRow);
    },
    count: async (limit) => {
      const matching = ctx.db
        .select({ one: sql`1` })
        .from(auditLogs)
        .where(filter)
        .limit(limit)
        .as("matching");
      const [row] = await ctx.db.select({ value: count() }).from(matching);
      return row?.value ?? 0;
    },
  });
}

/** One audit row with everything it holds. Throws `NotFoundError`. */
export async function getAuditEntry(ctx: Ctx, id: number): Promise<AuditEntryDetail> {
  authorize(ctx, "system.audit.view");
  const [row] = await ctx.db
    .select(detailColumns)
    .from(auditLogs)
    .leftJoin(auditSeals, eq(auditSeals.auditId, auditLogs.id))
    .where(eq(auditLogs.id, id));
  if (!row) throw new NotFoundError("This audit row");
  return toDetail(row);
}

/** The latest audit rows about one record, newest first, at most `limit`. */
export async function listRecordHistory(
  ctx: Ctx,
  target: { type: string; id: string },
  limit = 20,
): Promise<AuditEntryDetail[]> {
  authorize(ctx, "system.audit.view");
  const rows = await ctx.db
    .select(detailColumns)
    .from(auditLogs)
    .leftJoin(auditSeals, eq(auditSeals.auditId, auditLogs.id))
    .where(and(eq(auditLogs.targetType, target.type), eq(auditLogs.targetId, target.id)))
    .orderBy(desc(auditLogs.id))
    .limit(limit);
  return rows.map(toDetail);
}

/** A row of the export: everything, flat. */
export type AuditExportRow = Awaited<ReturnType<typeof exportBatch>>[number];

/** The audit rows that the filters leave, batch by batch in the order of the list, for an export. */
export async function* readAuditBatches(ctx: Ctx, params: AuditParams): AsyncGenerator<AuditExportRow[]> {
  authorize(ctx, "system.audit.export");
  const filter = matches(params);
  let last: { occurredAt: Date; id: number } | undefined;
  for (;;) {
    const rows = await exportBatch(ctx, filter, params.sort.descending, last);
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < EXPORT_BATCH) return;
  }
}

function exportBatch(
  ctx: Ctx,
  filter: SQL | undefined,
  descending: boolean,
  last: { occurredAt: Date; id: number } | undefined,
) {
  const order = descending ? desc : asc;
  const beyond = descending ? lt : gt;
  const position = sql`(${auditLogs.occurredAt}, ${auditLogs.id})`;
  const after =
    last && beyond(position, sql`(${last.occurredAt.toISOString()}::timestamptz, ${last.id}::bigint)`);
  return ctx.db
    .select(detailColumns)
    .from(auditLogs)
    .leftJoin(auditSeals, eq(auditSeals.auditId, auditLogs.id))
    .where(and(filter, after))
    .orderBy(order(auditLogs.occurredAt), order(auditLogs.id))
    .limit(EXPORT_BATCH);
}

function matches(params: AuditParams): SQL | undefined {
  return and(
    matchesText(params.q),
    matchesDays(auditLogs.occurredAt, params.at),
    matchesActor(params.actor),
    matchesChoice(auditLogs.action, params.action),
    matchesChoice(auditLogs.targetType, params.target),
    params.record?.trim() ? eq(auditLogs.targetId, params.record.trim()) : undefined,
    matchesChoice(auditLogs.outcome, params.outcome),
  );
}

function matchesActor(choice: Choice | null): SQL | undefined {
  if (!choice) return undefined;
  const ids = choice.values.filter((value) => value !== NOBODY);
  const any = or(
    ids.length > 0 ? inArray(auditLogs.actorId, ids) : undefined,
    ids.length < choice.values.length ? isNull(auditLogs.actorId) : undefined,
  );
  // `is not true`, since a row without an actor compares as unknown.
  return any && choice.not ? sql`(${any}) is not true` : any;
}

function matchesText(text: string | null): SQL | undefined {
  const term = text?.trim();
  if (!term) return undefined;
  const pattern = `%${prefixPattern(term)}`;
  return or(
    eq(auditLogs.targetId, term),
    eq(auditLogs.requestId, term),
    ilike(auditLogs.targetLabel, pattern),
    ilike(auditLogs.actorName, pattern),
    ilike(auditLogs.actorEmail, pattern),
    ilike(auditLogs.reason, pattern),
    ilike(auditLogs.address, pattern),
  );
}
