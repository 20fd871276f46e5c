import type { Breakdown, CostHistoryEntry } from "@/lib/billing/cost-history/schema";
import type { CsvColumn } from "@/lib/core/csv";

const PARTS: readonly [header: string, part: Exclude<keyof Breakdown, "variants" | "currency">][] = [
  ["subtotal", "subtotal"],
  ["admin_percentage", "adminPercentage"],
  ["admin_fee", "adminFee"],
  ["delivery_type", "deliveryType"],
  ["delivery_cost", "deliveryCost"],
  ["tax_rate", "taxRate"],
  ["tax_amount", "taxAmount"],
  ["loyalty_discount", "loyaltyDiscount"],
  ["total_amount", "total"],
];

/** The columns of the cost history export: every part of the price before and after, plain decimals, ISO instants. */
export const costHistoryColumns: readonly CsvColumn<CostHistoryEntry>[] = [
  { header: "id", cell: (row) => row.id },
  { header: "effective_date", cell: (row) => row.effectiveDate },
  { header: "subscription_id", cell: (row) => row.subscriptionId },
  { header: "type", cell: (row) => row.type },
  { header: "reason", cell: (row) => row.reason },
  { header: "currency", cell: (row) => row.currency },
  { header: "change", cell: (row) => row.change },
  { header: "adjustment", cell: (row) => row.adjustment },
  { header: "actor_type", cell: (row) => row.actor.type },
  { header: "actor_id", cell: (row) => row.actor.id },
  { header: "actor_name", cell: (row) => row.actor.name },
  { header: "note", cell: (row) => row.note },
  { header: "pricing_version", cell: (row) => row.pricingVersion?.version ?? null },
  ...PARTS.map(([header, part]) => ({
    header: `old_${header}`,
    cell: (row: CostHistoryEntry) => row.before?.[part] ?? null,
  })),
  ...PARTS.map(([header, part]) => ({
    header: `new_${header}`,
    cell: (row: CostHistoryEntry) => row.after[part],
  })),
];
