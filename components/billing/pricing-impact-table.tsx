"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { DataColumn } from "@/components/data-table/list-spec";
import { Badge } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import { deliveryLabel } from "@/lib/billing/cost-history/rules";
import { PROBLEM_LABELS } from "@/lib/billing/pricing/impact/rules";
import type { ImpactRow } from "@/lib/billing/pricing/impact/schema";
import { impactList } from "@/lib/billing/pricing/impact/search-params";
import { CYCLE_LABELS, PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import { placeName } from "@/lib/core/countries";
import type { ListPage } from "@/lib/core/list";
import { formatPercent } from "@/lib/core/money";

type PricingImpactTableProps = {
  configId: string;
  page: ListPage<ImpactRow>;
  zone: string;
  canExport: boolean;
};

/** Every subscription of the plan, before and after. */
export function PricingImpactTable({ configId, page, zone, canExport }: PricingImpactTableProps) {
  const list = useMemo(() => impactList(configId), [configId]);
  return (
    <DataTable
      list={list}
      page={page}
      columns={columns}
      rowId={(row) => row.subscriptionId}
      rowHref={(row) => `/billing/subscriptions/${row.subscriptionId}`}
      rowLabel={(row) => `the subscription of ${row.customer ?? "an unknown customer"}`}
      label="Subscriptions of the plan"
      noun={{ one: "subscription", many: "subscriptions" }}
      zone={zone}
      canExport={canExport}
      empty={{
        title: "No subscription is affected",
        text: "There is no active or trialing subscription to reprice.",
      }}
    />
  );
}

const columns: DataColumn<ImpactRow>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: (row) => <span className="font-medium">{row.customer ?? "Unknown customer"}</span>,
  },
  { id: "plan", header: "Plan", cell: (row) => PLAN_LABELS[row.planId] },
  { id: "cycle", header: "Cycle", cell: (row) => CYCLE_LABELS[row.billingCycle] },
  { id: "delivery", header: "Delivery", hidden: true, cell: (row) => deliveryLabel(row.deliveryType) },
  {
    id: "place",
    header: "Tax place",
    cell: (row) => (row.taxPlace === null ? "–" : placeName(row.taxPlace)),
  },
  {
    id: "before",
    header: "Price now",
    numeric: true,
    cell: (row) => <Money amount={row.oldTotal} currency={row.currency} />,
  },
  {
    id: "after",
    header: "New price",
    numeric: true,
    cell: (row) =>
      row.problem ? (
        <Badge tone="warning">{PROBLEM_LABELS[row.problem]}</Badge>
      ) : (
        <Money amount={row.newTotal} currency={row.currency} />
      ),
  },
  {
    id: "change",
    header: "Change",
    sort: "change",
    numeric: true,
    cell: (row) => (row.problem ? "–" : <Money amount={row.change} currency={row.currency} sign />),
  },
  {
    id: "percent",
    header: "Percent",
    numeric: true,
    cell: (row) =>
      row.problem || row.changePercent === null ? "–" : formatPercent(row.changePercent, { sign: true }),
  },
];
