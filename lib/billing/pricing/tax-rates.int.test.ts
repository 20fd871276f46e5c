import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { subscriptions } from "@/db/schema/billing";
import { pricingConfigs, subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription } from "@/db/testing/factories/billing";
import { taxRateLabel } from "@/lib/billing/cost-history/rules";
import { publishPricing } from "@/lib/billing/pricing/commands/publish";
import { taxRowsOf } from "@/lib/billing/pricing/draft";
import { type ImpactExportRow, readImpactBatches } from "@/lib/billing/pricing/impact/queries";
import { impactList } from "@/lib/billing/pricing/impact/search-params";
import { getVersion } from "@/lib/billing/pricing/queries";
import { priceSubscription } from "@/lib/billing/pricing/rules";
import { makeDraftWithPlan, staffContext } from "@/lib/billing/pricing/testing";

const { db } = await testDatabase();
const admin = await staffContext(db);

const TYPED = [
  { country: "CA", region: "QC", percent: "14.975" },
  { country: "US", region: "NYC", percent: "8.875" },
];

// 1000 + 10 % + 10 = 1110, whose tax would differ by cents if the rate had only four decimals: 166.28 and 98.57.
const CASES = [
  { place: "CA-QC", tier: "gold", rate: "0.149750", label: "14.975 %", tax: "166.22", total: "1220.72" },
  { place: "US-NYC", tier: "bronze", rate: "0.088750", label: "8.875 %", tax: "98.51", total: "1208.51" },
] as const;

const made = await Promise.all(
  CASES.map(({ place, tier }) => makeSubscription(db, { taxPlace: place, tier, subtotal: "1000.00" })),
);
const { id, plan, publish } = await makeDraftWithPlan(admin, {
  subscriptionPercentage: "10",
  deliveryCosts: { standard: "10", express: "25", overnight: "50" },
  taxRates: TYPED,
});
const planned: ImpactExportRow[] = [];
const params = await impactList(id).load(new URLSearchParams());
for await (const batch of readImpactBatches(admin, { id: plan.id, limitPercent: "10" }, params)) {
  planned.push(...batch);
}
const { terms } = await getVersion(admin, id);
await publishPricing(admin, publish);

async function repriced(place: string) {
  const subscription = made.find((row) => row.taxPlace === place);
  if (!subscription) throw new Error(`No subscription in ${place}.`);
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, subscription.id));
  if (!row) throw new Error(`The subscription in ${place} is gone.`);
  return row;
}

describe("a tax rate with three decimals in percent", () => {
  test("is stored as it was typed, and offered as such again", async () => {
    const [row] = await db.select().from(pricingConfigs).where(eq(pricingConfigs.id, id));
    expect(row?.taxRates).toEqual({ "CA-QC": "0.149750", "US-NYC": "0.088750" });
    expect(taxRowsOf(terms)).toEqual(TYPED);
  });

  test.each(CASES)("$label prices exactly in the plan, the breakdown and the history", async (expected) => {
    const { place, rate, label, tax, total } = expected;
    const row = await repriced(place);
    expect(planned.find(({ subscriptionId }) => subscriptionId === row.id)).toMatchObject({
      taxRate: rate,
      newTotal: total,
    });
    expect(row).toMatchObject({
      price: total,
      taxRateApplied: rate,
      taxAmount: tax,
      costBreakdown: { tax_rate: rate, tax_amount: tax, total_amount: total },
    });
    expect(taxRateLabel(row.costBreakdown.tax_rate)).toBe(label);
    const history = await db
      .select({ breakdown: subscriptionCostHistory.newCostBreakdown })
      .from(subscriptionCostHistory)
      .where(eq(subscriptionCostHistory.subscriptionId, row.id));
    expect(history).toEqual([{ breakdown: row.costBreakdown }]);
  });

  test.each(CASES)("$label gives the same breakdown in the calculator and its SQL twin", async (expected) => {
    const { taxPlace, deliveryType, currency, costBreakdown } = await repriced(expected.place);
    const { variant_costs: variantCosts, subtotal, breakdown_timestamp: asOf } = costBreakdown;
    const { tier } = expected;
    expect(
      priceSubscription(
        terms,
        { variantCosts, subtotal, deliveryType, taxPlace, tier, currency },
        new Date(asOf),
      ),
    ).toMatchObject({ problem: null, breakdown: costBreakdown });
  });
});
