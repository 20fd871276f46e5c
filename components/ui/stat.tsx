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
        "panel grid grid-cols-[minmax(0,1fr)_auto] content-start gap-x-3 gap-y-1 px-4 py-3",
        className,
      )}
    >
      <dt className="col-start-1 text-ink-muted text-sm">{label}</dt>
      <dd className="num col-start-1 font-semibold text-xl tracking-tight">{value}</dd>
      {detail ? <dd className="col-start-1 text-ink-muted text-sm">{detail}</dd> : null}
      {aside ? <dd className="col-start-2 row-span-2 row-start-1 self-end">{aside}</dd> : null}
    </div>
  );
}
