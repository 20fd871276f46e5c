"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Money } from "@/components/ui/money";
import { revenuePercent } from "@/lib/billing/pricing/impact/rules";
import type { ImpactSummary } from "@/lib/billing/pricing/impact/schema";
import { formatPercent, groupDigits } from "@/lib/core/money";

const count = (value: number) => groupDigits(String(value));

type PricingPlanBriefProps = {
  summary: ImpactSummary;
  leave: boolean;
  onLeave: (leave: boolean) => void;
};

/** The plan in a few lines, as it is confirmed, and the decision about what cannot be priced. */
export function PricingPlanBrief({ summary, leave, onLeave }: PricingPlanBriefProps) {
  const id = useId();
  const { up, down, unchanged, unpriceable, totals } = summary;
  return (
    <>
      <div className="grid gap-1 rounded-md border bg-sunken px-3 py-2 text-sm">
        <p>
          <span className="num font-medium">{count(up)}</span> up,{" "}
          <span className="num font-medium">{count(down)}</span> down,{" "}
          <span className="num font-medium">{count(unchanged)}</span> unchanged
        </p>
        {totals.map((total) => {
          const percent = revenuePercent(total);
          return (
            <p key={total.currency} className="flex justify-between gap-4">
              <span className="text-ink-muted">Monthly revenue, {total.currency}</span>
              <span className="num font-medium">
                <Money amount={total.change} currency={total.currency} sign />
                {percent === null ? null : (
                  <span className="ml-2 font-normal text-ink-muted">
                    {formatPercent(percent, { sign: true })}
                  </span>
                )}
              </span>
            </p>
          );
        })}
      </div>
      {unpriceable > 0 ? (
        <label htmlFor={id} className="flex items-start gap-2.5 text-sm">
          <Checkbox
            id={id}
            className="mt-0.5"
            checked={leave}
            onChange={(event) => onLeave(event.target.checked)}
          />
          <span>
            Leave the {count(unpriceable)} that cannot be priced at their present price. Without this, the
            version is refused.
          </span>
        </label>
      ) : null}
    </>
  );
}

type PricingScheduleFieldProps = { value: string; onChange: (value: string) => void; zone: string };

/** The instant a version becomes active. */
export function PricingScheduleField({ value, onChange, zone }: PricingScheduleFieldProps) {
  const id = useId();
  return (
    <Field id={id} label="Becomes active at" hint={`Time in ${zone}.`} required>
      <Input
        id={id}
        type="datetime-local"
        className="num max-w-60"
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
