import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

// It may scroll sideways, so the keyboard must reach it (WCAG 2.1.1).
const reachable = { tabIndex: 0 };

/** A plain table for small sets (a breakdown, tax rates); lists use the data-table kit. Scrolls sideways by itself. */
export function Table({
  caption,
  className,
  children,
}: {
  caption: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={caption} className="thin-scroll overflow-x-auto" {...reachable}>
      <table className={cn("w-full border-collapse text-sm", className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** A header cell. `numeric` aligns it with the amounts below. */
export function Th({
  numeric,
  className,
  scope = "col",
  ...rest
}: ComponentProps<"th"> & { numeric?: boolean }) {
  return <th {...rest} scope={scope} className={cn("cell-head", numeric && "text-right", className)} />;
}

/** A cell. `numeric` right-aligns it with tabular figures. */
export function Td({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td {...rest} className={cn("cell", numeric && "numeric", className)} />;
}

/** A row with a line above the next one. */
export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cn("border-line border-b last:border-b-0", className)} />;
}
