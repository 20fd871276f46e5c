import { CHANGE_TYPE_LABELS, reasonLabel } from "@/lib/billing/cost-history/rules";
import { CHANGE_REASONS, CHANGE_TYPES, DIRECTIONS } from "@/lib/billing/cost-history/schema";
import { defineList, type ListParams } from "@/lib/core/list";

const DIRECTION_LABELS = { up: "Price rises", down: "Price falls", unchanged: "Price stays" };

/** The global cost history: its filters, sorts and URL. Every sort is served by an index that ends with the id. */
export const costHistoryList = defineList({
  id: "billing.cost_history",
  path: "/billing/cost-history",
  exportPath: "/api/exports/billing/cost-history",
  filters: {
    q: { kind: "text", label: "Search", placeholder: "Subscription id" },
    type: {
      kind: "choice",
      label: "Type",
      options: CHANGE_TYPES.map((value) => ({ value, label: CHANGE_TYPE_LABELS[value] })),
    },
    reason: {
      kind: "choice",
      label: "Reason",
      options: CHANGE_REASONS.map((value) => ({ value, label: reasonLabel(value) })),
    },
    actor: { kind: "dynamic", label: "Changed by" },
    effective: { kind: "days", label: "Effective" },
    direction: {
      kind: "choice",
      label: "Direction",
      options: DIRECTIONS.map((value) => ({ value, label: DIRECTION_LABELS[value] })),
    },
    amount: { kind: "amount", label: "Size of change" },
    currency: { kind: "dynamic", label: "Currency" },
  },
  sorts: { effective: { label: "Effective" }, change: { label: "Change" } },
  defaultSort: { field: "effective", descending: true },
});

export type CostHistoryParams = ListParams<typeof costHistoryList>;
