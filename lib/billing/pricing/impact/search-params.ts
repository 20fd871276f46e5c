import { planIds, pricingProblems } from "@/db/enums/billing";
import { BILLING_CURRENCIES } from "@/lib/billing/pricing/draft";
import { PROBLEM_LABELS } from "@/lib/billing/pricing/impact/rules";
import { PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import { defineList } from "@/lib/core/list";

/** The rows of a version's preview: filters, sorts and the URL below the version's own page. */
export function impactList(configId: string) {
  return defineList({
    id: "billing.pricing.impact",
    path: `/billing/pricing/${configId}/impact`,
    exportPath: `/api/exports/billing/pricing/${configId}/impact`,
    filters: {
      direction: {
        kind: "choice",
        label: "Direction",
        options: [
          { value: "up", label: "Up" },
          { value: "down", label: "Down" },
          { value: "unchanged", label: "Unchanged" },
        ],
      },
      plan: {
        kind: "choice",
        label: "Plan",
        options: planIds.map((value) => ({ value, label: PLAN_LABELS[value] })),
      },
      currency: {
        kind: "choice",
        label: "Currency",
        options: BILLING_CURRENCIES.map((value) => ({ value, label: value })),
      },
      limit: { kind: "choice", label: "Limit", options: [{ value: "over", label: "Over the limit" }] },
      problem: {
        kind: "choice",
        label: "Problem",
        options: pricingProblems.map((value) => ({ value, label: PROBLEM_LABELS[value] })),
      },
      percent: { kind: "amount", label: "Change in percent", unit: "%" },
      change: { kind: "amount", label: "Change of price" },
    },
    // The one order with an index: any other would sort every row of the preview for each page.
    sorts: { change: { label: "Change" } },
    defaultSort: { field: "change", descending: true },
  });
}

export type ImpactList = ReturnType<typeof impactList>;
