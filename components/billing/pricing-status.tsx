import { Status, type StatusMeaning } from "@/components/ui/status";
import type { PricingStatus as PricingState } from "@/db/enums/billing";
import { PRICING_STATUS_LABELS } from "@/lib/billing/pricing/draft";

const meanings: Record<PricingState, StatusMeaning> = {
  draft: "draft",
  scheduled: "waiting",
  active: "ok",
  superseded: "ended",
  withdrawn: "ended",
};

/** Where a pricing version stands. */
export function PricingStatus({ status }: { status: PricingState }) {
  return <Status meaning={meanings[status]}>{PRICING_STATUS_LABELS[status]}</Status>;
}
