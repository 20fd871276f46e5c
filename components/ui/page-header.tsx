import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Status beside the title. */
  badge?: ReactNode;
  actions?: ReactNode;
  /** A link back or a trail, above the title, when the bar at the top does not say enough. */
  breadcrumbs?: ReactNode;
};

/** The head of a page with its only h1. */
export function PageHeader({ title, description, badge, actions, breadcrumbs }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 gap-1">
        {breadcrumbs}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {badge}
        </div>
        {description ? <p className="max-w-3xl text-pretty text-ink-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
