import { Money } from "@/components/ui/money";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { addsUp, breakdownParts } from "@/lib/billing/cost-history/rules";
import type { Breakdown } from "@/lib/billing/cost-history/schema";
import { decimal } from "@/lib/core/money";

type BreakdownTableProps = { breakdown: Breakdown; period: string };

/** What a subscription costs, line by line: the amounts of the lower part add up to the total under the rule. */
export function BreakdownTable({ breakdown, period }: BreakdownTableProps) {
  const { currency, total, variants } = breakdown;
  return (
    <Table caption="Breakdown of the price">
      <thead>
        <tr>
          <Th>Part</Th>
          <Th>Basis</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {variants.map((variant) => (
          <Tr key={variant.id} className="border-b-0 text-ink-muted">
            <Td className="h-7 py-0.5">{variant.name}</Td>
            <Td className="h-7 whitespace-nowrap py-0.5">
              <code className="font-mono text-xs">{variant.sku}</code>
            </Td>
            <Td numeric className="h-7 py-0.5">
              {variant.salePrice === null ? null : (
                <s className="mr-2 text-ink-subtle">
                  <span className="sr-only">instead of </span>
                  <Money amount={variant.basePrice} currency={currency} />
                </s>
              )}
              <Money amount={variant.price} currency={currency} />
            </Td>
          </Tr>
        ))}
        {breakdownParts(breakdown).map((part) => (
          <Tr key={part.key} className="first:border-t-0 [tr:not([data-part])+&]:border-t" data-part="">
            <Td>{part.label}</Td>
            <Td className="whitespace-nowrap text-ink-muted">{part.detail ?? ""}</Td>
            <Td numeric>
              <span className="mr-1.5 text-ink-subtle">{sign(part.key, part.amount)}</span>
              <Money amount={decimal(part.amount).abs().toFixed()} currency={currency} />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t-2 font-semibold">
          <Td>Total</Td>
          <Td className="font-normal text-ink-muted">{`per ${period}`}</Td>
          <Td numeric>
            <span className="mr-1.5 font-normal text-ink-subtle">{addsUp(breakdown) ? "=" : "≠"}</span>
            <Money amount={total} currency={currency} />
          </Td>
        </tr>
      </tfoot>
    </Table>
  );
}

function sign(key: string, amount: string): string {
  if (key === "subtotal") return "";
  return key === "loyaltyDiscount" || amount.startsWith("-") ? "−" : "+";
}
