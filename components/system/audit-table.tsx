"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn, FilterChoice } from "@/components/data-table/list-spec";
import type { ViewStore } from "@/components/data-table/saved-views";
import { AuditOutcomeStatus } from "@/components/system/audit-outcome";
import { VerifyChain } from "@/components/system/verify-chain";
import { DateTime } from "@/components/ui/date-time";
import type { ListPage } from "@/lib/core/list";
import { actionLabel } from "@/lib/system/audit/rules";
import type { AuditRow } from "@/lib/system/audit/schema";
import { auditList } from "@/lib/system/audit/search-params";

type AuditTableProps = {
  page: ListPage<AuditRow>;
  choices: Record<string, readonly FilterChoice[]>;
  views: ViewStore;
  zone: string;
  canExport: boolean;
  canVerify: boolean;
};

/** The audit log as a list; a row opens in a drawer beside it. */
export function AuditTable({ page, choices, views, zone, canExport, canVerify }: AuditTableProps) {
  const columns = useMemo(() => auditColumns(zone), [zone]);
  const search = useSearchParams();

  function hrefOf(row: AuditRow): string {
    const params = new URLSearchParams(search);
    params.set("entry", String(row.id));
    return `${auditList.path}?${params}`;
  }

  return (
    <DataTable
      list={auditList}
      page={page}
      columns={columns}
      rowId={(row) => String(row.id)}
      rowHref={hrefOf}
      rowLabel={(row) => `${actionLabel(row.action)}, ${row.at}`}
      label="Audit log"
      noun={{ one: "entry", many: "entries" }}
      zone={zone}
      search="q"
      choices={choices}
      views={views}
      canExport={canExport}
      actions={canVerify ? <VerifyChain zone={zone} /> : undefined}
      empty={{ title: "Nothing has happened yet", text: "Every change, export and sign-in will stand here." }}
    />
  );
}

function auditColumns(zone: string): DataColumn<AuditRow>[] {
  return [
    {
      id: "at",
      header: "Time",
      sort: "at",
      className: "w-36",
      cell: (row) => <DateTime at={row.at} zone={zone} />,
    },
    {
      id: "action",
      header: "Action",
      className: "whitespace-nowrap",
      cell: (row) => actionLabel(row.action),
    },
    { id: "outcome", header: "Outcome", cell: (row) => <AuditOutcomeStatus outcome={row.outcome} /> },
    { id: "actor", header: "Actor", cell: (row) => <ActorName row={row} /> },
    { id: "record", header: "Record", cell: (row) => <RecordName row={row} /> },
    {
      id: "fields",
      header: "Changed",
      cell: (row) => <Cut text={row.fields.join(", ") || null} />,
    },
    { id: "reason", header: "Reason", hidden: true, cell: (row) => <Cut text={row.reason} /> },
    { id: "address", header: "Address", hidden: true, cell: (row) => <Cut text={row.address} /> },
  ];
}

function ActorName({ row }: { row: AuditRow }) {
  if (row.actorType === "anonymous") return <span className="text-ink-muted">Nobody signed in</span>;
  return (
    <span className="flex items-baseline gap-1.5 whitespace-nowrap">
      {row.actorName}
      <span className="text-ink-muted text-xs">{row.actorRole ?? row.actorType}</span>
    </span>
  );
}

function RecordName({ row }: { row: AuditRow }) {
  if (!row.targetType) return <span className="text-ink-muted">–</span>;
  return (
    <span className="flex max-w-72 items-baseline gap-1.5">
      <span className="truncate">{row.targetLabel ?? row.targetId}</span>
      <span className="whitespace-nowrap text-ink-muted text-xs">{row.targetType.replaceAll("_", " ")}</span>
    </span>
  );
}

function Cut({ text }: { text: string | null }) {
  if (!text) return <span className="text-ink-muted">–</span>;
  return (
    <span title={text} className="block max-w-56 truncate">
      {text}
    </span>
  );
}
