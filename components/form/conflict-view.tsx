"use client";

import { useId, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { type FieldConflict, findConflicts } from "@/components/form/conflict";
import type { ActionFormState } from "@/components/form/use-action-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

export type ValueText = (name: string, value: unknown) => string;

type ConflictViewProps<V extends FieldValues> = { form: ActionFormState<V>; valueText?: ValueText };

/**
 * Shown when somebody else saved first: each differing field as it was, as I have it and as it is stored now. Fields
 * only one side changed are settled; the others wait for a choice. Nothing is saved here.
 */
export function ConflictView<V extends FieldValues>({ form, valueText = plainText }: ConflictViewProps<V>) {
  const { theirs, methods } = form;
  const [chosen, setChosen] = useState<Record<string, "mine" | "theirs">>({});
  if (!theirs) return null;
  const base = methods.formState.defaultValues ?? {};
  const conflicts = findConflicts(base, methods.getValues(), theirs);
  const sideOf = (conflict: FieldConflict) => chosen[conflict.name] ?? conflict.suggestion;
  const open = conflicts.filter((conflict) => sideOf(conflict) === null).length;

  function apply(side?: "theirs") {
    const mine = conflicts.filter((conflict) => (side ?? sideOf(conflict)) === "mine");
    form.merge(Object.fromEntries(mine.map((conflict) => [conflict.name, conflict.mine])));
  }

  return (
    <Callout
      tone="warning"
      live
      title="Somebody else saved this while you were editing"
      actions={
        <>
          <Button size="sm" variant="primary" disabled={open > 0} onClick={() => apply()}>
            {open > 0 ? `Choose for ${open} more` : "Take these values and review"}
          </Button>
          <Button size="sm" onClick={() => apply("theirs")}>
            Discard mine
          </Button>
        </>
      }
    >
      <p>Your changes are not saved. Choose what counts for each field, then save again.</p>
      {conflicts.length === 0 ? (
        <p className="mt-2">Both hold the same values; nothing is lost either way.</p>
      ) : null}
      <div className="mt-3 grid gap-3">
        {conflicts.map((conflict) => (
          <ConflictField
            key={conflict.name}
            conflict={conflict}
            label={form.labels.get(conflict.name) ?? conflict.name}
            side={sideOf(conflict)}
            text={(value) => valueText(conflict.name, value)}
            onChoose={(side) => setChosen((before) => ({ ...before, [conflict.name]: side }))}
          />
        ))}
      </div>
    </Callout>
  );
}

type ConflictFieldProps = {
  conflict: FieldConflict;
  label: string;
  side: "mine" | "theirs" | null;
  text: (value: unknown) => string;
  onChoose: (side: "mine" | "theirs") => void;
};

function ConflictField({ conflict, label, side, text, onChoose }: ConflictFieldProps) {
  const name = useId();
  const sides = [
    { side: "mine" as const, title: "Mine", value: conflict.mine },
    { side: "theirs" as const, title: "Theirs", value: conflict.theirs },
  ];
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 flex flex-wrap items-center gap-2 font-medium">
        {label}
        {conflict.suggestion === null ? <Badge tone="warning">both changed it</Badge> : null}
      </legend>
      <p className="whitespace-pre-wrap text-ink-muted">Before: {text(conflict.base)}</p>
      <div className="grid gap-2 sm:grid-cols-2">
        {sides.map((option) => (
          <label
            key={option.side}
            className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line-strong bg-surface p-2.5 has-checked:border-accent"
          >
            <input
              type="radio"
              name={name}
              checked={side === option.side}
              onChange={() => onChoose(option.side)}
              className="radio-control mt-0.5 size-4 rounded-full"
            />
            <span className="grid min-w-0 gap-0.5">
              <span className="text-ink-muted text-xs">{option.title}</span>
              <span className="whitespace-pre-wrap break-words">{text(option.value)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function plainText(_name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((row) => plainText(_name, row)).join("\n") || "–";
  if (typeof value === "object") return Object.values(value).filter(Boolean).join(" · ");
  return String(value);
}
