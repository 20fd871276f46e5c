"use client";

import { RefreshCw } from "lucide-react";
import { useId, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { previewPricingAction } from "@/lib/billing/pricing/actions";
import { isDecimal } from "@/lib/core/money";

type PricingPreviewFormProps = {
  configId: string;
  /** The limit to begin with, in percent. */
  limit: string;
  /** There is a preview already: this makes a fresh one. */
  again: boolean;
};

/** Asks for the limit and computes what the version would do. */
export function PricingPreviewForm({ configId, limit, again }: PricingPreviewFormProps) {
  const id = useId();
  const [value, setValue] = useState(limit);
  const { run, pending } = useAction(previewPricingAction);
  const wrong = !isDecimal(value.trim()) || value.trim().startsWith("-");
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      aria-busy={pending}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) run({ configId, limitPercent: value });
      }}
    >
      <Field id={id} label="Flag rises over">
        <div className="relative w-28">
          <Input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            className="num pr-8 text-right"
            value={value}
            aria-invalid={wrong || undefined}
            onChange={(event) => setValue(event.target.value)}
          />
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-muted text-sm"
          >
            %
          </span>
        </div>
      </Field>
      <Button type="submit" variant={again ? "secondary" : "primary"} pending={pending}>
        {again ? <RefreshCw aria-hidden /> : null}
        {again ? "Compute again" : "Compute the impact"}
      </Button>
    </form>
  );
}
