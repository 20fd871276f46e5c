import { describe, expect, test } from "vitest";
import {
  actorLabel,
  addsUp,
  breakdownParts,
  changeTypeOf,
  chartCurrency,
  chartRange,
  daysOf,
  periodBefore,
  reasonLabel,
  summarize,
} from "@/lib/billing/cost-history/rules";
import { type Breakdown, CHANGE_REASONS, type DailyChange } from "@/lib/billing/cost-history/schema";

const breakdown: Breakdown = {
  variants: [],
  subtotal: "100.00",
  adminPercentage: "10.0000",
  adminFee: "10.00",
  deliveryType: "standard",
  deliveryCost: "10.00",
  taxRate: "0.080000",
  taxAmount: "9.60",
  loyaltyDiscount: "6.00",
  total: "123.60",
  currency: "USD",
};

describe("types and reasons", () => {
  test.each([
    ["subscription_pause", "pause"],
    ["subscription_resume", "resume"],
    ["subscription_cancel", "cancellation"],
    ["subscription_variant_swap", "variant_change"],
    ["variant_price_change", "price_change"],
    ["subscription_cost_adjustment", "price_change"],
    ["admin_percentage_change", "admin_update"],
    ["admin_pricing_update", "admin_update"],
    ["Added variant X", "other"],
  ])("%s is %s", (reason, type) => expect(changeTypeOf(reason)).toBe(type));

  test("every reason of ours has words, free text stays", () => {
    for (const reason of CHANGE_REASONS) expect(reasonLabel(reason)).not.toBe(reason);
    expect(reasonLabel("Added variant X")).toBe("Added variant X");
  });

  test("a machine without a name is the system, nobody at all is unknown", () => {
    expect(actorLabel({ id: null, type: "job", name: null })).toBe("System");
    expect(actorLabel({ id: null, type: null, name: null })).toBe("Unknown");
  });
});

describe("a breakdown", () => {
  test("adds up as the golden example does, part by part", () => {
    expect(breakdownParts(breakdown).map((part) => [part.label, part.detail, part.amount])).toEqual([
      ["Subtotal", null, "100.00"],
      ["Admin fee", "10 %", "10.00"],
      ["Delivery", "Standard", "10.00"],
      ["Tax", "8 %", "9.60"],
      ["Loyalty discount", null, "-6.00"],
    ]);
    expect(addsUp(breakdown)).toBe(true);
    expect(addsUp({ ...breakdown, total: "123.61" })).toBe(false);
  });

  test.each([
    ["0.149750", "14.975 %"],
    ["0.088750", "8.875 %"],
    ["0.080000", "8 %"],
    ["0.000001", "0.0001 %"],
    ["1.000000", "100 %"],
  ])("shows the tax rate %s as %s", (rate, text) => {
    expect(breakdownParts({ ...breakdown, taxRate: rate })[3]?.detail).toBe(text);
  });

  test("without a discount shows no negative nothing", () => {
    expect(breakdownParts({ ...breakdown, loyaltyDiscount: "0.00" }).at(-1)?.amount).toBe("0.00");
  });
});

describe("the range of the chart", () => {
  test.each([
    [null, "2026-08-23", "2026-11-20", 90],
    [{ from: "2026-11-01", to: null }, "2026-11-01", "2026-11-20", 20],
    [{ from: null, to: "2026-03-31" }, "2026-01-01", "2026-03-31", 90],
    [{ from: "2026-02-01", to: "2026-02-28" }, "2026-02-01", "2026-02-28", 28],
    [{ from: "2020-01-01", to: null }, "2025-11-20", "2026-11-20", 366],
  ])("of %j is %s to %s", (filter, from, to, length) => {
    const range = chartRange(filter, "2026-11-20");
    expect(range).toEqual({ from, to });
    expect(daysOf(range)).toHaveLength(length);
    const before = periodBefore(range);
    expect(daysOf(before)).toHaveLength(length);
    expect(before.to < from).toBe(true);
  });

  test("is empty when the filter ends before it begins", () => {
    expect(daysOf({ from: "2026-02-02", to: "2026-02-01" })).toEqual([]);
  });

  test.each([
    [null, "USD"],
    [{ not: false, values: ["EUR"] }, "EUR"],
    [{ not: true, values: ["USD"] }, "CAD"],
    [{ not: false, values: ["CHF"] }, "USD"],
  ])("with the currencies %j is in %s", (filter, currency) => {
    expect(chartCurrency(filter, ["CAD", "EUR", "USD"], "USD")).toBe(currency);
  });
});

describe("the summary", () => {
  const row = (overrides: Partial<DailyChange>): DailyChange => ({
    day: "2026-11-01",
    reason: "admin_pricing_update",
    change: "3.00",
    rises: "5.00",
    falls: "-2.00",
    count: 4,
    ...overrides,
  });

  test("has a series per reason that moved money and a point per day", () => {
    const summary = summarize(
      [
        row({}),
        row({ day: "2026-11-02", reason: "gift", change: "1.10", rises: "1.10", falls: "0", count: 1 }),
        row({ day: "2026-11-02", reason: "raffle", change: "0.20", rises: "0.20", falls: "0", count: 1 }),
        row({
          day: "2026-11-02",
          reason: "subscription_pause",
          change: "0",
          rises: "0",
          falls: "0",
          count: 9,
        }),
      ],
      ["2026-11-01", "2026-11-02", "2026-11-03"],
    );
    expect(summary).toMatchObject({ total: "4.3", rises: "6.3", falls: "-2", count: 15 });
    expect(summary.series.map(({ key }) => key)).toEqual(["admin_pricing_update", "other"]);
    expect(summary.points).toEqual([
      { label: "2026-11-01", values: { admin_pricing_update: "3", other: "0" } },
      { label: "2026-11-02", values: { admin_pricing_update: "0", other: "1.3" } },
      { label: "2026-11-03", values: { admin_pricing_update: "0", other: "0" } },
    ]);
  });

  test("of changes that moved no money has nothing to draw", () => {
    const summary = summarize([row({ change: "0", rises: "0", falls: "0" })], ["2026-11-01"]);
    expect(summary).toMatchObject({ total: "0", count: 4, series: [], points: [] });
  });
});
