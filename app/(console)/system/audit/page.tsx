import type { Metadata } from "next";
import { Suspense } from "react";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { AuditEntryView } from "@/components/system/audit-entry";
import { AuditEntrySheet } from "@/components/system/audit-entry-sheet";
import { AuditTable } from "@/components/system/audit-table";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import type { Ctx } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { NotFoundError } from "@/lib/core/errors";
import { can } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";
import { listAuditChoices } from "@/lib/system/audit/choices";
import { getAuditEntry, listAudit } from "@/lib/system/audit/queries";
import { actionLabel } from "@/lib/system/audit/rules";
import { auditList } from "@/lib/system/audit/search-params";
import { deleteViewAction, saveViewAction } from "@/lib/system/saved-views/actions";
import { listSavedViews } from "@/lib/system/saved-views/queries";

export const metadata: Metadata = { title: "Audit log" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change, denied attempt, export and sign-in. Rows cannot be changed or removed; each is sealed with the hash of the one before."
      />
      <PartBoundary what="The audit log">
        <Suspense fallback={<DataTableSkeleton columns={6} />}>
          <Content searchParams={searchParams} />
        </Suspense>
      </PartBoundary>
    </>
  );
}

async function Content({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requirePage("system.audit.view", auditList.path);
  const [params, { entry: entryId }] = await Promise.all([auditList.load(searchParams), searchParams]);
  const [page, choices, views, entry] = await Promise.all([
    listAudit(ctx, params),
    listAuditChoices(ctx),
    listSavedViews(ctx, auditList.id),
    typeof entryId === "string" ? findEntry(ctx, entryId) : null,
  ]);
  const { role } = ctx.actor;
  const zone = reportZone();
  return (
    <>
      <AuditTable
        page={page}
        choices={choices}
        views={{ items: views, save: saveViewAction, remove: deleteViewAction }}
        zone={zone}
        canExport={can(role, "system.audit.export")}
        canVerify={can(role, "system.audit.verify")}
      />
      {typeof entryId === "string" ? (
        <AuditEntrySheet
          key={entryId}
          title={entry ? actionLabel(entry.action) : "No such row"}
          description={`Audit row ${entryId.slice(0, 20)}`}
        >
          {entry ? (
            <AuditEntryView entry={entry} zone={zone} />
          ) : (
            <p className="text-ink-muted text-sm">
              There is no audit row with this number. If a verification led you here, the row was deleted.
            </p>
          )}
        </AuditEntrySheet>
      ) : null}
    </>
  );
}

async function findEntry(ctx: Ctx, text: string) {
  if (!/^\d{1,15}$/.test(text)) return null;
  try {
    return await getAuditEntry(ctx, Number(text));
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
