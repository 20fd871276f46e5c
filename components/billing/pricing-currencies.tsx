"use client";

import { useFormContext } from "react-hook-form";
import { useFormField } from "@/components/form/form-context";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { BILLING_CURRENCIES } from "@/lib/billing/pricing/draft";

/** The currencies a version supports, as boxes to tick. */
export function PricingCurrencies({ name }: { name: string }) {
  const { register } = useFormContext();
  const field = useFormField(name, { label: "Supported currencies" });
  return (
    <fieldset id={field.id} tabIndex={-1} className="grid gap-1.5 outline-none">
      <legend className="mb-1 font-medium text-sm">
        Supported currencies
        <span aria-hidden className="text-danger-text">
          {" *"}
        </span>
      </legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {BILLING_CURRENCIES.map((code) => {
          const id = `${field.id}-${code}`;
          return (
            <label key={code} htmlFor={id} className="flex items-center gap-2 text-sm">
              <Checkbox
                {...register(name)}
                id={id}
                value={code}
                aria-describedby={field.error ? `${field.id}-error` : undefined}
              />
              {code}
            </label>
          );
        })}
      </div>
      <FieldError id={field.id}>{field.error}</FieldError>
    </fieldset>
  );
}
