import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { formatPercent } from "@/lib/core/money";

type PricingPanelProps = {
  zone: string;
  active: { id: string; version: string; percentage: string; activatedAt: Date } | null;
  scheduled: readonly { id: string; version: string; effectiveAt: Date }[];
  drafts: number;
};

/** The price version that counts now, and what comes after it. */
export function PricingPanel({ zone, active, scheduled, drafts }: PricingPanelProps) {
  return (
    <Card title="Pricing">
      <ul className="grid gap-3">
        {active ? (
          <li className="grid gap-0.5">
            <Link
              href={`/billing/pricing/${active.id}`}
              className="font-medium text-accent-text hover:underline"
            >
              Version {active.version}
            </Link>
            <span className="text-ink-muted text-sm">
              {formatPercent(active.percentage, { places: 4 })} on subscriptions, active since{" "}
              <DateTime at={active.activatedAt} zone={zone} />
            </span>
          </li>
        ) : (
          <li className="text-ink-muted">No version is active.</li>
        )}
        {scheduled.map((next) => (
          <li key={next.id} className="grid gap-0.5">
            <Link
              href={`/billing/pricing/${next.id}`}
              className="font-medium text-accent-text hover:underline"
            >
              Version {next.version}
            </Link>
            <span className="text-ink-muted text-sm">
              Scheduled for <DateTime at={next.effectiveAt} zone={zone} />
            </span>
          </li>
        ))}
        <li className="text-ink-muted text-sm">
          {drafts === 0
            ? "No drafts are waiting."
            : drafts === 1
              ? "One draft is waiting."
              : `${drafts} drafts are waiting.`}
        </li>
      </ul>
    </Card>
  );
}
