import { auditOutcomes } from "@/db/enums/core";
import { defineList } from "@/lib/core/list";

/** What each outcome is called on screens and in filters. */
export const OUTCOME_LABELS = { success: "Done", denied: "Denied", failed: "Failed" } as const;

/** The value of the actor filter that stands for people who were not signed in. */
export const NOBODY = "nobody";

/** The audit log: its filters, its sorts and its URL. */
export const auditList = defineList({
  id: "system.audit",
  path: "/system/audit",
  exportPath: "/api/exports/system/audit",
  filters: {
    q: { kind: "text", label: "Text", placeholder: "Record, reason, request id, address" },
    at: { kind: "days", label: "Date" },
    actor: { kind: "dynamic", label: "Actor" },
    action: { kind: "dynamic", label: "Action" },
    target: { kind: "dynamic", label: "Record type" },
    record: { kind: "text", label: "Record id" },
    outcome: {
      kind: "choice",
      label: "Outcome",
      options: auditOutcomes.map((outcome) => ({ value: outcome, label: OUTCOME_LABELS[outcome] })),
    },
  },
  sorts: { at: { label: "Time" } },
  defaultSort: { field: "at", descending: true },
});
