"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { controlId, useFormField } from "@/components/form/form-context";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";

type RowsFieldProps = {
  /** Path of the array in the form's values. */
  name: string;
  label: string;
  hint?: ReactNode;
  /** Heads above the cells on a wide screen. */
  heads: readonly string[];
  /** CSS grid columns of the cells, such as `2fr 1fr 1fr`. */
  template: string;
  /** The name of the first control of a row, which gets the focus in a new row. */
  first: string;
  newRow: Record<string, unknown>;
  addLabel: string;
  /** What one row is, for the names of its buttons: "tax rate". */
  noun: string;
  emptyText: string;
  max?: number;
  /** The cells of a row; give every field `hideLabel` and a label that says which row it is in. */
  children: (path: string, index: number) => ReactNode;
};

/** A list of rows that can be added, changed and removed. */
export function RowsField(props: RowsFieldProps) {
  const {
    name,
    label,
    hint,
    heads,
    template,
    first,
    newRow,
    addLabel,
    noun,
    emptyText,
    max = 200,
    children,
  } = props;
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name });
  const field = useFormField(name, { label, hint });
  const columns = { "--rows-template": `${template} 2rem` } as Record<string, string>;

  function add() {
    append(newRow, { shouldFocus: false });
    const id = controlId(field.id, `${fields.length}.${first}`);
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  }

  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      style={columns}
      aria-describedby={field.aria["aria-describedby"]}
      className="grid gap-2 outline-none"
    >
      <legend className="mb-1 font-medium text-sm">{label}</legend>
      {hint ? (
        <p id={`${field.id}-hint`} className="-mt-1 mb-1 text-ink-muted text-sm">
          {hint}
        </p>
      ) : null}
      {fields.length > 0 ? (
        <div
          aria-hidden
          className="hidden gap-2 text-ink-muted text-xs sm:grid sm:grid-cols-(--rows-template)"
        >
          {heads.map((head) => (
            <span key={head}>{head}</span>
          ))}
        </div>
      ) : (
        <p className="rounded-md border border-dashed px-3 py-4 text-center text-ink-muted text-sm">
          {emptyText}
        </p>
      )}
      {fields.map((row, index) => (
        <div
          key={row.id}
          className="grid items-start gap-2 rounded-md border p-2 sm:grid-cols-(--rows-template) sm:border-0 sm:p-0"
        >
          {children(`${name}.${index}`, index)}
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Remove ${noun} ${index + 1}`}
            onClick={() => remove(index)}
            className="justify-self-end"
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <FieldError id={field.id}>{field.error}</FieldError>
      <div>
        <Button size="sm" onClick={add} disabled={fields.length >= max}>
          <Plus aria-hidden />
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
