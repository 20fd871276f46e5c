"use client";

import { useRouter } from "next/navigation";
import { PricingCurrencies } from "@/components/billing/pricing-currencies";
import { PricingExample } from "@/components/billing/pricing-example";
import { ActionForm } from "@/components/form/action-form";
import {
  ComboboxField,
  DateTimeField,
  DecimalField,
  ReasonField,
  SelectField,
  TextField,
} from "@/components/form/fields";
import { leavePage } from "@/components/form/leave-guard";
import { RowsField } from "@/components/form/rows-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { createPricingDraftAction } from "@/lib/billing/pricing/actions";
import { BILLING_CURRENCIES, type DraftValues } from "@/lib/billing/pricing/draft";

type PricingFormProps = {
  values: DraftValues;
  /** The number the new version gets, if nobody is faster. */
  version: string;
  countries: readonly { value: string; label: string }[];
  zone: string;
  cancelHref: string;
};

const currencies = BILLING_CURRENCIES.map((code) => ({ value: code, label: code }));

/** The values of a new version, with a worked example beside them. Saving makes a draft: no price changes yet. */
export function PricingForm({ values, version, countries, zone, cancelHref }: PricingFormProps) {
  const router = useRouter();
  const form = useActionForm({
    schema: () => import("@/lib/billing/pricing/schema").then((module) => module.CreateDraftInput),
    action: createPricingDraftAction,
    defaultValues: values,
    success: (draft) => `Draft ${draft.version} saved`,
    onSuccess: (draft) => leavePage(() => router.push(`/billing/pricing/${draft.id}`)),
  });
  return (
    <ActionForm
      form={form}
      submitLabel={`Save as draft ${version}`}
      actions={
        <LinkButton variant="ghost" href={cancelHref}>
          Cancel
        </LinkButton>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          <Card title="Percentage and delivery" description="What is added to the goods in every box.">
            <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
              <DecimalField
                name="subscriptionPercentage"
                label="Percentage"
                unit="%"
                hint="Of the subtotal, 0.1 to 50"
                required
              />
              <DecimalField name="deliveryCosts.standard" label="Standard delivery" required />
              <DecimalField name="deliveryCosts.express" label="Express delivery" required />
              <DecimalField name="deliveryCosts.overnight" label="Overnight delivery" required />
            </div>
            <p className="mt-3 text-ink-muted text-sm">
              Delivery is charged per billing period, in each subscription's own currency.
            </p>
          </Card>
          <Card
            title="Tax"
            description="A region's rate comes before its country's. A place without a rate cannot be priced."
          >
            <RowsField
              name="taxRates"
              label="Tax rates"
              heads={["Country", "Region", "Rate"]}
              template="minmax(0,3fr) minmax(5rem,1fr) minmax(6rem,1fr)"
              first="country"
              newRow={{ country: "", region: "", percent: "" }}
              addLabel="Add a place"
              noun="tax rate"
              emptyText="No place has a rate yet."
              max={500}
            >
              {(path, index) => (
                <>
                  <ComboboxField
                    name={`${path}.country`}
                    label={`Country of row ${index + 1}`}
                    hideLabel
                    options={countries}
                    placeholder="Country"
                  />
                  <TextField
                    name={`${path}.region`}
                    label={`Region of row ${index + 1}`}
                    hideLabel
                    placeholder="All"
                  />
                  <DecimalField
                    name={`${path}.percent`}
                    label={`Rate of row ${index + 1} in percent`}
                    hideLabel
                    unit="%"
                  />
                </>
              )}
            </RowsField>
          </Card>
          <Card title="Currencies" description="Subscriptions in any other currency cannot be priced.">
            <div className="grid gap-4">
              <PricingCurrencies name="supportedCurrencies" />
              <SelectField
                name="defaultCurrency"
                label="Default currency"
                options={currencies}
                className="max-w-40"
                required
              />
            </div>
          </Card>
          <Card title="When and why">
            <div className="grid gap-4">
              <DateTimeField
                name="effectiveAt"
                label="Planned for"
                hint="Optional. It is offered when you schedule the version; a draft never becomes active by itself."
                zone={zone}
              />
              <ReasonField />
            </div>
          </Card>
        </div>
        <PricingExample />
      </div>
    </ActionForm>
  );
}
