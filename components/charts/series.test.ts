import { describe, expect, it } from "vitest";
import { seriesCsv, tickText, valueText } from "@/components/charts/series";

describe("seriesCsv", () => {
  it("keeps decimals exact, quotes what needs it and disarms formulas", () => {
    const csv = seriesCsv(
      "Day",
      [
        { key: "a", label: "Total, gross" },
        { key: "b", label: "=SUM(A1)" },
      ],
      [
        { label: "2026-11-20", values: { a: "123.60", b: "-5.00" } },
        { label: "2026-11-21", values: { a: null } },
      ],
    );
    expect(csv).toBe('Day,"Total, gross",\'=SUM(A1)\r\n2026-11-20,123.60,-5.00\r\n2026-11-21,,');
  });
});

describe("valueText and tickText", () => {
  it("writes values in full and ticks short", () => {
    expect(valueText("1234567.5", { kind: "money", currency: "USD" })).toBe("$1,234,567.50");
    expect(valueText(null, { kind: "count" })).toBe("–");
    expect(tickText(1250, { kind: "count" })).toBe("1.3k");
    expect(tickText(-2_000_000, { kind: "count" })).toBe("-2M");
    expect(tickText(0, { kind: "percent" })).toBe("0 %");
  });
});
