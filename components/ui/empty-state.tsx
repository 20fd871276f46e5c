import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** What would be here, or what to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** Says why there is nothing and what to do about it. */
export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cn("empty-state", className)}>
      {icon ? (
        <span className="mb-1 grid size-10 place-items-center rounded-full border bg-sunken text-ink-muted [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <p className="font-medium">{title}</p>
      {children ? <div className="max-w-md text-pretty text-ink-muted text-sm">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
