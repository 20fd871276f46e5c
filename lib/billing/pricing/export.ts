import type { ImpactExportRow } from "@/lib/billing/pricing/impact/queries";
import type { PricingVersion } from "@/lib/billing/pricing/schema";
import type { CsvColumn } from "@/lib/core/csv";

/** The columns of the export of versions. Tax rates are one cell, `place=fraction` by semicolons. */
export const versionColumns: CsvColumn<PricingVersion>[] = [
  { header: "id", cell: (row) => row.id },
  { header: "version", cell: (row) => row.version },
  { header: "state", cell: (row) => row.status },
  { header: "subscription_percentage", cell: (row) => row.terms.subscriptionPercentage },
  { header: "delivery_standard", cell: (row) => row.terms.deliveryCosts.standard },
  { header: "delivery_express", cell: (row) => row.terms.deliveryCosts.express },
  { header: "delivery_overnight", cell: (row) => row.terms.deliveryCosts.overnight },
  {
    header: "tax_rates",
    cell: (row) =>
      Object.entries(row.terms.taxRates)
        .map(([place, rate]) => `${place}=${rate}`)
        .join("; "),
  },
  { header: "default_currency", cell: (row) => row.terms.currencySettings.default },
  { header: "supported_currencies", cell: (row) => row.terms.currencySettings.supported.join("; ") },
  { header: "reason", cell: (row) => row.reason },
  { header: "author", cell: (row) => row.createdBy.name },
  { header: "created_at", cell: (row) => row.createdAt },
  { header: "effective_at", cell: (row) => row.effectiveAt },
  { header: "activated_at", cell: (row) => row.activatedAt },
  { header: "superseded_at", cell: (row) => row.supersededAt },
  { header: "withdrawn_at", cell: (row) => row.withdrawnAt },
];

/** The columns of the export of a plan: what each price is computed from, and what it comes to. */
export const impactColumns: CsvColumn<ImpactExportRow>[] = [
  { header: "subscription_id", cell: (row) => row.subscriptionId },
  { header: "plan", cell: (row) => row.planId },
  { header: "billing_cycle", cell: (row) => row.billingCycle },
  { header: "currency", cell: (row) => row.currency },
  { header: "subtotal", cell: (row) => row.subtotal },
  { header: "delivery_type", cell: (row) => row.deliveryType },
  { header: "delivery_cost", cell: (row) => row.deliveryCost },
  { header: "tax_place", cell: (row) => row.taxPlace },
  { header: "tax_rate", cell: (row) => row.taxRate },
  { header: "loyalty_percent", cell: (row) => row.loyaltyPercent },
  { header: "old_total", cell: (row) => row.oldTotal },
  { header: "new_total", cell: (row) => (row.problem ? null : row.newTotal) },
  { header: "change", cell: (row) => (row.problem ? null : row.change) },
  { header: "change_percent", cell: (row) => (row.problem ? null : row.changePercent) },
  { header: "problem", cell: (row) => row.problem },
];
