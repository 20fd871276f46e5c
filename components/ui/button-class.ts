import { cn } from "@/components/ui/cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg" | "icon" | "icon-sm";

const variants: Record<ButtonVariant, string> = {
  primary:
    "bg-accent text-accent-ink shadow-card hover:bg-accent-strong active:bg-accent-strong data-popup-open:bg-accent-strong",
  secondary:
    "bg-surface text-ink border border-line-strong shadow-card hover:bg-hover active:bg-hover data-popup-open:bg-hover dark:bg-raised",
  ghost: "text-ink-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink",
  danger: "bg-danger text-danger-ink shadow-card hover:bg-danger-strong active:bg-danger-strong",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2.5 text-sm [&_svg]:size-3.5",
  md: "h-8 gap-1.5 px-3 text-sm [&_svg]:size-4",
  lg: "h-10 gap-2 px-4 text-base [&_svg]:size-4",
  icon: "size-8 [&_svg]:size-4",
  "icon-sm": "size-7 [&_svg]:size-3.5",
};

/** The look shared by buttons and by links that look like buttons. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors duration-100",
    "[&_svg]:shrink-0 disabled:opacity-50 aria-disabled:opacity-60 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed",
    variants[variant],
    sizes[size],
    className,
  );
}
