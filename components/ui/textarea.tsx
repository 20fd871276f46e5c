import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A text control of several lines that grows with its content. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} rows={rows} className={cn("control", className)} />;
}
