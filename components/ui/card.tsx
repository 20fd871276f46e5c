import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** Removes the padding of the body, for tables and lists that reach the edges. */
  flush?: boolean;
  /** Heading level of the title; 2 on a page, 3 inside a section. */
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
};

/** A bordered surface that groups what belongs together. */
export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  level = 2,
  className,
  children,
}: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={cn("panel", className)}>
      {title || actions ? (
        <header
          className={cn(
            "flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-3",
            flush ? "border-b pb-3" : "pb-1",
          )}
        >
          <div className="grid min-w-0 flex-1 gap-0.5">
            {title ? <Heading className="font-semibold text-base">{title}</Heading> : null}
            {description ? <p className="text-ink-muted text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children === undefined ? null : (
        <div className={flush ? "overflow-hidden rounded-b-lg" : "px-4 py-3"}>{children}</div>
      )}
      {footer ? (
        <footer className="border-t bg-sunken px-4 py-2.5 text-sm last:rounded-b-lg">{footer}</footer>
      ) : null}
    </section>
  );
}
