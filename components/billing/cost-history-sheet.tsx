"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { BreakdownCompare } from "@/components/billing/breakdown-compare";
import { CostChangeBadge } from "@/components/billing/cost-history-badge";
import { CopyId } from "@/components/ui/copy-id";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { Money } from "@/components/ui/money";
import { Sheet } from "@/components/ui/sheet";
import { actorLabel, reasonLabel } from "@/lib/billing/cost-history/rules";
import type { CostHistoryEntry } from "@/lib/billing/cost-history/schema";
import { decimal } from "@/lib/core/money";

type CostHistorySheetProps = { entry: CostHistoryEntry | null; zone: string; onClose: () => void };

/** One cost change beside the list: who, why, and the breakdown before and after. */
export function CostHistorySheet({ entry, zone, onClose }: CostHistorySheetProps) {
  return (
    <Sheet
      open={entry !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={entry ? reasonLabel(entry.reason) : "Change"}
      description={
        entry ? (
          <>
            <DateTime at={entry.effectiveDate} zone={zone} /> {zone}, by {actorLabel(entry.actor)}
          </>
        ) : undefined
      }
      width="max-w-xl"
    >
      {entry ? <Entry entry={entry} /> : null}
    </Sheet>
  );
}

function Entry({ entry }: { entry: CostHistoryEntry }) {
  const { before, after, currency, adjustment, note, pricingVersion: version } = entry;
  const facts: { label: string; value: ReactNode }[] = [
    { label: "Type", value: <CostChangeBadge type={entry.type} /> },
    {
      label: "Subscription",
      value: (
        <Link href={`/billing/subscriptions/${entry.subscriptionId}`} className={link}>
          <code className="font-mono text-xs">{entry.subscriptionId}</code>
        </Link>
      ),
    },
    ...(version
      ? [
          {
            label: "Priced by",
            value: (
              <Link href={`/billing/pricing/${version.id}`} className={link}>
                Version {version.version}
              </Link>
            ),
          },
        ]
      : []),
    ...(adjustment !== null && !decimal(adjustment).eq(0)
      ? [
          {
            label: adjustment.startsWith("-") ? "Refund" : "Charge",
            value: <Money amount={decimal(adjustment).abs().toFixed(2)} currency={currency} />,
          },
        ]
      : []),
    ...(note === null ? [] : [{ label: "Note", value: note }]),
    { label: "Change id", value: <CopyId value={entry.id} label="change id" short /> },
  ];
  return (
    <div className="grid gap-5">
      <div className="rounded-md border">
        <BreakdownCompare before={before} after={after} caption="Breakdown before and after" />
      </div>
      <DescriptionList items={facts} />
    </div>
  );
}

const link = "text-accent-text underline underline-offset-2";
