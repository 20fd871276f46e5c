"use client";

import { useFormContext } from "react-hook-form";
import { useFormField } from "@/components/form/form-context";
import { PasswordInput } from "@/components/system/password-input";
import { Field } from "@/components/ui/field";
import { PASSWORD_MIN } from "@/lib/system/staff/rules";

type PasswordFieldProps = { name: string; label: string; hint?: string; autoComplete: string };

/** A password of a form. */
export function PasswordField({ name, label, hint, autoComplete }: PasswordFieldProps) {
  const { register } = useFormContext();
  const field = useFormField(name, { label, hint });
  return (
    <Field id={field.id} label={label} hint={hint} error={field.error} required>
      <PasswordInput {...register(name)} {...field.aria} autoComplete={autoComplete} />
    </Field>
  );
}

/** The field for a new password, with what is asked of it. */
export function NewPasswordField() {
  return (
    <PasswordField
      name="password"
      label="New password"
      hint={`At least ${PASSWORD_MIN} characters. A few unrelated words are good.`}
      autoComplete="new-password"
    />
  );
}
