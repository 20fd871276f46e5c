import { Status, type StatusMeaning } from "@/components/ui/status";
import type { AuditOutcome } from "@/db/enums/core";
import { OUTCOME_LABELS } from "@/lib/system/audit/search-params";

const meanings: Record<AuditOutcome, StatusMeaning> = { success: "ok", denied: "ended", failed: "failed" };

/** How an audited action ended. */
export function AuditOutcomeStatus({ outcome }: { outcome: AuditOutcome }) {
  return <Status meaning={meanings[outcome]}>{OUTCOME_LABELS[outcome]}</Status>;
}
