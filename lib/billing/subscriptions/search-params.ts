import { billingCycles, deliveryTypes, planIds, subscriptionStatuses } from "@/db/enums/billing";
import { deliveryLabel } from "@/lib/billing/cost-history/rules";
import { CYCLE_LABELS, PLAN_LABELS, SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";
import { defineList, type ListParams } from "@/lib/core/list";

/** The list of subscriptions: its filters, sorts and URL. Every sort is served by an index that ends with the id. */
export const subscriptionList = defineList({
  id: "billing.subscriptions",
  path: "/billing/subscriptions",
  exportPath: "/api/exports/billing/subscriptions",
  filters: {
    q: { kind: "text", label: "Search", placeholder: "Customer e-mail or subscription id" },
    status: {
      kind: "choice",
      label: "Status",
      options: subscriptionStatuses.map((value) => ({ value, label: SUBSCRIPTION_STATUS_LABELS[value] })),
    },
    plan: {
      kind: "choice",
      label: "Plan",
      options: planIds.map((value) => ({ value, label: PLAN_LABELS[value] })),
    },
    delivery: {
      kind: "choice",
      label: "Delivery",
      options: deliveryTypes.map((value) => ({ value, label: deliveryLabel(value) })),
    },
    place: { kind: "dynamic", label: "Tax place" },
    cycle: {
      kind: "choice",
      label: "Billing cycle",
      options: billingCycles.map((value) => ({ value, label: CYCLE_LABELS[value] })),
    },
    currency: { kind: "dynamic", label: "Currency" },
    price: { kind: "amount", label: "Price" },
    created: { kind: "days", label: "Created" },
    nextBilling: { kind: "days", label: "Next billing" },
  },
  sorts: { created: { label: "Created" }, price: { label: "Price" } },
  defaultSort: { field: "created", descending: true },
});

export type SubscriptionListParams = ListParams<typeof subscriptionList>;
