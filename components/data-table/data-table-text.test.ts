import { describe, expect, it } from "vitest";
import { dayPresets } from "@/components/data-table/day-presets";
import { countText, filterText } from "@/components/data-table/filter-text";

const status = {
  kind: "choice",
  label: "Status",
  options: ["active", "paused", "cancelled", "trialing"].map((value) => ({
    value,
    label: value.toUpperCase(),
  })),
} as const;

describe("filterText", () => {
  it("names the values, also those the options no longer have", () => {
    const text = filterText(status, { not: true, values: ["active", "gone"] }, status.options);
    expect(text).toBe("not ACTIVE, gone");
  });

  it("counts what does not fit", () => {
    const values = ["active", "paused", "cancelled", "trialing"];
    expect(filterText(status, { not: false, values }, status.options)).toBe("ACTIVE, PAUSED and 2 more");
  });

  it("tells open and closed ranges apart", () => {
    const amount = { kind: "amount", label: "Price", unit: "USD" } as const;
    expect(filterText(amount, { from: "10", to: "50" }, [])).toBe("10 to 50 USD");
    expect(filterText(amount, { from: null, to: "50" }, [])).toBe("up to 50 USD");
    const days = { kind: "days", label: "Started" } as const;
    expect(filterText(days, { from: "2026-11-01", to: "2026-11-01" }, [])).toBe("2026-11-01");
  });
});

describe("countText", () => {
  const noun = { one: "subscription", many: "subscriptions" };
  it("says whether the number is exact", () => {
    expect(countText({ value: 1, exact: true }, noun)).toBe("1 subscription");
    expect(countText({ value: 1234, exact: true }, noun)).toBe("1,234 subscriptions");
    expect(countText({ value: 10000, exact: false }, noun)).toBe("more than 10,000 subscriptions");
  });
});

describe("dayPresets", () => {
  const range = (today: string, label: string) => {
    const found = dayPresets(today).find((preset) => preset.label === label);
    return found ? `${found.from}..${found.to}` : "none";
  };

  it("crosses months, years and leap days", () => {
    expect(range("2026-03-01", "Yesterday")).toBe("2026-02-28..2026-02-28");
    expect(range("2028-03-01", "Yesterday")).toBe("2028-02-29..2028-02-29");
    expect(range("2026-01-15", "Last month")).toBe("2025-12-01..2025-12-31");
    expect(range("2026-01-03", "Last 7 days")).toBe("2025-12-28..2026-01-03");
  });

  it("begins weeks on Monday and quarters in their first month", () => {
    expect(range("2026-11-22", "This week")).toBe("2026-11-16..2026-11-22");
    expect(range("2026-11-22", "This quarter")).toBe("2026-10-01..2026-11-22");
  });
});
