"use client";

import Link from "next/link";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { previewPricingAction } from "@/lib/billing/pricing/actions";
import type { PlanDifference } from "@/lib/billing/pricing/impact/schema";
import { groupDigits } from "@/lib/core/money";

type PricingMovedProps = { configId: string; limit: string; difference: PlanDifference };

const kinds = { added: "came in", removed: "left", changed: "changed" };

/** How the subscriptions moved since the plan was shown, and the way to a fresh one. */
export function PricingMoved({ configId, limit, difference }: PricingMovedProps) {
  const { run, pending } = useAction(previewPricingAction);
  const counts = (["changed", "added", "removed"] as const)
    .filter((kind) => difference[kind] > 0)
    .map((kind) => `${groupDigits(String(difference[kind]))} ${kinds[kind]}`);
  return (
    <Callout
      tone="warning"
      live
      title="The subscriptions moved since this preview: nothing was published"
      actions={
        <Button size="sm" pending={pending} onClick={() => run({ configId, limitPercent: limit })}>
          Compute a fresh preview
        </Button>
      }
    >
      <p>{counts.join(", ")}. For example:</p>
      <ul className="mt-1 grid gap-0.5">
        {difference.samples.map((sample) => (
          <li key={sample.subscriptionId}>
            <Link
              href={`/billing/subscriptions/${sample.subscriptionId}`}
              className="font-mono text-accent-text text-xs hover:underline"
            >
              {sample.subscriptionId.slice(0, 8)}
            </Link>{" "}
            {kinds[sample.kind]}
            <span className="num text-ink-muted">{movement(sample)}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function movement({ kind, was, is }: PlanDifference["samples"][number]): string {
  if (kind === "added") return `, at ${is}`;
  if (kind === "removed") return `, was ${was}`;
  return was === is ? ", to the same price by another way" : `, from ${was} to ${is}`;
}
