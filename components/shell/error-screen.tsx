import type { ReactNode } from "react";

type ErrorScreenProps = {
  /** The number of the failure, such as 404. */
  code?: string;
  title: string;
  /** What happened and what to do. */
  children: ReactNode;
  actions?: ReactNode;
};

/** A page that could not be shown: what happened, what to do, where to go. */
export function ErrorScreen({ code, title, children, actions }: ErrorScreenProps) {
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-2 px-4 py-24 text-center">
      {code ? <p className="num font-medium text-ink-muted text-sm">{code}</p> : null}
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <div className="max-w-md text-pretty text-ink-muted">{children}</div>
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
