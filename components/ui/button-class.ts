import { cn } from "@/components/ui/cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg" | "icon" | "icon-sm";

/** The look shared by buttons and by links that look like buttons. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn("btn", `btn-${variant}`, `btn-${size}`, className);
}
