"use client";

import { type FormEvent, useState } from "react";
import { ChoiceEditor } from "@/components/data-table/choice-editor";
import { choicesOf } from "@/components/data-table/filter-text";
import { type AnyFilterValue, type FilterChoice, isChoice, isRange } from "@/components/data-table/list-spec";
import { AmountEditor, DaysEditor } from "@/components/data-table/range-editor";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Filter } from "@/lib/core/list";
import { decimal, isDecimal } from "@/lib/core/money";

type FilterEditorProps = {
  filter: Filter;
  value: AnyFilterValue | null;
  choices: readonly FilterChoice[] | undefined;
  zone: string;
  onApply: (value: AnyFilterValue | null) => void;
};

const openRange = { from: null, to: null };

/** Edits one filter; nothing happens before Apply, so that several changes cost one page. */
export default function FilterEditor({ filter, value, choices, zone, onApply }: FilterEditorProps) {
  const [draft, setDraft] = useState(value);
  const [error, setError] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    const problem = problemOf(filter, draft);
    setError(problem);
    if (!problem) onApply(isEmpty(draft) ? null : draft);
  }

  return (
    <form onSubmit={submit} className="grid gap-3">
      <p className="font-medium text-sm">{filter.label}</p>
      {filter.kind === "text" ? (
        <Input
          autoFocus
          aria-label={`${filter.label} contains`}
          placeholder={filter.placeholder ?? "Contains"}
          value={typeof draft === "string" ? draft : ""}
          onChange={(event) => setDraft(event.target.value)}
        />
      ) : null}
      {filter.kind === "choice" || filter.kind === "dynamic" ? (
        <ChoiceEditor
          choices={choicesOf(filter, choices)}
          value={isChoice(draft) ? draft : { not: false, values: [] }}
          onChange={setDraft}
        />
      ) : null}
      {filter.kind === "amount" ? (
        <AmountEditor
          unit={filter.unit}
          value={isRange(draft) ? draft : openRange}
          onChange={setDraft}
          error={error}
        />
      ) : null}
      {filter.kind === "days" ? (
        <DaysEditor
          zone={zone}
          value={isRange(draft) ? draft : openRange}
          onChange={setDraft}
          error={error}
        />
      ) : null}
      <div className="flex justify-end gap-2">
        {value === null ? null : (
          <Button size="sm" variant="ghost" onClick={() => onApply(null)}>
            Remove
          </Button>
        )}
        <Button size="sm" variant="primary" type="submit">
          Apply
        </Button>
      </div>
    </form>
  );
}

function isEmpty(value: AnyFilterValue | null): boolean {
  if (value === null || value === "") return true;
  if (isChoice(value)) return value.values.length === 0;
  return isRange(value) && !value.from && !value.to;
}

function problemOf(filter: Filter, value: AnyFilterValue | null): string | undefined {
  if (!isRange(value)) return undefined;
  const { from, to } = value;
  if (filter.kind === "days") return from && to && from > to ? "The first day is after the last." : undefined;
  if ([from, to].some((part) => part !== null && !isDecimal(part))) return "Write amounts as 12 or 12.50.";
  return from && to && decimal(from).gt(to) ? "The first amount is larger than the second." : undefined;
}
