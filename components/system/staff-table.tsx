"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn } from "@/components/data-table/list-spec";
import type { ViewStore } from "@/components/data-table/saved-views";
import { InviteDialog } from "@/components/system/invite-dialog";
import { StaffActions } from "@/components/system/staff-actions";
import { StaffStatus } from "@/components/system/staff-status";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import type { ListPage } from "@/lib/core/list";
import { ROLE_LABELS } from "@/lib/core/permissions";
import type { StaffMember } from "@/lib/system/staff/schema";
import { staffList } from "@/lib/system/staff/search-params";

type StaffTableProps = {
  page: ListPage<StaffMember>;
  views: ViewStore;
  zone: string;
  /** The person who looks. */
  selfId: string;
  canManage: boolean;
};

/** The people who may sign in, and what an admin may do with each. */
export function StaffTable({ page, views, zone, selfId, canManage }: StaffTableProps) {
  const columns = useMemo(() => staffColumns({ zone, selfId, canManage }), [zone, selfId, canManage]);
  return (
    <DataTable
      list={staffList}
      page={page}
      columns={columns}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      label="Staff"
      noun={{ one: "person", many: "people" }}
      zone={zone}
      search="q"
      views={views}
      actions={canManage ? <InviteDialog zone={zone} /> : undefined}
      empty={{ title: "Nobody is here yet", text: "Invite the first person." }}
    />
  );
}

type Options = Pick<StaffTableProps, "zone" | "selfId" | "canManage">;

function staffColumns({ zone, selfId, canManage }: Options): DataColumn<StaffMember>[] {
  const columns: DataColumn<StaffMember>[] = [
    {
      id: "name",
      header: "Name",
      sort: "name",
      cell: (row) => (
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.id === selfId ? <Badge tone="accent">you</Badge> : null}
        </span>
      ),
    },
    { id: "email", header: "E-mail", sort: "email", cell: (row) => row.email },
    { id: "role", header: "Role", cell: (row) => ROLE_LABELS[row.role].label },
    { id: "status", header: "Status", cell: (row) => <StaffStatus status={row.status} /> },
    { id: "seen", header: "Last signed in", cell: (row) => <Instant at={row.lastSignedInAt} zone={zone} /> },
    { id: "link", header: "Open link until", cell: (row) => <Instant at={row.linkExpiresAt} zone={zone} /> },
    {
      id: "created",
      header: "Added",
      sort: "created",
      hidden: true,
      cell: (row) => <Instant at={row.createdAt} zone={zone} />,
    },
  ];
  if (!canManage) return columns;
  return [
    ...columns,
    {
      id: "actions",
      header: "Actions",
      className: "w-10 text-right",
      cell: (row) => <StaffActions person={row} isSelf={row.id === selfId} zone={zone} />,
    },
  ];
}

function Instant({ at, zone }: { at: string | null; zone: string }) {
  return at ? <DateTime at={at} zone={zone} /> : <span className="text-ink-muted">–</span>;
}
