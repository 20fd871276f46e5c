import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type FieldProps = {
  /** The id of the control; the hint gets `<id>-hint`, the error `<id>-error`. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** The value of `aria-describedby` for a control inside a `Field`, or undefined when there is nothing to say. */
export function describedBy(id: string, parts: { hint?: unknown; error?: unknown }): string | undefined {
  const ids = [parts.error ? `${id}-error` : "", parts.hint ? `${id}-hint` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** A message below a control that says what is wrong with it. */
export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) {
    return null;
  }
  return (
    <p id={`${id}-error`} className="flex items-start gap-1.5 text-danger-text text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** Label, control, hint and error in their order; the control inside carries `id` and `describedBy(id, …)`. */
export function Field({ id, label, hint, error, required, hideLabel, className, children }: FieldProps) {
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className={cn("font-medium text-sm", hideLabel && "sr-only")}>
        {label}
        {required ? (
          <span aria-hidden className="text-danger-text">
            {" *"}
          </span>
        ) : null}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-muted text-sm">
          {hint}
        </p>
      ) : null}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}
