"use client";

import { useId, useState } from "react";
import type { FilterChoice } from "@/components/data-table/list-spec";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Choice } from "@/lib/core/list";

const senses = [
  { value: "any", label: "is any of" },
  { value: "none", label: "is none of" },
];

type ChoiceEditorProps = {
  choices: readonly FilterChoice[];
  value: Choice;
  onChange: (value: Choice) => void;
};

/** Any of, or none of, a set of values; long sets can be searched. */
export function ChoiceEditor({ choices, value, onChange }: ChoiceEditorProps) {
  const [text, setText] = useState("");
  const id = useId();
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(text.trim().toLowerCase()));

  function toggle(name: string, chosen: boolean) {
    const rest = value.values.filter((candidate) => candidate !== name);
    onChange({ ...value, values: chosen ? [...rest, name] : rest });
  }

  return (
    <div className="grid gap-2">
      <Select
        aria-label="Sense"
        options={senses}
        value={value.not ? "none" : "any"}
        onChange={(event) => onChange({ ...value, not: event.target.value === "none" })}
      />
      {choices.length > 8 ? (
        <Input
          aria-label="Find a value"
          placeholder="Find a value"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <fieldset className="thin-scroll -mx-1 grid max-h-56 overflow-y-auto">
        <legend className="sr-only">Values</legend>
        {shown.map((choice) => (
          <label
            key={choice.value}
            htmlFor={`${id}-${choice.value}`}
            className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover"
          >
            <Checkbox
              id={`${id}-${choice.value}`}
              checked={value.values.includes(choice.value)}
              onChange={(event) => toggle(choice.value, event.target.checked)}
            />
            {choice.label}
          </label>
        ))}
        {shown.length === 0 ? <p className="px-2 py-1 text-ink-muted text-sm">Nothing matches.</p> : null}
      </fieldset>
    </div>
  );
}
