import type { CsvColumn } from "@/lib/core/csv";
import type { AuditExportRow } from "@/lib/system/audit/queries";

/** The columns of the audit export: before and after as JSON by field, and the row's link of the chain. */
export const auditColumns: readonly CsvColumn<AuditExportRow>[] = [
  { header: "id", cell: (row) => row.id },
  { header: "occurred_at", cell: (row) => row.occurredAt.toISOString() },
  { header: "action", cell: (row) => row.action },
  { header: "outcome", cell: (row) => row.outcome },
  { header: "actor_type", cell: (row) => row.actorType },
  { header: "actor_id", cell: (row) => row.actorId },
  { header: "actor_name", cell: (row) => row.actorName },
  { header: "actor_email", cell: (row) => row.actorEmail },
  { header: "actor_role", cell: (row) => row.actorRole },
  { header: "target_type", cell: (row) => row.targetType },
  { header: "target_id", cell: (row) => row.targetId },
  { header: "target_label", cell: (row) => row.targetLabel },
  { header: "before", cell: (row) => side(row, "before") },
  { header: "after", cell: (row) => side(row, "after") },
  { header: "reason", cell: (row) => row.reason },
  { header: "request_id", cell: (row) => row.requestId },
  { header: "address", cell: (row) => row.address },
  { header: "user_agent", cell: (row) => row.userAgent },
  { header: "metadata", cell: (row) => JSON.stringify(row.metadata) },
  { header: "seal_seq", cell: (row) => row.seq },
  { header: "seal_hash", cell: (row) => row.hash },
];

function side(row: AuditExportRow, which: "before" | "after"): string {
  const values = Object.entries(row.changes).map(([field, change]) => [field, change[which] ?? null]);
  return JSON.stringify(Object.fromEntries(values));
}
