import { pricingStatuses } from "@/db/enums/billing";
import { PRICING_STATUS_LABELS } from "@/lib/billing/pricing/draft";
import { defineList } from "@/lib/core/list";

/** The versions of pricing: filters, sorts and URL. */
export const pricingList = defineList({
  id: "billing.pricing",
  path: "/billing/pricing",
  exportPath: "/api/exports/billing/pricing",
  filters: {
    q: { kind: "text", label: "Text", placeholder: "Version or reason" },
    status: {
      kind: "choice",
      label: "State",
      options: pricingStatuses.map((value) => ({ value, label: PRICING_STATUS_LABELS[value] })),
    },
    percentage: { kind: "amount", label: "Percentage", unit: "%" },
    author: { kind: "dynamic", label: "Author" },
    created: { kind: "days", label: "Created" },
  },
  sorts: { version: { label: "Version" }, percentage: { label: "Percentage" } },
  defaultSort: { field: "version", descending: true },
});
