import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A one-line text control; label it with `Field` or `aria-label`. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input {...rest} type={type} className={cn("control", className)} />;
}
