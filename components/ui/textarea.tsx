import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlClass } from "@/components/ui/control-class";

/** A text control of several lines that grows with its content. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={cn(
        controlClass,
        "read-only:bg-sunken field-sizing-content max-h-80 min-h-16 resize-y py-1.5",
        className,
      )}
    />
  );
}
