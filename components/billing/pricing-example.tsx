"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { deliveryTypes, loyaltyTiers } from "@/db/enums/billing";
import { deliveryLabel, taxRateLabel } from "@/lib/billing/cost-history/rules";
import { type DraftValues, termsTyped } from "@/lib/billing/pricing/draft";
import { loyaltyPercent, type PricingTerms, quote } from "@/lib/billing/pricing/rules";
import { placeName } from "@/lib/core/countries";
import { formatPercent } from "@/lib/core/money";

const SUBTOTAL = "100.00";

const tiers = loyaltyTiers.map((tier) => ({
  value: tier,
  label: `${tier[0]?.toUpperCase()}${tier.slice(1)} (${loyaltyPercent(tier)} %)`,
}));
const deliveries = deliveryTypes.map((type) => ({ value: type, label: deliveryLabel(type) }));

/** What a box of 100.00 would cost under the values in the form, computed while they are typed. */
export function PricingExample() {
  const values = useWatch<DraftValues>() as DraftValues;
  const [delivery, setDelivery] = useState<string>("standard");
  const [tier, setTier] = useState<string>("gold");
  const [place, setPlace] = useState<string>("");
  const terms = termsTyped(values);
  return (
    <Card
      title="Worked example"
      description="A box of 100.00. Each part is rounded to cents, half up; the parts add up to the total."
      className="lg:sticky lg:top-20"
    >
      {terms ? (
        <Example
          terms={terms}
          delivery={delivery}
          tier={tier}
          place={place}
          onDelivery={setDelivery}
          onTier={setTier}
          onPlace={setPlace}
        />
      ) : (
        <p className="py-6 text-center text-ink-muted text-sm">
          Complete the values, and the example appears here.
        </p>
      )}
    </Card>
  );
}

type ExampleProps = {
  terms: PricingTerms;
  delivery: string;
  tier: string;
  place: string;
  onDelivery: (value: string) => void;
  onTier: (value: string) => void;
  onPlace: (value: string) => void;
};

function Example({ terms, delivery, tier, place, onDelivery, onTier, onPlace }: ExampleProps) {
  const type = deliveryTypes.find((candidate) => candidate === delivery) ?? "standard";
  const places = Object.keys(terms.taxRates);
  const chosen = places.includes(place) ? place : places.includes("US") ? "US" : (places[0] ?? "");
  const taxRate = terms.taxRates[chosen] ?? "0";
  const percent = loyaltyPercent(tier);
  const currency = terms.currencySettings.default;
  const parts = quote({
    subtotal: SUBTOTAL,
    percentage: terms.subscriptionPercentage,
    deliveryCost: terms.deliveryCosts[type],
    taxRate,
    loyaltyPercent: percent,
  });
  const lines = [
    { label: "Subtotal", detail: "", sign: "", amount: SUBTOTAL },
    {
      label: "Percentage",
      detail: formatPercent(terms.subscriptionPercentage, { places: 4 }),
      sign: "+",
      amount: parts.adminFee,
    },
    { label: "Delivery", detail: deliveryLabel(type), sign: "+", amount: parts.deliveryCost },
    { label: "Tax", detail: taxRateLabel(taxRate), sign: "+", amount: parts.taxAmount },
    { label: "Loyalty discount", detail: `${percent} %`, sign: "−", amount: parts.loyaltyDiscount },
  ];
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-2">
        <Select
          aria-label="Delivery of the example"
          options={deliveries}
          value={type}
          onChange={(event) => onDelivery(event.target.value)}
        />
        <Select
          aria-label="Tier of the example"
          options={tiers}
          value={tier}
          onChange={(event) => onTier(event.target.value)}
        />
        <Select
          aria-label="Tax place of the example"
          className="col-span-2"
          options={places.map((value) => ({ value, label: placeName(value) }))}
          value={chosen}
          onChange={(event) => onPlace(event.target.value)}
        />
      </div>
      <div className="-mx-4 -mb-3 border-t" aria-live="polite">
        <Table caption="Parts of the example">
          <thead className="sr-only">
            <tr>
              <Th>Part</Th>
              <Th>Basis</Th>
              <Th numeric>Amount</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ label, detail, sign, amount }) => (
              <Tr key={label}>
                <Td>{label}</Td>
                <Td className="text-ink-muted">{detail}</Td>
                <Td numeric>
                  <span className="mr-1.5 text-ink-subtle">{sign}</span>
                  <Money amount={amount} currency={currency} />
                </Td>
              </Tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t-2 font-semibold">
              <Td>Total</Td>
              <Td />
              <Td numeric>
                <Money amount={parts.total} currency={currency} />
              </Td>
            </tr>
          </tfoot>
        </Table>
      </div>
    </div>
  );
}
