"use client";

import { useId } from "react";
import { dayPresets } from "@/components/data-table/day-presets";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { dayOf } from "@/lib/core/clock";
import type { Range } from "@/lib/core/list";

type RangeEditorProps = { value: Range; onChange: (value: Range) => void; error?: string };

/** From and to amounts, either of which may stay open. Values stay decimal strings. */
export function AmountEditor({ value, onChange, error, unit }: RangeEditorProps & { unit?: string }) {
  const id = useId();
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field id={`${id}-from`} label={unit ? `From (${unit})` : "From"}>
        <Input
          id={`${id}-from`}
          inputMode="decimal"
          value={value.from ?? ""}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange({ ...value, from: event.target.value.trim() || null })}
        />
      </Field>
      <Field id={`${id}-to`} label={unit ? `To (${unit})` : "To"}>
        <Input
          id={`${id}-to`}
          inputMode="decimal"
          value={value.to ?? ""}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange({ ...value, to: event.target.value.trim() || null })}
        />
      </Field>
      {error ? (
        <p id={`${id}-error`} role="alert" className="col-span-2 text-danger-text text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** From and to days of the report zone, with the usual ranges at one press. */
export function DaysEditor({ value, onChange, error, zone }: RangeEditorProps & { zone: string }) {
  const id = useId();
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-1">
        {dayPresets(dayOf(new Date(), zone)).map((preset) => {
          const chosen = preset.from === value.from && preset.to === value.to;
          return (
            <Button
              key={preset.label}
              size="sm"
              variant="ghost"
              aria-pressed={chosen}
              className="justify-start font-normal aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
              onClick={() => onChange({ from: preset.from, to: preset.to })}
            >
              {preset.label}
            </Button>
          );
        })}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Field id={`${id}-from`} label="From">
          <Input
            id={`${id}-from`}
            type="date"
            value={value.from ?? ""}
            max={value.to ?? undefined}
            onChange={(event) => onChange({ ...value, from: event.target.value || null })}
          />
        </Field>
        <Field id={`${id}-to`} label="To">
          <Input
            id={`${id}-to`}
            type="date"
            value={value.to ?? ""}
            min={value.from ?? undefined}
            onChange={(event) => onChange({ ...value, to: event.target.value || null })}
          />
        </Field>
      </div>
      {error ? (
        <p role="alert" className="text-danger-text text-sm">
          {error}
        </p>
      ) : null}
      <p className="text-ink-muted text-xs">Both days included, in {zone}.</p>
    </div>
  );
}
