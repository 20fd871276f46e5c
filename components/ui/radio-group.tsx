import type { ReactNode, Ref } from "react";
import { cn } from "@/components/ui/cn";

type RadioOption = { value: string; label: ReactNode; description?: ReactNode; disabled?: boolean };

type RadioGroupProps = {
  name: string;
  legend: ReactNode;
  hideLegend?: boolean;
  options: readonly RadioOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  disabled?: boolean;
  className?: string;
  ref?: Ref<HTMLFieldSetElement>;
};

/** One of a few choices, each with room for a description. Arrow keys move, as browsers do it. */
export function RadioGroup({
  name,
  legend,
  hideLegend,
  options,
  value,
  defaultValue,
  ...rest
}: RadioGroupProps) {
  const { onValueChange, disabled, className, ref } = rest;
  return (
    <fieldset ref={ref} disabled={disabled} className={cn("grid gap-2", className)}>
      <legend className={cn("mb-1.5 font-medium text-sm", hideLegend && "sr-only")}>{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line p-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:opacity-60"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            disabled={option.disabled}
            checked={value === undefined ? undefined : value === option.value}
            defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
            onChange={onValueChange ? () => onValueChange(option.value) : undefined}
            className="radio-control mt-0.5 size-4 rounded-full"
          />
          <span className="grid gap-0.5">
            <span className="font-medium text-sm">{option.label}</span>
            {option.description ? <span className="text-ink-muted text-sm">{option.description}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
