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
    <span className={cn("badge", tones[tone], className)}>
      {icon}
      {children}
    </span>
  );
}
