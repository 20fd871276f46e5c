"use client";

import type { ReactNode } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { useFormField } from "@/components/form/form-context";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { type Option, Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";

type CommonProps = {
  /** Path in the form's values, such as `taxRates.0.percent`. */
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
};

type TextFieldProps = CommonProps & {
  type?: "text" | "email" | "password" | "url";
  placeholder?: string;
  autoComplete?: string;
  readOnly?: boolean;
};

/** A line of text. */
export function TextField({
  name,
  label,
  hint,
  type,
  placeholder,
  autoComplete,
  readOnly,
  ...rest
}: TextFieldProps) {
  const { register } = useFormContext();
  const field = useFormField(name, { label, hint });
  const { disabled, ...frame } = rest;
  return (
    <Field id={field.id} label={label} hint={hint} error={field.error} {...frame}>
      <Input
        {...register(name)}
        {...field.aria}
        type={type}
        placeholder={placeholder}
        autoComplete={autoComplete ?? "off"}
        readOnly={readOnly}
        disabled={disabled}
      />
    </Field>
  );
}

type DecimalFieldProps = CommonProps & {
  /** What stands before or after the figure, such as "USD" or "%". */
  prefix?: string;
  unit?: string;
  placeholder?: string;
};

/** A decimal number that stays a string from the key to the database; no float, no wheel, no spinner. */
export function DecimalField({ name, label, hint, prefix, unit, placeholder, ...rest }: DecimalFieldProps) {
  const { register } = useFormContext();
  const field = useFormField(name, { label, hint });
  const { disabled, ...frame } = rest;
  return (
    <Field id={field.id} label={label} hint={hint} error={field.error} {...frame}>
      <div className="relative">
        {prefix ? <Affix className="left-2.5">{prefix}</Affix> : null}
        <Input
          {...register(name, {
            setValueAs: (value: unknown) => (typeof value === "string" ? value.trim() : value),
          })}
          {...field.aria}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          disabled={disabled}
          className={cn("num text-right", prefix && "pl-12", unit && (unit.length > 2 ? "pr-14" : "pr-8"))}
        />
        {unit ? <Affix className="right-2.5">{unit}</Affix> : null}
      </div>
    </Field>
  );
}

function Affix({ className, children }: { className: string; children: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "pointer-events-none absolute inset-y-0 flex items-center text-ink-muted text-sm",
        className,
      )}
    >
      {children}
    </span>
  );
}

type SelectFieldProps = CommonProps & { options: readonly Option[]; placeholder?: string };

/** One of a few values. */
export function SelectField({
  name,
  label,
  hint,
  options,
  placeholder,
  disabled,
  ...frame
}: SelectFieldProps) {
  const { register } = useFormContext();
  const field = useFormField(name, { label, hint });
  return (
    <Field id={field.id} label={label} hint={hint} error={field.error} {...frame}>
      <Select
        {...register(name)}
        {...field.aria}
        options={options}
        placeholder={placeholder}
        disabled={disabled}
      />
    </Field>
  );
}

/** One of many values, found by typing; nothing chosen is the empty string. */
export function ComboboxField({
  name,
  label,
  hint,
  options,
  placeholder,
  disabled,
  ...frame
}: SelectFieldProps) {
  const { control } = useFormContext();
  const field = useFormField(name, { label, hint });
  return (
    <Field id={field.id} label={label} hint={hint} error={field.error} {...frame}>
      <Controller
        control={control}
        name={name}
        render={({ field: bound }) => (
          <Combobox
            {...field.aria}
            options={options}
            placeholder={placeholder}
            disabled={disabled}
            value={typeof bound.value === "string" && bound.value !== "" ? bound.value : null}
            onValueChange={(value) => bound.onChange(value ?? "")}
          />
        )}
      />
    </Field>
  );
}

type TextareaFieldProps = CommonProps & { rows?: number; maxLength?: number; placeholder?: string };

/** Several lines of text. */
export function TextareaField({
  name,
  label,
  hint,
  rows,
  maxLength,
  placeholder,
  ...rest
}: TextareaFieldProps) {
  const { register } = useFormContext();
  const field = useFormField(name, { label, hint });
  const { disabled, ...frame } = rest;
  return (
    <Field id={field.id} label={label} hint={hint} error={field.error} {...frame}>
      <Textarea
        {...register(name)}
        {...field.aria}
        rows={rows}
        maxLength={maxLength}
        placeholder={placeholder}
        disabled={disabled}
      />
    </Field>
  );
}

/** Why something is done; the audit log keeps it. */
export function ReasonField({ name = "reason", label = "Reason" }: { name?: string; label?: string }) {
  return (
    <TextareaField
      name={name}
      label={label}
      hint="Kept with the change and in the audit log."
      rows={2}
      maxLength={500}
      required
    />
  );
}

/** A wall-clock time of the report zone, as `YYYY-MM-DDTHH:mm`; the server turns it into an instant. */
export function DateTimeField({
  name,
  label,
  hint,
  zone,
  disabled,
  ...frame
}: CommonProps & { zone: string }) {
  const { register } = useFormContext();
  const text = (
    <>
      {hint} Time in {zone}.
    </>
  );
  const field = useFormField(name, { label, hint: text });
  return (
    <Field id={field.id} label={label} hint={text} error={field.error} {...frame}>
      <Input
        {...register(name)}
        {...field.aria}
        type="datetime-local"
        disabled={disabled}
        className="num max-w-60"
      />
    </Field>
  );
}

type RadioFieldProps = CommonProps & {
  options: readonly { value: string; label: string; description?: string }[];
};

/** One of a few values, all in view with their descriptions. */
export function RadioField({ name, label, options, hideLabel, disabled, className }: RadioFieldProps) {
  const { control } = useFormContext();
  const field = useFormField(name, { label });
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: bound }) => (
        <div id={field.id} tabIndex={-1} className={cn("grid gap-1.5", className)}>
          <RadioGroup
            name={field.id}
            legend={label}
            hideLegend={hideLabel}
            options={options}
            value={typeof bound.value === "string" ? bound.value : ""}
            onValueChange={bound.onChange}
            disabled={disabled}
          />
          <FieldError id={field.id}>{field.error}</FieldError>
        </div>
      )}
    />
  );
}
