import Big from "big.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loyaltyTiers } from "@/db/enums/billing";
import { testDatabase } from "@/db/testing/database";
import { loyaltyPercent, quote } from "@/lib/billing/pricing/rules";
import { toAmount } from "@/lib/core/money";

const { sql } = await testDatabase();

const decimals = (max: number, places: number) =>
  fc
    .oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max }) }, fc.constantFrom(0, 1, 5, max))
    .map((value) => toAmount(new Big(value).div(new Big(10).pow(places)), places));

const pricing = fc.record({
  subtotal: decimals(9_999_999_999_99, 2),
  percentage: fc
    .integer({ min: 1_000, max: 500_000 })
    .map((value) => toAmount(new Big(value).div(10_000), 4)),
  delivery: decimals(99_999_99, 2),
  taxRate: decimals(1_000_000, 6),
  tier: fc.option(fc.constantFrom(...loyaltyTiers), { nil: null }),
});

test("the calculator and its SQL twin agree to the cent on random configurations and subscriptions", async () => {
  const cases = fc.sample(pricing, 2_000);
  const rows = await sql<
    {
      admin_fee: string;
      delivery: string;
      tax_amount: string;
      loyalty_discount: string;
      total_amount: string;
    }[]
  >`
    select q.admin_fee, c.delivery::numeric(14,2) as delivery, q.tax_amount, q.loyalty_discount, q.total_amount
    from jsonb_to_recordset(${sql.json(cases.map((input, place) => ({ ...input, place })))})
      as c (subtotal numeric, percentage numeric, delivery numeric, "taxRate" numeric, tier text, place int),
      lateral billing.quote(c.subtotal, c.percentage, c.delivery, c."taxRate", billing.loyalty_percent(c.tier)) q
    order by c.place`;
  expect(rows).toHaveLength(cases.length);
  for (const [index, input] of cases.entries()) {
    const expected = quote({
      subtotal: input.subtotal,
      percentage: input.percentage,
      deliveryCost: input.delivery,
      taxRate: input.taxRate,
      loyaltyPercent: loyaltyPercent(input.tier),
    });
    const row = rows[index];
    const stored = row && {
      adminFee: row.admin_fee,
      deliveryCost: row.delivery,
      taxAmount: row.tax_amount,
      loyaltyDiscount: row.loyalty_discount,
      total: row.total_amount,
    };
    expect(stored, JSON.stringify(input)).toEqual(expected);
  }
});
