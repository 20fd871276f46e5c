"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import type { FieldValues } from "react-hook-form";
import { controlId, messageOf } from "@/components/form/form-context";
import type { ActionFormState } from "@/components/form/use-action-form";

type Entry = { path: string; message: string };

/** Every message with the path of its field, rows included. */
export function collectErrors(errors: object, prefix = ""): Entry[] {
  return Object.entries(errors).flatMap(([key, value]) => {
    if (!value || typeof value !== "object" || key === "ref") return [];
    const path = prefix ? `${prefix}.${key}` : key;
    const message = messageOf(value);
    if (message) return [{ path: key === "root" ? prefix || "root" : path, message }];
    return collectErrors(value, path);
  });
}

/** After a refused attempt: what is wrong where, with links to the fields. Takes the focus, so that it is heard. */
export function ErrorSummary<V extends FieldValues>({ form }: { form: ActionFormState<V> }) {
  const box = useRef<HTMLDivElement>(null);
  const { errors } = form.methods.formState;
  const entries = collectErrors(errors);
  const { refusals } = form;

  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);

  if (refusals === 0 || (entries.length === 0 && !form.failure)) return null;
  const fieldsText =
    entries.length === 1 ? "One field needs a correction" : `${entries.length} fields need a correction`;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-3 rounded-lg bg-danger-soft px-4 py-3 text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="grid gap-1">
        <p className="font-medium text-danger-text">{form.failure ? form.failure.message : fieldsText}</p>
        {entries.length > 0 ? (
          <ul className="grid gap-0.5">
            {entries.map((entry) => (
              <li key={entry.path}>
                <a
                  href={`#${controlId(form.id, entry.path)}`}
                  className="rounded-sm underline decoration-line-control underline-offset-2 hover:decoration-current"
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(controlId(form.id, entry.path))?.focus();
                  }}
                >
                  {form.labels.get(entry.path) ?? entry.path}
                </a>
                : {entry.message}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
