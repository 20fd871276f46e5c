import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BILLING_CURRENCIES,
  type DraftValues,
  draftFrom,
  termsOf,
  termsTyped,
} from "@/lib/billing/pricing/draft";
import type { PricingTerms } from "@/lib/billing/pricing/rules";
import { CreateDraftInput } from "@/lib/billing/pricing/schema";
import { COUNTRY_CODES, isCountry, placeName } from "@/lib/core/countries";
import { toAmount } from "@/lib/core/money";

const scaled = (min: number, max: number, places: number) =>
  fc.integer({ min, max }).map((value) => toAmount(new Big(value).div(new Big(10).pow(places)), places));

const terms: fc.Arbitrary<PricingTerms> = fc
  .record({
    subscriptionPercentage: scaled(1_000, 500_000, 4),
    standard: scaled(0, 9_999_999, 2),
    express: scaled(0, 9_999_999, 2),
    overnight: scaled(0, 9_999_999, 2),
    places: fc.uniqueArray(fc.tuple(fc.constantFrom(...COUNTRY_CODES), fc.constantFrom("", "-CA", "-9")), {
      minLength: 1,
      maxLength: 8,
      selector: ([country, region]) => country + region,
    }),
    rates: fc.array(scaled(0, 1_000_000, 6), { minLength: 8, maxLength: 8 }),
    supported: fc.subarray([...BILLING_CURRENCIES], { minLength: 1 }),
  })
  .map(({ subscriptionPercentage, standard, express, overnight, places, rates, supported }) => ({
    subscriptionPercentage,
    deliveryCosts: { standard, express, overnight },
    taxRates: Object.fromEntries(
      places.map(([country, region], index) => [country + region, rates[index] ?? "0.000000"]),
    ),
    currencySettings: { default: supported[0] ?? "USD", supported },
  }));

describe("a draft", () => {
  test("duplicated from any version prices like it", () => {
    fc.assert(
      fc.property(terms, (source) => {
        const values = draftFrom({ id: "00000000-0000-4000-8000-000000000000", terms: source }, null, "UTC");
        const parsed = CreateDraftInput.parse({ ...values, reason: "the same again" });
        expect(termsOf(parsed)).toEqual(source);
        expect(termsTyped(values)).toEqual(source);
        expect(CreateDraftInput.parse(parsed)).toEqual(parsed);
      }),
    );
  });

  test("that takes another's place keeps its reason and planned instant, in the report zone", () => {
    const replacing = { id: "a", rowVersion: 3, effectiveAt: "2026-07-01T04:00:00.000Z", reason: "Summer" };
    expect(draftFrom(null, replacing, "America/New_York")).toMatchObject({
      replaces: { id: "a", rowVersion: 3 },
      effectiveAt: "2026-07-01T00:00",
      reason: "Summer",
    });
  });

  test("has an example only once every number is there", () => {
    const empty = draftFrom(null, null, "UTC");
    const typed: DraftValues = {
      ...empty,
      subscriptionPercentage: "10",
      deliveryCosts: { standard: "10", express: "25", overnight: "50" },
      taxRates: [
        { country: "US", region: "", percent: "8" },
        { country: "GB", region: "", percent: "" },
      ],
    };
    expect(termsTyped(empty)).toBeNull();
    expect(termsTyped({ ...typed, subscriptionPercentage: "50.1" })).toBeNull();
    expect(termsTyped({ ...typed, deliveryCosts: { ...typed.deliveryCosts, express: "" } })).toBeNull();
    expect(termsTyped(typed)?.taxRates).toEqual({ US: "0.080000" });
  });
});

test("countries are the 249 of ISO 3166-1, and have names", () => {
  expect(new Set(COUNTRY_CODES).size).toBe(249);
  expect([isCountry("GB"), isCountry("UK"), isCountry("gb")]).toEqual([true, false, false]);
  expect([placeName("GB"), placeName("US-CA"), placeName("ZZ")]).toEqual([
    "United Kingdom",
    "United States (CA)",
    "ZZ",
  ]);
});
