import Link from "next/link";
import { AuditOutcomeStatus } from "@/components/system/audit-outcome";
import { ElementChanges } from "@/components/system/element-changes";
import { DateTime } from "@/components/ui/date-time";
import { actionLabel, elementChanges } from "@/lib/system/audit/rules";
import type { AuditEntryDetail } from "@/lib/system/audit/schema";

/** What happened to one record, newest first, each step with its changes folded in. */
export function RecordHistoryList({ entries, zone }: { entries: readonly AuditEntryDetail[]; zone: string }) {
  if (entries.length === 0) return <p className="text-ink-muted text-sm">Nothing has been recorded yet.</p>;
  return (
    <ol className="grid">
      {entries.map((entry) => {
        const changes = elementChanges(entry.changes);
        return (
          <li key={entry.id} className="grid gap-1.5 border-b py-2.5 text-sm last:border-b-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link
                href={`/system/audit?entry=${entry.id}`}
                className="font-medium underline-offset-2 hover:text-accent-text hover:underline"
              >
                {actionLabel(entry.action)}
              </Link>
              {entry.outcome === "success" ? null : <AuditOutcomeStatus outcome={entry.outcome} />}
              <span className="text-ink-muted">{entry.actorName ?? "Nobody signed in"}</span>
              <DateTime at={entry.at} zone={zone} className="ml-auto text-ink-muted" />
            </div>
            {entry.reason ? <p className="text-pretty">{entry.reason}</p> : null}
            {changes.length > 0 ? (
              <details>
                <summary className="w-fit cursor-pointer rounded-sm text-ink-muted hover:text-ink">
                  {changes.length === 1 ? "1 change" : `${changes.length} changes`}
                </summary>
                <div className="pt-2">
                  <ElementChanges changes={changes} />
                </div>
              </details>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
