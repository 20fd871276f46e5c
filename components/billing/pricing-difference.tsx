import { ArrowRight, Minus, Pencil, Plus } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { DeliveryType } from "@/db/enums/billing";
import { deliveryLabel, taxRateLabel } from "@/lib/billing/cost-history/rules";
import type { PricingDifference } from "@/lib/billing/pricing/rules";
import { placeName } from "@/lib/core/countries";
import { formatPercent, groupDigits } from "@/lib/core/money";

const kinds: Record<PricingDifference["kind"], { label: string; tone: Tone; icon: typeof Plus }> = {
  added: { label: "Added", tone: "positive", icon: Plus },
  removed: { label: "Removed", tone: "danger", icon: Minus },
  changed: { label: "Changed", tone: "info", icon: Pencil },
};

/** What is different between two versions, value by value. */
export function PricingDifferenceTable({ differences }: { differences: readonly PricingDifference[] }) {
  return (
    <Table caption="Differences">
      <thead>
        <tr>
          <Th>Value</Th>
          <Th>Difference</Th>
          <Th numeric>Before</Th>
          <Th className="w-6 px-0" aria-hidden />
          <Th numeric>After</Th>
          <Th numeric>Relative</Th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => {
          const { label, tone, icon: Icon } = kinds[difference.kind];
          return (
            <Tr key={`${difference.group} ${difference.key}`}>
              <Td className="font-medium">{nameOf(difference)}</Td>
              <Td>
                <Badge tone={tone} icon={<Icon aria-hidden />}>
                  {label}
                </Badge>
              </Td>
              <Td numeric className={difference.before === null ? "text-ink-subtle" : undefined}>
                {textOf(difference, difference.before)}
              </Td>
              <Td className="w-6 px-0 text-ink-subtle">
                <ArrowRight aria-hidden className="size-3.5" />
              </Td>
              <Td numeric className={difference.after === null ? "text-ink-subtle" : "font-medium"}>
                {textOf(difference, difference.after)}
              </Td>
              <Td numeric className="text-ink-muted">
                {difference.percent === null ? "–" : formatPercent(difference.percent, { sign: true })}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function nameOf({ group, key }: PricingDifference): string {
  switch (group) {
    case "percentage":
      return "Subscription percentage";
    case "delivery":
      return `${deliveryLabel(key as DeliveryType)} delivery`;
    case "tax":
      return `Tax, ${placeName(key)}`;
    case "currency":
      return key === "default" ? "Default currency" : `Currency ${key}`;
  }
}

function textOf({ group }: PricingDifference, value: string | null): string {
  if (value === null) return "none";
  switch (group) {
    case "percentage":
      return formatPercent(value, { places: 4 });
    case "delivery":
      return groupDigits(value);
    case "tax":
      return taxRateLabel(value);
    case "currency":
      return value;
  }
}
