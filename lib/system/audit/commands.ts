import "server-only";
import { sql } from "drizzle-orm";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx } from "@/lib/core/context";
import type { ChainReport } from "@/lib/system/audit/schema";

/**
 * Chains the committed audit rows that are not chained yet and answers how many. Safe to call from many processes at
 * once: one of them works, the others answer 0 at once. Writes no audit row, since that would never end.
 */
export async function sealAudit(ctx: Ctx): Promise<number> {
  authorize(ctx, "system.audit.verify");
  const [row] = await ctx.db.execute<{ sealed: number }>(sql`select core.seal_audit_logs() as sealed`);
  return row?.sealed ?? 0;
}

type ChainRow = {
  sealed: string;
  unsealed: string;
  head: string | null;
  broken_seq: string | null;
  broken_audit_id: string | null;
  problem: string | null;
};

/** Recomputes every hash of the audit chain and names the first broken link, if any. Audited with what it found. */
export async function verifyAudit(ctx: Ctx): Promise<ChainReport> {
  authorize(ctx, "system.audit.verify");
  const verifiedAt = ctx.now().toISOString();
  const [row] = await ctx.db.execute<ChainRow>(sql`select * from core.verify_audit_chain()`);
  if (!row) throw new Error("core.verify_audit_chain() answered nothing");
  const report: ChainReport = {
    verifiedAt,
    sealed: Number(row.sealed),
    unsealed: Number(row.unsealed),
    head: row.head,
    broken: row.problem === null ? null : brokenLink(row, row.problem),
  };
  await audit(ctx, {
    action: "audit.verify",
    outcome: report.broken ? "failed" : "success",
    metadata: { sealed: report.sealed, unsealed: report.unsealed, head: report.head, broken: report.broken },
  });
  return report;
}

function brokenLink(row: ChainRow, problem: string): ChainReport["broken"] {
  const number = (value: string | null) => (value === null ? null : Number(value));
  return { seq: number(row.broken_seq), auditId: number(row.broken_audit_id), problem };
}
