import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/wordmark";

type AuthCardProps = { title: string; description?: ReactNode; children: ReactNode; footer?: ReactNode };

/** The one card of a page outside the console: mark, heading, form. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <div className="grid w-full max-w-sm gap-6">
      <div className="flex justify-center">
        <Wordmark />
      </div>
      <section className="grid gap-5 rounded-xl border bg-surface p-6 shadow-card">
        <header className="grid gap-1">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {description ? <p className="text-pretty text-ink-muted text-sm">{description}</p> : null}
        </header>
        {children}
      </section>
      {footer}
    </div>
  );
}
