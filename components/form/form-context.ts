"use client";

import { createContext, use, useEffect } from "react";
import { get, useFormContext, useFormState } from "react-hook-form";
import { describedBy } from "@/components/ui/field";

type FormKit = { id: string; labels: Map<string, string>; pending: boolean };

/** What the fields of an `ActionForm` share. */
export const FormKitContext = createContext<FormKit | null>(null);

/** The id of a field's control, so that the error summary can lead to it. */
export function controlId(formId: string, name: string): string {
  return `${formId}-${name.replaceAll(".", "-")}`;
}

/** Wires one field: id, message, ARIA, and its label for the summary. Works inside an `ActionForm` only. */
export function useFormField(name: string, parts: { label: string; hint?: unknown }) {
  const kit = use(FormKitContext);
  if (!kit) throw new Error(`The field ${name} stands outside an ActionForm.`);
  const { control } = useFormContext();
  const { errors } = useFormState({ control, name, exact: false });
  const found: unknown = get(errors, name);
  const error = messageOf(found);
  const { label, hint } = parts;
  const { labels } = kit;
  useEffect(() => {
    labels.set(name, label);
    return () => {
      labels.delete(name);
    };
  }, [labels, name, label]);
  const id = controlId(kit.id, name);
  return {
    id,
    error,
    aria: {
      id,
      "aria-invalid": error ? (true as const) : undefined,
      "aria-describedby": describedBy(id, { hint, error }),
    },
  };
}

/** The message of a field error, or of the whole of a group of rows. */
export function messageOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string" && error.message !== "") return error.message;
  return "root" in error ? messageOf(error.root) : undefined;
}
