import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PricingStatus, pricingStatuses } from "@/db/enums/billing";
import {
  changePercent,
  diffConfigs,
  exceedsLimit,
  loyaltyPercent,
  monthsOfCycle,
  nextVersion,
  PRICING_STEPS,
  type PriceableSubscription,
  type PricingTerms,
  priceSubscription,
  publishReason,
  quote,
  refusalMessage,
  takeStep,
  taxRateFor,
} from "@/lib/billing/pricing/rules";
import { toAmount } from "@/lib/core/money";

const decimals = (places: number, min: number, max: number) =>
  fc.integer({ min, max }).map((value) => toAmount(new Big(value).div(new Big(10).pow(places)), places));
const cents = (max: number) => decimals(2, 0, max);

const quoteInput = fc.record({
  subtotal: cents(99_999_999_99),
  percentage: decimals(4, 1_000, 500_000),
  deliveryCost: cents(1_000_00),
  taxRate: decimals(6, 0, 1_000_000),
  loyaltyPercent: fc.constantFrom("0", "2", "5", "10"),
});

const terms: PricingTerms = {
  subscriptionPercentage: "10.0000",
  deliveryCosts: { standard: "10.00", express: "25.00", overnight: "50.00" },
  taxRates: { US: "0.080000", "US-CA": "0.072500", GB: "0.200000" },
  currencySettings: { default: "USD", supported: ["USD", "EUR"] },
};

const golden: PriceableSubscription = {
  variantCosts: [],
  subtotal: "100.00",
  deliveryType: "standard",
  taxPlace: "US",
  tier: "gold",
  currency: "USD",
};

const asOf = new Date("2026-01-02T03:04:05.678Z");

describe("quote", () => {
  test("gives the golden example of data-model §2.8", () => {
    expect(
      quote({
        subtotal: "100",
        percentage: "10",
        deliveryCost: "10",
        taxRate: "0.08",
        loyaltyPercent: "5",
      }),
    ).toEqual({
      adminFee: "10.00",
      deliveryCost: "10.00",
      taxAmount: "9.60",
      loyaltyDiscount: "6.00",
      total: "123.60",
    });
  });

  test("rounds each part half up", () => {
    const half = quote({
      subtotal: "0.05",
      percentage: "10",
      deliveryCost: "0",
      taxRate: "0.25",
      loyaltyPercent: "0",
    });
    expect(half).toMatchObject({ adminFee: "0.01", taxAmount: "0.02", total: "0.08" });
  });

  test("charges only delivery and its tax on nothing", () => {
    const empty = quote({
      subtotal: "0",
      percentage: "50",
      deliveryCost: "10.00",
      taxRate: "1",
      loyaltyPercent: "10",
    });
    expect(empty).toMatchObject({
      adminFee: "0.00",
      taxAmount: "10.00",
      loyaltyDiscount: "1.00",
      total: "19.00",
    });
  });

  test("parts add up to the total, to the cent, always", () => {
    fc.assert(
      fc.property(quoteInput, (input) => {
        const { adminFee, deliveryCost, taxAmount, loyaltyDiscount, total } = quote(input);
        const parts = new Big(input.subtotal).plus(adminFee).plus(deliveryCost).plus(taxAmount);
        expect(parts.minus(loyaltyDiscount).toFixed(2)).toBe(total);
        for (const part of [adminFee, deliveryCost, taxAmount, loyaltyDiscount, total]) {
          expect(part).toMatch(/^\d+\.\d{2}$/);
        }
      }),
    );
  });

  test("never falls when the percentage, the delivery cost or the tax rate rises", () => {
    fc.assert(
      fc.property(quoteInput, decimals(4, 0, 10_000), cents(10_000), (input, rise, more) => {
        const before = new Big(quote(input).total);
        const percentage = new Big(input.percentage).plus(rise).toFixed();
        const deliveryCost = new Big(input.deliveryCost).plus(more).toFixed();
        expect(before.lte(quote({ ...input, percentage }).total)).toBe(true);
        expect(before.lte(quote({ ...input, deliveryCost }).total)).toBe(true);
        expect(before.lte(quote({ ...input, taxRate: "1" }).total)).toBe(true);
      }),
    );
  });

  test("never costs more in a higher tier", () => {
    fc.assert(
      fc.property(quoteInput, (input) => {
        const totals = ["bronze", "silver", "gold", "platinum"].map(
          (tier) => new Big(quote({ ...input, loyaltyPercent: loyaltyPercent(tier) }).total),
        );
        expect(totals.every((total, index) => total.lte(totals[index - 1] ?? total))).toBe(true);
      }),
    );
  });
});

describe("priceSubscription", () => {
  test("builds the stored breakdown of the golden example", () => {
    expect(priceSubscription(terms, golden, asOf)).toEqual({
      problem: null,
      loyaltyPercent: "5",
      breakdown: {
        variant_costs: [],
        subtotal: "100.00",
        admin_percentage: "10.0000",
        admin_fee: "10.00",
        delivery_type: "standard",
        delivery_cost: "10.00",
        tax_rate: "0.080000",
        tax_amount: "9.60",
        loyalty_discount: "6.00",
        total_amount: "123.60",
        currency: "USD",
        breakdown_timestamp: "2026-01-02T03:04:05.678Z",
      },
    });
  });

  test.each([
    ["tax_place_missing", { taxPlace: null }],
    ["tax_rate_missing", { taxPlace: "FR" }],
    ["currency_not_supported", { currency: "CAD" }],
  ])("says %s", (problem, change) => {
    expect(priceSubscription(terms, { ...golden, ...change }, asOf)).toEqual({ problem });
  });
});

test("a region's rate comes before its country's; an unknown place has none", () => {
  expect(taxRateFor(terms.taxRates, "US-CA")).toBe("0.072500");
  expect(taxRateFor(terms.taxRates, "US-NY")).toBe("0.080000");
  expect(taxRateFor(terms.taxRates, "GB")).toBe("0.200000");
  expect(taxRateFor(terms.taxRates, "FR")).toBeNull();
  expect(taxRateFor({ "US-CA": "0.072500" }, "US")).toBeNull();
});

test("tiers have their discount, nobody's tier none", () => {
  const percents = ["bronze", "silver", "gold", "platinum", null, "diamond"].map(loyaltyPercent);
  expect(percents).toEqual(["0", "2", "5", "10", "0", "0"]);
});

test("cycles have 1, 3 and 12 months", () => {
  expect([monthsOfCycle("monthly"), monthsOfCycle("quarterly"), monthsOfCycle("yearly")]).toEqual([1, 3, 12]);
});

test.each([
  ["1.3", "1.4"],
  ["1.9", "1.10"],
  ["2.0", "2.1"],
  ["legacy", "1.1"],
  ["1", "1.1"],
  ["1.2.3", "1.1"],
  ["", "1.1"],
])("after version %s comes %s", (version, next) => expect(nextVersion(version)).toBe(next));

describe("the life of a version", () => {
  const allowed: Partial<Record<PricingStatus, string[]>> = {
    draft: ["publish → active", "schedule → scheduled", "withdraw → withdrawn"],
    scheduled: ["activate → active", "withdraw → withdrawn"],
  };

  test.each(pricingStatuses)("from %s", (status) => {
    const taken = PRICING_STEPS.flatMap((step) => {
      const next = takeStep(status, step);
      return next.status ? [`${step} → ${next.status}`] : [];
    });
    expect(taken).toEqual(allowed[status] ?? []);
  });

  test("a refusal is named and told", () => {
    expect(takeStep("withdrawn", "publish")).toEqual({ refused: "already_withdrawn" });
    expect(takeStep("draft", "activate")).toEqual({ refused: "not_scheduled" });
    expect(refusalMessage("1.7", "already_active")).toBe(
      "Version 1.7 is active already: publish another version to replace it.",
    );
  });
});

describe("diffConfigs", () => {
  const changed: PricingTerms = {
    subscriptionPercentage: "12.5",
    deliveryCosts: { standard: "10", express: "20.00", overnight: "50.00" },
    taxRates: { US: "0.080000", GB: "0.175000", DE: "0.190000" },
    currencySettings: { default: "EUR", supported: ["EUR", "GBP"] },
  };

  test("tells every value as added, removed or changed, with percent", () => {
    expect(diffConfigs(terms, changed)).toEqual([
      {
        group: "percentage",
        key: "percentage",
        kind: "changed",
        before: "10.0000",
        after: "12.5",
        percent: "25.0000",
      },
      {
        group: "delivery",
        key: "express",
        kind: "changed",
        before: "25.00",
        after: "20.00",
        percent: "-20.0000",
      },
      { group: "tax", key: "DE", kind: "added", before: null, after: "0.190000", percent: null },
      {
        group: "tax",
        key: "GB",
        kind: "changed",
        before: "0.200000",
        after: "0.175000",
        percent: "-12.5000",
      },
      { group: "tax", key: "US-CA", kind: "removed", before: "0.072500", after: null, percent: null },
      { group: "currency", key: "default", kind: "changed", before: "USD", after: "EUR", percent: null },
      { group: "currency", key: "GBP", kind: "added", before: null, after: "GBP", percent: null },
      { group: "currency", key: "USD", kind: "removed", before: "USD", after: null, percent: null },
    ]);
  });

  test("a version does not differ from itself, and differences reverse", () => {
    expect(diffConfigs(terms, terms)).toEqual([]);
    const back = diffConfigs(changed, terms).map(({ key, kind, before, after }) => ({
      key,
      kind,
      before,
      after,
    }));
    const opposite = { added: "removed", removed: "added", changed: "changed" } as const;
    const turned = diffConfigs(terms, changed).map(({ key, kind, before, after }) => ({
      key,
      kind: opposite[kind],
      before: after,
      after: before,
    }));
    expect(back).toEqual(turned);
  });

  test("the history's reason follows from it", () => {
    expect(publishReason(terms, { ...terms, subscriptionPercentage: "11" })).toBe("admin_percentage_change");
    expect(publishReason(terms, changed)).toBe("admin_pricing_update");
    expect(publishReason(terms, terms)).toBe("admin_pricing_update");
    expect(publishReason(null, terms)).toBe("admin_pricing_update");
  });
});

test("percent change is told to four decimals, and not at all from zero", () => {
  expect(changePercent("120.00", "123.60")).toBe("3.0000");
  expect(changePercent("3.00", "2.00")).toBe("-33.3333");
  expect(changePercent("0.00", "2.00")).toBeNull();
});

test("a limit is exceeded only beyond it", () => {
  expect(exceedsLimit("100.00", "110.00", "10")).toBe(false);
  expect(exceedsLimit("100.00", "110.01", "10")).toBe(true);
  expect(exceedsLimit("0.00", "0.01", "1000")).toBe(true);
  expect(exceedsLimit("0.00", "0.00", "0")).toBe(false);
  expect(exceedsLimit("100.00", "50.00", "0")).toBe(false);
});
