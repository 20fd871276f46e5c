import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { breakdownParts } from "@/lib/billing/cost-history/rules";
import type { Breakdown } from "@/lib/billing/cost-history/schema";
import { decimal, toAmount } from "@/lib/core/money";

type BreakdownCompareProps = { before: Breakdown | null; after: Breakdown; caption: string };

/** Two breakdowns side by side, with the change of each part; parts that changed stand out. */
export function BreakdownCompare({ before, after, caption }: BreakdownCompareProps) {
  const { currency } = after;
  const oldParts = before ? breakdownParts(before) : [];
  const rows = breakdownParts(after).map((part) => {
    const old = oldParts.find((candidate) => candidate.key === part.key) ?? null;
    return { ...part, oldAmount: old?.amount ?? null, oldDetail: old?.detail ?? null };
  });
  return (
    <div className="grid">
      <Table caption={caption}>
        <thead>
          <tr>
            <Th>Part</Th>
            <Th numeric>Before</Th>
            <Th numeric>After</Th>
            <Th numeric>Change</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.key}>
              <Td className="whitespace-nowrap">{row.label}</Td>
              <Side amount={row.oldAmount} detail={row.oldDetail} currency={currency} />
              <Side
                amount={row.amount}
                detail={row.detail}
                currency={currency}
                changed={row.oldAmount !== row.amount || row.oldDetail !== row.detail}
              />
              <Difference before={row.oldAmount} after={row.amount} currency={currency} />
            </Tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-2 font-semibold">
            <Td>Total</Td>
            <Side amount={before?.total ?? null} detail={null} currency={currency} />
            <Side amount={after.total} detail={null} currency={currency} changed />
            <Difference before={before?.total ?? null} after={after.total} currency={currency} />
          </tr>
        </tfoot>
      </Table>
      <VariantChanges before={before} after={after} />
    </div>
  );
}

type SideProps = { amount: string | null; detail: string | null; currency: string; changed?: boolean };

function Side({ amount, detail, currency, changed }: SideProps) {
  return (
    <Td numeric className={cn(!changed && "text-ink-muted")}>
      {amount === null ? "–" : <Money amount={amount} currency={currency} />}
      {detail ? <span className="block font-normal text-ink-muted text-xs">{detail}</span> : null}
    </Td>
  );
}

function Difference({ before, after, currency }: { before: string | null; after: string; currency: string }) {
  if (before === null) return <Td numeric>–</Td>;
  const change = toAmount(decimal(after).minus(before));
  return (
    <Td numeric>
      {decimal(change).eq(0) ? (
        <span className="text-ink-subtle">–</span>
      ) : (
        <Money amount={change} currency={currency} sign />
      )}
    </Td>
  );
}

/** Which variants came, went or changed their price; nothing when the box stayed as it was. */
function VariantChanges({ before, after }: { before: Breakdown | null; after: Breakdown }) {
  if (!before) return null;
  const gone = before.variants.filter((old) => !after.variants.some((now) => now.id === old.id));
  const come = after.variants.filter((now) => !before.variants.some((old) => old.id === now.id));
  const moved = after.variants.flatMap((now) => {
    const old = before.variants.find((candidate) => candidate.id === now.id);
    return old && old.price !== now.price ? [{ ...now, oldPrice: old.price }] : [];
  });
  if (gone.length + come.length + moved.length === 0) return null;
  const { currency } = after;
  return (
    <ul aria-label="Changes of the variants" className="grid gap-1 border-t px-4 py-3 text-sm">
      {gone.map((variant) => (
        <li key={variant.id} className="flex justify-between gap-4">
          <span className="text-ink-muted">Taken out: {variant.name}</span>
          <Money amount={`-${variant.price}`} currency={currency} className="text-ink-muted" />
        </li>
      ))}
      {come.map((variant) => (
        <li key={variant.id} className="flex justify-between gap-4">
          <span>Put in: {variant.name}</span>
          <Money amount={variant.price} currency={currency} sign />
        </li>
      ))}
      {moved.map((variant) => (
        <li key={variant.id} className="flex justify-between gap-4">
          <span>New price: {variant.name}</span>
          <span className="num">
            <Money amount={variant.oldPrice} currency={currency} className="text-ink-muted" /> →{" "}
            <Money amount={variant.price} currency={currency} />
          </span>
        </li>
      ))}
    </ul>
  );
}
