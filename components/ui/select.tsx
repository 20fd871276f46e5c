import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export type Option = { value: string; label: string; disabled?: boolean };

type SelectProps = ComponentProps<"select"> & {
  options: readonly Option[];
  /** Shown while nothing is chosen; chosen again it means "none". */
  placeholder?: string;
};

/** One of a few values. Native, so that phones show their own picker; styled by `globals.css`. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <select {...rest} className={cn("control select-control", className)}>
      {placeholder === undefined ? null : <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
