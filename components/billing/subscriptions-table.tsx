"use client";

import { useMemo } from "react";
import { SubscriptionStatus } from "@/components/billing/subscription-status";
import { SubscriptionsBulkPause } from "@/components/billing/subscriptions-bulk-pause";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn, FilterChoice, SavedView } from "@/components/data-table/list-spec";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { deliveryLabel } from "@/lib/billing/cost-history/rules";
import { CYCLE_LABELS, PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import type { SubscriptionListRow } from "@/lib/billing/subscriptions/schema";
import { subscriptionList } from "@/lib/billing/subscriptions/search-params";
import { placeName } from "@/lib/core/countries";
import type { ListPage } from "@/lib/core/list";
import { deleteViewAction, saveViewAction } from "@/lib/system/saved-views/actions";

type SubscriptionsTableProps = {
  page: ListPage<SubscriptionListRow>;
  zone: string;
  places: FilterChoice[];
  currencies: FilterChoice[];
  views: SavedView[];
  canChange: boolean;
  canExport: boolean;
};

/** The list of subscriptions. */
export function SubscriptionsTable(props: SubscriptionsTableProps) {
  const { page, zone, places, currencies, views, canChange, canExport } = props;
  const columns = useMemo(() => columnsIn(zone), [zone]);
  return (
    <DataTable
      list={subscriptionList}
      page={page}
      columns={columns}
      rowId={(row) => row.id}
      rowHref={(row) => `/billing/subscriptions/${row.id}`}
      rowLabel={(row) => `the subscription of ${row.customer.name}`}
      label="Subscriptions"
      noun={{ one: "subscription", many: "subscriptions" }}
      zone={zone}
      search="q"
      choices={{ place: places, currency: currencies }}
      canExport={canExport}
      views={{ items: views, save: saveViewAction, remove: deleteViewAction }}
      bulk={
        canChange
          ? (selection, clear) => <SubscriptionsBulkPause selection={selection} onDone={clear} />
          : undefined
      }
      empty={{
        title: "No subscriptions yet",
        text: "Subscriptions appear here as soon as customers order their first box.",
      }}
    />
  );
}

function columnsIn(zone: string): DataColumn<SubscriptionListRow>[] {
  return [
    {
      id: "customer",
      header: "Customer",
      className: "min-w-40",
      cell: (row) => row.customer.name,
    },
    { id: "status", header: "Status", cell: (row) => <SubscriptionStatus status={row.status} /> },
    {
      id: "price",
      header: "Price",
      sort: "price",
      numeric: true,
      cell: (row) => <Money amount={row.price} currency={row.currency} />,
    },
    { id: "plan", header: "Plan", cell: (row) => PLAN_LABELS[row.planId] },
    {
      id: "email",
      header: "E-mail",
      cell: (row) => <span className="text-ink-muted">{row.customer.email}</span>,
    },
    { id: "cycle", header: "Cycle", cell: (row) => CYCLE_LABELS[row.billingCycle] },
    { id: "delivery", header: "Delivery", hidden: true, cell: (row) => deliveryLabel(row.deliveryType) },
    {
      id: "place",
      header: "Tax place",
      className: "whitespace-nowrap",
      cell: (row) => (row.taxPlace === null ? <Missing /> : placeName(row.taxPlace)),
    },
    {
      id: "created",
      header: "Created",
      sort: "created",
      cell: (row) => <DateTime at={row.createdAt} zone={zone} dateOnly />,
    },
    {
      id: "nextBilling",
      header: "Next billing",
      cell: (row) => <MaybeDay at={row.nextBillingDate} zone={zone} />,
    },
    {
      id: "periodEnd",
      header: "Period ends",
      hidden: true,
      cell: (row) => <MaybeDay at={row.currentPeriodEnd} zone={zone} />,
    },
    { id: "currency", header: "Currency", hidden: true, cell: (row) => row.currency },
    {
      id: "id",
      header: "Id",
      hidden: true,
      cell: (row) => <code className="font-mono text-xs">{row.id}</code>,
    },
  ];
}

function MaybeDay({ at, zone }: { at: string | null; zone: string }) {
  return at === null ? <Missing /> : <DateTime at={at} zone={zone} dateOnly />;
}

function Missing() {
  return <span className="text-ink-subtle">–</span>;
}
