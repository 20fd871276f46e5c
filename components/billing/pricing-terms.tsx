import { DescriptionList } from "@/components/ui/description-list";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { deliveryTypes } from "@/db/enums/billing";
import { deliveryLabel, taxRateLabel } from "@/lib/billing/cost-history/rules";
import type { PricingTerms } from "@/lib/billing/pricing/rules";
import { placeName } from "@/lib/core/countries";
import { formatPercent, groupDigits } from "@/lib/core/money";

/** Everything a version says about prices. Delivery costs have no currency: each subscription pays them in its own. */
export function PricingTermsView({ terms }: { terms: PricingTerms }) {
  const { currencySettings, deliveryCosts, subscriptionPercentage, taxRates } = terms;
  return (
    <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-2">
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
      <div className="thin-scroll max-h-72 overflow-y-auto rounded-md border">
        <Table caption="Tax rates by place">
          <thead>
            <tr>
              <Th>Tax place</Th>
              <Th>Code</Th>
              <Th numeric>Rate</Th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(taxRates).map(([place, rate]) => (
              <Tr key={place}>
                <Td>{placeName(place)}</Td>
                <Td className="font-mono text-ink-muted text-xs">{place}</Td>
                <Td numeric>{taxRateLabel(rate)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
    </div>
  );
}
