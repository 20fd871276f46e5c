"use client";

import { type FormEvent, type ReactNode, useMemo } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { ConflictView, type ValueText } from "@/components/form/conflict-view";
import { ErrorSummary } from "@/components/form/error-summary";
import { FormKitContext } from "@/components/form/form-context";
import { LeaveGuard } from "@/components/form/leave-guard";
import type { ActionFormState } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type ActionFormProps<V extends FieldValues> = {
  form: ActionFormState<V>;
  /** Words of the submit button; null when the form's buttons stand elsewhere (`form={form.id}` on them). */
  submitLabel: string | null;
  /** More buttons beside the submit button, such as a link back. */
  actions?: ReactNode;
  /** Asks before unsaved changes are lost; off for forms inside dialogs that start empty. */
  guard?: boolean;
  /** How a value is written in the conflict view. */
  valueText?: ValueText;
  className?: string;
  children: ReactNode;
};

/** The form around the fields: error summary, conflict view, unsaved-changes guard, buttons. */
export function ActionForm<V extends FieldValues>(props: ActionFormProps<V>) {
  const { form, submitLabel, actions, guard = true, valueText, className, children } = props;
  const { isDirty } = form.methods.formState;
  const { id, labels, pending } = form;
  const kit = useMemo(() => ({ id, labels, pending }), [id, labels, pending]);

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    form.submit();
  }

  return (
    <FormProvider {...form.methods}>
      <FormKitContext value={kit}>
        <form
          id={id}
          noValidate
          onSubmit={submit}
          aria-busy={pending}
          className={cn("grid gap-5", className)}
        >
          <ErrorSummary form={form} />
          <ConflictView form={form} valueText={valueText} />
          {children}
          {submitLabel === null ? null : (
            <div className="flex flex-wrap items-center gap-2">
              <Button type="submit" variant="primary" pending={pending} disabled={form.theirs !== null}>
                {submitLabel}
              </Button>
              {actions}
            </div>
          )}
        </form>
        {guard ? <LeaveGuard active={isDirty && !pending} /> : null}
      </FormKitContext>
    </FormProvider>
  );
}
