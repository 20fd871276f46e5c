"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { cn } from "@/components/ui/cn";

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
};

/** An on/off setting that takes effect at once; put it into a `<label>` or give it an `aria-label`. */
export function Switch({ onCheckedChange, className, ...rest }: SwitchProps) {
  return (
    <Base.Root
      {...rest}
      onCheckedChange={(next) => onCheckedChange(next)}
      className={cn(
        "inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full border border-line-control bg-neutral-soft px-0.5 transition-colors",
        "data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-55",
        className,
      )}
    >
      <Base.Thumb className="size-3.5 rounded-full bg-ink-muted transition-transform data-checked:translate-x-4 data-checked:bg-accent-ink" />
    </Base.Root>
  );
}
