import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type StatProps = {
  label: string;
  value: ReactNode;
  /** A change, a share, what it is measured against. */
  detail?: ReactNode;
  /** Something small at the right, such as a sparkline. */
  aside?: ReactNode;
  className?: string;
};

/** One figure with its name. Several stand together in a `<dl>` grid. */
export function Stat({ label, value, detail, aside, className }: StatProps) {
  return (
    <div
      className={cn(
        "flex items-end justify-between gap-3 rounded-lg border bg-surface px-4 py-3 shadow-card",
        className,
      )}
    >
      <div className="grid min-w-0 gap-1">
        <dt className="text-ink-muted text-sm">{label}</dt>
        <dd className="num font-semibold text-xl tracking-tight">{value}</dd>
        {detail ? <dd className="text-ink-muted text-sm">{detail}</dd> : null}
      </div>
      {aside}
    </div>
  );
}
