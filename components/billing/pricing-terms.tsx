import { DescriptionList } from "@/components/ui/description-list";
import { deliveryTypes } from "@/db/enums/billing";
import { deliveryLabel, taxRateLabel } from "@/lib/billing/cost-history/rules";
import type { PricingTerms } from "@/lib/billing/pricing/rules";
import { placeName } from "@/lib/core/countries";
import { formatPercent, groupDigits } from "@/lib/core/money";

/** Everything a version says about prices. Delivery costs have no currency: each subscription pays them in its own. */
export function PricingTermsView({ terms }: { terms: PricingTerms }) {
  const { currencySettings, deliveryCosts, subscriptionPercentage, taxRates } = terms;
  return (
    <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[2fr_3fr]">
      <DescriptionList
        items={[
          {
            label: "Percentage",
            value: <strong className="num">{formatPercent(subscriptionPercentage, { places: 4 })}</strong>,
          },
          ...deliveryTypes.map((type) => ({
            label: `${deliveryLabel(type)} delivery`,
            value: <span className="num">{groupDigits(deliveryCosts[type])}</span>,
          })),
          { label: "Default currency", value: currencySettings.default },
          { label: "Supported", value: currencySettings.supported.join(", ") },
        ]}
      />
      <section aria-label="Tax rates by place">
        <h3 className="flex min-h-9 items-center border-line border-b text-ink-muted text-sm">Tax rates</h3>
        <dl className="gap-x-8 text-sm sm:columns-2">
          {Object.entries(taxRates).map(([place, rate]) => (
            <div
              key={place}
              className="flex min-h-7 break-inside-avoid items-center justify-between gap-3 border-line border-b py-0.5"
            >
              <dt className="min-w-0 truncate">{placeName(place)}</dt>
              <dd className="num shrink-0">{taxRateLabel(rate)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
