import type { SubscriptionListRow } from "@/lib/billing/subscriptions/schema";
import type { CsvColumn } from "@/lib/core/csv";

/** The columns of the subscriptions export: plain decimals with a currency column, ISO instants. */
export const subscriptionColumns: readonly CsvColumn<SubscriptionListRow>[] = [
  { header: "id", cell: (row) => row.id },
  { header: "customer_name", cell: (row) => row.customer.name },
  { header: "customer_email", cell: (row) => row.customer.email },
  { header: "plan", cell: (row) => row.planId },
  { header: "status", cell: (row) => row.status },
  { header: "price", cell: (row) => row.price },
  { header: "currency", cell: (row) => row.currency },
  { header: "billing_cycle", cell: (row) => row.billingCycle },
  { header: "delivery_type", cell: (row) => row.deliveryType },
  { header: "tax_place", cell: (row) => row.taxPlace },
  { header: "created_at", cell: (row) => row.createdAt },
  { header: "current_period_end", cell: (row) => row.currentPeriodEnd },
  { header: "next_billing_date", cell: (row) => row.nextBillingDate },
];
