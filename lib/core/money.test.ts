import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimal,
  formatMoney,
  formatPercent,
  groupDigits,
  isDecimal,
  roundHalfUp,
  sum,
  toAmount,
} from "@/lib/core/money";

const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const fromCents = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe("money", () => {
  test.each([
    ["0.005", "0.01"],
    ["0.015", "0.02"],
    ["1.004999", "1.00"],
    ["-0.005", "-0.01"],
    ["123.6", "123.60"],
  ])("rounds %s half-up to %s", (value, rounded) => expect(toAmount(value)).toBe(rounded));

  test("an amount in cents survives every step unchanged", () => {
    fc.assert(
      fc.property(cents, (value) => {
        expect(toAmount(fromCents(value)).replace(/^-(?=0\.00$)/, "")).toBe(fromCents(value));
      }),
    );
  });

  test("adds exactly what integer cents add", () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 50 }), (values) => {
        const expected = values.reduce((total, value) => total + value, 0n);
        expect(
          decimal(sum(values.map(fromCents)))
            .times(100)
            .toFixed(),
        ).toBe(expected.toString());
      }),
    );
  });

  test("rounding never moves an amount by more than half a cent", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (value) => {
        const exact = decimal(`${value}`).div(10_000);
        expect(roundHalfUp(exact.toFixed()).minus(exact).abs().lte("0.005")).toBe(true);
      }),
    );
  });

  test.each(["", "1,2", "1e3", "NaN", " 1", ".5", "1."])("refuses %j as a decimal", (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(() => decimal(text)).toThrow(RangeError);
  });

  test("writes amounts for people", () => {
    expect(formatMoney("1234567.5", "USD")).toBe("$1,234,567.50");
    expect(formatMoney("-3", "EUR")).toBe("−€3.00");
    expect(formatMoney("3", "GBP", { sign: true })).toBe("+£3.00");
    expect(formatMoney("1.5", "USDT")).toBe("1.500000 USDT");
    expect(formatPercent("3.256", { sign: true })).toBe("+3.26 %");
    expect(groupDigits("1000")).toBe("1,000");
  });
});
