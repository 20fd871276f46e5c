import { RecordHistoryList } from "@/components/system/record-history-list";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { isAllowed } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { requestContext } from "@/lib/core/session";
import { listRecordHistory } from "@/lib/system/audit/queries";

type RecordHistoryProps = { targetType: string; targetId: string };

/**
 * The audit rows of one record, for its detail page; nothing for people who may not read the audit log. Reads the
 * session, so it stands inside a Suspense boundary.
 */
export async function RecordHistory({ targetType, targetId }: RecordHistoryProps) {
  const ctx = await requestContext();
  if (!isAllowed(ctx.actor, "system.audit.view")) return null;
  const entries = await listRecordHistory(ctx, { type: targetType, id: targetId });
  const all = new URLSearchParams({ target: targetType, record: targetId });
  return (
    <Card
      title="Audit"
      description="Who did what to this record"
      actions={
        <LinkButton size="sm" variant="ghost" href={`/system/audit?${all}`}>
          Open in the audit log
        </LinkButton>
      }
    >
      <RecordHistoryList entries={entries} zone={reportZone()} />
    </Card>
  );
}
