import { describe, expect, test } from "vitest";
import { composeBox, unpriceableMessage } from "@/lib/billing/subscriptions/rules/box";
import type { VariantOption } from "@/lib/billing/subscriptions/schema";

describe("a box", () => {
  const option = (overrides: Partial<VariantOption>): VariantOption => ({
    id: "a",
    productName: "Tea",
    name: "Green",
    sku: "T-G",
    basePrice: "12.00",
    salePrice: null,
    price: "12.00",
    currency: "USD",
    isActive: true,
    ...overrides,
  });
  const found = [
    option({}),
    option({ id: "b", salePrice: "0.00", price: "0.00" }),
    option({ id: "c", isActive: false }),
    option({ id: "d", currency: "EUR" }),
  ];

  test("costs the sale price, else the base price, in the wanted order", () => {
    const box = composeBox(["b", "a"], found, "USD");
    expect(box).toMatchObject({ subtotal: "12.00", lines: [{ id: "b", price: "0.00" }, { id: "a" }] });
  });

  test.each([
    [[], "Choose at least one variant."],
    [["a", "x"], "One of these variants does not exist."],
    [["a", "c"], "Tea · Green is not sold any more."],
    [["d"], "Tea · Green is priced in EUR, this subscription in USD."],
  ])("%j is refused: %s", (wanted, refused) => {
    expect(composeBox(wanted, found, "USD")).toEqual({ refused });
  });

  test.each([
    ["tax_place_missing", /no tax place/],
    ["tax_rate_missing", /1\.4 has no tax rate for US-TX/],
    ["currency_not_supported", /1\.4 does not support CHF/],
  ] as const)("%s names what is missing", (problem, message) => {
    expect(unpriceableMessage(problem, { taxPlace: "US-TX", currency: "CHF", version: "1.4" })).toMatch(
      message,
    );
  });
});
