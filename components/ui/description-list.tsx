import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type DescriptionListProps = {
  items: readonly { label: string; value: ReactNode }[];
  /** Columns of pairs on a wide screen. */
  columns?: 1 | 2 | 3;
  className?: string;
};

const widths = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 lg:grid-cols-3" };

/** Facts of a record as pairs of name and value; an empty value shows a dash. */
export function DescriptionList({ items, columns = 1, className }: DescriptionListProps) {
  return (
    <dl className={cn("grid gap-x-8 gap-y-0 text-sm", widths[columns], className)}>
      {items.map((item) => (
        <div
          key={item.label}
          className="grid min-h-9 grid-cols-[minmax(6.5rem,2fr)_minmax(0,3fr)] items-center gap-3 border-line border-b py-1.5"
        >
          <dt className="text-ink-muted">{item.label}</dt>
          <dd className="min-w-0">
            {item.value === null || item.value === undefined || item.value === "" ? "–" : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
