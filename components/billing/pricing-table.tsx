"use client";

import { useMemo } from "react";
import { PricingStatus } from "@/components/billing/pricing-status";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn, FilterChoice } from "@/components/data-table/list-spec";
import type { ViewStore } from "@/components/data-table/saved-views";
import { DateTime } from "@/components/ui/date-time";
import type { PricingVersionRow } from "@/lib/billing/pricing/schema";
import { pricingList } from "@/lib/billing/pricing/search-params";
import type { ListPage } from "@/lib/core/list";
import { formatPercent } from "@/lib/core/money";

type PricingTableProps = {
  page: ListPage<PricingVersionRow>;
  authors: FilterChoice[];
  views: ViewStore;
  zone: string;
  canExport: boolean;
};

/** Every version there ever was. */
export function PricingTable({ page, authors, views, zone, canExport }: PricingTableProps) {
  const columns = useMemo(() => columnsIn(zone), [zone]);
  return (
    <DataTable
      list={pricingList}
      page={page}
      columns={columns}
      rowId={(row) => row.id}
      rowHref={(row) => `/billing/pricing/${row.id}`}
      rowLabel={(row) => `version ${row.version}`}
      label="Pricing versions"
      noun={{ one: "version", many: "versions" }}
      zone={zone}
      search="q"
      choices={{ author: authors }}
      canExport={canExport}
      views={views}
      empty={{ title: "No versions yet", text: "Make a draft: it becomes the first version." }}
    />
  );
}

function columnsIn(zone: string): DataColumn<PricingVersionRow>[] {
  const instant = (at: string | null) =>
    at ? <DateTime at={at} zone={zone} /> : <span className="text-ink-subtle">–</span>;
  return [
    {
      id: "version",
      header: "Version",
      sort: "version",
      cell: (row) => <span className="num font-medium">{row.version}</span>,
    },
    { id: "status", header: "State", cell: (row) => <PricingStatus status={row.status} /> },
    {
      id: "percentage",
      header: "Percentage",
      sort: "percentage",
      numeric: true,
      cell: (row) => formatPercent(row.subscriptionPercentage, { places: 4 }),
    },
    {
      id: "reason",
      header: "Reason",
      cell: (row) => <span className="line-clamp-1 max-w-96 text-pretty">{row.reason ?? "–"}</span>,
    },
    { id: "author", header: "Author", cell: (row) => row.createdBy.name ?? "Installation" },
    { id: "effective", header: "Effective", cell: (row) => instant(row.effectiveAt) },
    { id: "activated", header: "Activated", cell: (row) => instant(row.activatedAt) },
    { id: "created", header: "Created", hidden: true, cell: (row) => instant(row.createdAt) },
  ];
}
