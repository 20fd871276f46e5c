import { Badge, type Tone } from "@/components/ui/badge";
import { CHANGE_TYPE_LABELS } from "@/lib/billing/cost-history/rules";
import type { ChangeType } from "@/lib/billing/cost-history/schema";

const tones: Record<ChangeType, Tone> = {
  pause: "warning",
  resume: "positive",
  cancellation: "neutral",
  variant_change: "info",
  price_change: "info",
  admin_update: "accent",
  other: "neutral",
};

/** The kind of a cost change. */
export function CostChangeBadge({ type }: { type: ChangeType }) {
  return <Badge tone={tones[type]}>{CHANGE_TYPE_LABELS[type]}</Badge>;
}
