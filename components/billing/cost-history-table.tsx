"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { CostChangeBadge } from "@/components/billing/cost-history-badge";
import { CostHistorySheet } from "@/components/billing/cost-history-sheet";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn, FilterChoice, SavedView } from "@/components/data-table/list-spec";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { actorLabel, reasonLabel } from "@/lib/billing/cost-history/rules";
import type { CostHistoryEntry } from "@/lib/billing/cost-history/schema";
import { costHistoryList } from "@/lib/billing/cost-history/search-params";
import type { ListPage } from "@/lib/core/list";
import { decimal, formatMoney } from "@/lib/core/money";
import { deleteViewAction, saveViewAction } from "@/lib/system/saved-views/actions";

type CostHistoryTableProps = {
  page: ListPage<CostHistoryEntry>;
  /** The change whose sheet is open, by the URL. */
  entry: CostHistoryEntry | null;
  zone: string;
  actors: FilterChoice[];
  currencies: FilterChoice[];
  views: SavedView[];
  canExport: boolean;
};

/** The list of cost changes; a row opens a sheet with both breakdowns, and the URL holds which. */
export function CostHistoryTable(props: CostHistoryTableProps) {
  const { page, entry, zone, actors, currencies, views, canExport } = props;
  const columns = useMemo(() => columnsIn(zone), [zone]);
  const searchParams = useSearchParams();
  const router = useRouter();

  function hrefWith(id: string | null): string {
    const params = new URLSearchParams(searchParams);
    params.delete("entry");
    if (id !== null) params.set("entry", id);
    const query = params.toString();
    return query ? `${costHistoryList.path}?${query}` : costHistoryList.path;
  }

  return (
    <>
      <DataTable
        list={costHistoryList}
        page={page}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => hrefWith(row.id)}
        rowLabel={(row) => `${reasonLabel(row.reason)} of ${row.effectiveDate}`}
        label="Cost history"
        noun={{ one: "change", many: "changes" }}
        zone={zone}
        search="q"
        choices={{ actor: actors, currency: currencies }}
        canExport={canExport}
        views={{ items: views, save: saveViewAction, remove: deleteViewAction }}
        empty={{
          title: "No changes yet",
          text: "Whenever the cost of a subscription changes, the change is recorded here for good.",
        }}
      />
      <CostHistorySheet
        entry={entry}
        zone={zone}
        onClose={() => router.push(hrefWith(null), { scroll: false })}
      />
    </>
  );
}

function columnsIn(zone: string): DataColumn<CostHistoryEntry>[] {
  return [
    {
      id: "effective",
      header: "Effective",
      sort: "effective",
      className: "whitespace-nowrap",
      cell: (row) => <DateTime at={row.effectiveDate} zone={zone} />,
    },
    {
      id: "reason",
      header: "Reason",
      className: "whitespace-nowrap",
      cell: (row) => reasonLabel(row.reason),
    },
    { id: "type", header: "Type", cell: (row) => <CostChangeBadge type={row.type} /> },
    {
      id: "subscription",
      header: "Subscription",
      cell: (row) => (
        <code title={row.subscriptionId} className="font-mono text-xs">
          {row.subscriptionId.slice(0, 8)}
        </code>
      ),
    },
    {
      id: "before",
      header: "Before",
      numeric: true,
      cell: (row) =>
        row.before ? (
          <Money amount={row.before.total} currency={row.currency} className="text-ink-muted" />
        ) : (
          "–"
        ),
    },
    {
      id: "after",
      header: "After",
      numeric: true,
      cell: (row) => <Money amount={row.after.total} currency={row.currency} />,
    },
    {
      id: "change",
      header: "Change",
      sort: "change",
      numeric: true,
      cell: (row) =>
        decimal(row.change).eq(0) ? (
          <span className="text-ink-subtle">–</span>
        ) : (
          <Money amount={row.change} currency={row.currency} sign colour="rise-good" />
        ),
    },
    {
      id: "actor",
      header: "Changed by",
      className: "whitespace-nowrap",
      cell: (row) => actorLabel(row.actor),
    },
    { id: "version", header: "Version", hidden: true, cell: (row) => row.pricingVersion?.version ?? "–" },
    { id: "currency", header: "Currency", hidden: true, cell: (row) => row.currency },
    {
      id: "adjustment",
      header: "Prorated",
      hidden: true,
      numeric: true,
      cell: (row) =>
        row.adjustment === null ? "–" : formatMoney(row.adjustment, row.currency, { sign: true }),
    },
    {
      id: "note",
      header: "Note",
      hidden: true,
      cell: (row) => <span className="line-clamp-1 max-w-72 text-ink-muted">{row.note ?? "–"}</span>,
    },
  ];
}
