import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type Tone = "neutral" | "positive" | "info" | "warning" | "danger" | "accent";

const tones: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-ink-muted",
  positive: "bg-positive-soft text-positive-text",
  info: "bg-info-soft text-info-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
  accent: "bg-accent-soft text-accent-text",
};

type BadgeProps = {
  tone?: Tone;
  /** Status is never colour alone: give an icon that differs by meaning. */
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A small label: a status (icon, text, colour) or a tag. */
export function Badge({ tone = "neutral", icon, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs [&_svg]:-ml-0.5 [&_svg]:size-3 [&_svg]:shrink-0",
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
