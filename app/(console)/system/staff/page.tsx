import type { Metadata } from "next";
import { Suspense } from "react";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { StaffTable } from "@/components/system/staff-table";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { reportZone } from "@/lib/core/env";
import { can } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";
import { deleteViewAction, saveViewAction } from "@/lib/system/saved-views/actions";
import { listSavedViews } from "@/lib/system/saved-views/queries";
import { countActiveAdmins, listStaff } from "@/lib/system/staff/queries";
import { staffList } from "@/lib/system/staff/search-params";

export const metadata: Metadata = { title: "Staff" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default function StaffPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <PageHeader title="Staff" description="Who may sign in, and with which rights." />
      <PartBoundary what="The list of staff">
        <Suspense fallback={<DataTableSkeleton columns={6} rows={6} />}>
          <Content searchParams={searchParams} />
        </Suspense>
      </PartBoundary>
    </>
  );
}

async function Content({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requirePage("system.staff.view", staffList.path);
  const params = await staffList.load(searchParams);
  const [page, views, admins] = await Promise.all([
    listStaff(ctx, params),
    listSavedViews(ctx, staffList.id),
    countActiveAdmins(ctx),
  ]);
  return (
    <div className="grid gap-4">
      {admins === 1 ? (
        <Callout title="There is only one active admin">
          If that person loses their password, only the command line can let them in again. A second admin is
          safer.
        </Callout>
      ) : null}
      <StaffTable
        page={page}
        views={{ items: views, save: saveViewAction, remove: deleteViewAction }}
        zone={reportZone()}
        selfId={ctx.actor.id}
        canManage={can(ctx.actor.role, "system.staff.manage")}
      />
    </div>
  );
}
