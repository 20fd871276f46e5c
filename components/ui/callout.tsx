import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type CalloutTone = "info" | "success" | "warning" | "error";

const tones = {
  info: { box: "bg-info-soft", text: "text-info-text", icon: Info },
  success: { box: "bg-positive-soft", text: "text-positive-text", icon: CircleCheck },
  warning: { box: "bg-warning-soft", text: "text-warning-text", icon: TriangleAlert },
  error: { box: "bg-danger-soft", text: "text-danger-text", icon: CircleAlert },
};

type CalloutProps = {
  tone?: CalloutTone;
  title: ReactNode;
  /** What it means and what to do. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Announces it when it appears after the page has loaded. */
  live?: boolean;
  className?: string;
};

/** A message inside the page that stays until its cause is gone. */
export function Callout({ tone = "info", title, children, actions, live, className }: CalloutProps) {
  const { box, text, icon: Icon } = tones[tone];
  const role = live ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div role={role} className={cn("flex gap-3 rounded-lg px-4 py-3", box, className)}>
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", text)} />
      <div className="grid min-w-0 flex-1 content-start gap-1">
        <p className={cn("font-medium text-sm", text)}>{title}</p>
        {children ? <div className="text-ink text-sm">{children}</div> : null}
        {actions ? <div className="mt-1 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
