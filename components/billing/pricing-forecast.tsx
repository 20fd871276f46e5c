import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { compareForecast } from "@/lib/billing/pricing/impact/rules";
import type { ImpactSummary } from "@/lib/billing/pricing/impact/schema";
import { groupDigits } from "@/lib/core/money";

type PricingForecastProps = { forecast: ImpactSummary | null; applied: ImpactSummary | null };

/** What a version was predicted to change in a month, and what it did. */
export function PricingForecast({ forecast, applied }: PricingForecastProps) {
  if (!forecast && !applied) return null;
  const both = forecast !== null && applied !== null;
  const lines = compareForecast(forecast ?? { totals: [] }, applied ?? forecast ?? { totals: [] });
  return (
    <Card
      title={both ? "Forecast and outcome" : applied ? "Outcome" : "Forecast"}
      description={description(forecast, applied)}
      flush
    >
      <Table caption="Change of monthly revenue">
        <thead>
          <tr>
            <Th>Monthly revenue</Th>
            {forecast ? <Th numeric>Predicted</Th> : null}
            {applied ? <Th numeric>Applied</Th> : null}
            {both ? <Th numeric>Difference</Th> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ currency, predicted, applied: done, difference }) => (
            <Tr key={currency}>
              <Td>{currency}</Td>
              {forecast ? (
                <Td numeric>
                  <Money amount={predicted} currency={currency} sign />
                </Td>
              ) : null}
              {applied ? (
                <Td numeric>
                  <Money amount={done} currency={currency} sign colour="rise-good" />
                </Td>
              ) : null}
              {both ? (
                <Td numeric className="text-ink-muted">
                  <Money amount={difference} currency={currency} sign />
                </Td>
              ) : null}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function description(forecast: ImpactSummary | null, applied: ImpactSummary | null): string {
  const count = (summary: ImpactSummary) => groupDigits(String(summary.subscriptions - summary.unpriceable));
  if (forecast && applied) {
    return `${count(forecast)} subscriptions when it was scheduled, ${count(applied)} when it became active.`;
  }
  if (applied) {
    const left =
      applied.unpriceable > 0 ? `, ${groupDigits(String(applied.unpriceable))} left as they were` : "";
    return `${count(applied)} subscriptions repriced${left}, exactly as previewed.`;
  }
  return forecast ? `For the ${count(forecast)} subscriptions of the day it was scheduled.` : "";
}
