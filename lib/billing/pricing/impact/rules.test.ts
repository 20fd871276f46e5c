import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { billingCycles, planIds, pricingProblems } from "@/db/enums/billing";
import {
  averageChange,
  BUCKETS,
  bucketLabel,
  compareForecast,
  revenuePercent,
  summarise,
} from "@/lib/billing/pricing/impact/rules";
import type { ImpactGroup } from "@/lib/billing/pricing/impact/schema";
import { toAmount } from "@/lib/core/money";

const amount = fc.integer({ min: 0, max: 99_999_999_99 }).map((cents) => toAmount(new Big(cents).div(100)));

const groups: fc.Arbitrary<ImpactGroup[]> = fc.array(
  fc
    .record({
      planId: fc.constantFrom(...planIds),
      currency: fc.constantFrom("USD", "EUR"),
      billingCycle: fc.constantFrom(...billingCycles),
      problem: fc.option(fc.constantFrom(...pricingProblems), { nil: null }),
      taxPlace: fc.constant(null),
      bucket: fc.constantFrom(...BUCKETS),
      subscriptions: fc.integer({ min: 1, max: 1000 }),
      overLimit: fc.constant(0),
      before: amount,
      after: amount,
    })
    .map((group) => (group.problem ? { ...group, bucket: 0, after: group.before } : group)),
  { maxLength: 40 },
);

describe("summarise", () => {
  test("a month costs a third of a quarter and a twelfth of a year, rounded once", () => {
    const group = (billingCycle: ImpactGroup["billingCycle"], before: string): ImpactGroup => ({
      planId: "basic",
      currency: "USD",
      billingCycle,
      problem: null,
      taxPlace: null,
      bucket: 1,
      subscriptions: 1,
      overLimit: 0,
      before,
      after: before,
    });
    const { totals } = summarise([
      group("monthly", "10.00"),
      group("quarterly", "10.00"),
      group("yearly", "10.00"),
      group("yearly", "0.02"),
    ]);
    expect(totals).toEqual([
      { currency: "USD", subscriptions: 4, up: 4, down: 0, before: "14.17", after: "14.17", change: "0.00" },
    ]);
  });

  test("counts and money add up, however the plan is cut", () => {
    fc.assert(
      fc.property(groups, (plan) => {
        const summary = summarise(plan);
        const count = (lines: readonly { subscriptions: number }[]) =>
          lines.reduce((total, line) => total + line.subscriptions, 0);
        expect(count(plan)).toBe(summary.subscriptions);
        expect(summary.up + summary.down + summary.unchanged + summary.unpriceable).toBe(
          summary.subscriptions,
        );
        expect(count(summary.plans)).toBe(summary.subscriptions);
        expect(count(summary.totals)).toBe(summary.subscriptions);
        expect(count(summary.problems)).toBe(summary.unpriceable);
        expect(count(summary.histogram)).toBe(summary.subscriptions - summary.unpriceable);
        for (const total of summary.totals) {
          const plans = summary.plans.filter((line) => line.currency === total.currency);
          const added = plans.reduce((sum, line) => sum.plus(line.change), new Big(0));
          expect(added.toFixed(2)).toBe(total.change);
          expect(new Big(total.after).minus(total.before).toFixed(2)).toBe(total.change);
        }
      }),
    );
  });
});

test("every bucket has its own name", () => {
  expect(BUCKETS.map(bucketLabel)).toEqual([
    "Over −50 %",
    "−50 to −20 %",
    "−20 to −10 %",
    "−10 to −5 %",
    "−5 to −2 %",
    "Under −2 %",
    "No change",
    "Under +2 %",
    "+2 to +5 %",
    "+5 to +10 %",
    "+10 to +20 %",
    "+20 to +50 %",
    "Over +50 %",
  ]);
});

const money = {
  currency: "USD",
  subscriptions: 3,
  up: 3,
  down: 0,
  before: "100.00",
  after: "104.10",
  change: "4.10",
};

test("mean and percent of a change of revenue", () => {
  expect(averageChange(money)).toBe("1.37");
  expect(averageChange({ ...money, subscriptions: 0 })).toBe("0.00");
  expect(revenuePercent(money)).toBe("4.1000");
  expect(revenuePercent({ ...money, before: "0.00" })).toBeNull();
});

test("a forecast is compared currency by currency", () => {
  const euro = { ...money, currency: "EUR", change: "-1.00" };
  expect(compareForecast({ totals: [money, euro] }, { totals: [{ ...money, change: "3.90" }] })).toEqual([
    { currency: "EUR", predicted: "-1.00", applied: "0.00", difference: "1.00" },
    { currency: "USD", predicted: "4.10", applied: "3.90", difference: "-0.20" },
  ]);
});
