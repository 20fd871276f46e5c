"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { indeterminate?: boolean };

/** A checkbox; put it into a `<label>` or give it an `aria-label`. `indeterminate` is the dash of "some". */
export function Checkbox({ indeterminate = false, className, ref, ...rest }: CheckboxProps) {
  const inner = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (inner.current) {
      inner.current.indeterminate = indeterminate;
    }
  }, [indeterminate]);
  return (
    <input
      {...rest}
      ref={(node) => {
        inner.current = node;
        if (typeof ref === "function") {
          ref(node);
        } else if (ref) {
          ref.current = node;
        }
      }}
      type="checkbox"
      className={cn("check-control size-4 rounded-sm", className)}
    />
  );
}
