import { cn } from "@/components/ui/cn";
import { formatMoney } from "@/lib/core/money";

type MoneyProps = {
  /** A decimal string, as DTOs carry it. */
  amount: string;
  currency: string;
  /** For changes: writes "+" before a rise. */
  sign?: boolean;
  /** Colours a change: `rise-good` for income, `rise-bad` for costs. The sign tells it too. */
  colour?: "rise-good" | "rise-bad";
  className?: string;
};

/** An amount with its currency, in figures of equal width. */
export function Money({ amount, currency, sign, colour, className }: MoneyProps) {
  return (
    <span className={cn("num whitespace-nowrap", colourClass(amount, colour), className)}>
      {formatMoney(amount, currency, { sign })}
    </span>
  );
}

function colourClass(amount: string, colour: MoneyProps["colour"]): string | undefined {
  if (!colour || /^-?0*(\.0*)?$/.test(amount)) {
    return undefined;
  }
  const good = amount.startsWith("-") === (colour === "rise-bad");
  return good ? "text-positive-text" : "text-danger-text";
}
