import { cn } from "@/components/ui/cn";

type SparklineProps = {
  /** Decimal strings, oldest first. */
  values: readonly string[];
  /** What it shows and how it went, for screen readers: "Total from $100.00 to $123.60 in 6 changes". */
  label: string;
  /** Draws steps instead of slopes: a price holds until it changes. */
  steps?: boolean;
  className?: string;
};

const width = 120;
const height = 32;
const inset = 3;

/** A small line without axes beside a figure. Plain SVG, works in server components. */
export function Sparkline({ values, label, steps, className }: SparklineProps) {
  const numbers = values.map(Number);
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low || 1;
  const place = (value: number, index: number) => ({
    x: inset + (index / Math.max(numbers.length - 1, 1)) * (width - inset * 2),
    y: height - inset - ((value - low) / span) * (height - inset * 2),
  });
  const places = numbers.map(place);
  const last = places.at(-1);
  if (!last) return null;
  const path = places
    .map(({ x, y }, index) => {
      if (index === 0) return `M${x.toFixed(1)} ${y.toFixed(1)}`;
      return steps ? `H${x.toFixed(1)}V${y.toFixed(1)}` : `L${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className={cn("h-8 w-30 shrink-0", className)}
    >
      <path d={path} fill="none" className="stroke-chart-1" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx={last.x} cy={last.y} r="2.5" className="fill-chart-1" />
    </svg>
  );
}
