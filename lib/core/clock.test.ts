import { describe, expect, test } from "vitest";
import { dayEnd, dayOf, dayStart, formatInstant, isDay, parseLocalInstant } from "@/lib/core/clock";

describe("days of the report zone", () => {
  test("begin at the zone's midnight", () => {
    expect(dayStart("2026-07-01", "Europe/Berlin").toISOString()).toBe("2026-06-30T22:00:00.000Z");
    expect(dayStart("2026-07-01", "UTC").toISOString()).toBe("2026-07-01T00:00:00.000Z");
  });

  test("have 23 hours when the clock goes forward and 25 when it goes back", () => {
    const hours = (day: string) =>
      (dayEnd(day, "Europe/Berlin").getTime() - dayStart(day, "Europe/Berlin").getTime()) / 3_600_000;
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-05-05")]).toEqual([23, 25, 24]);
  });

  test("hold the instants they should", () => {
    expect(dayOf(new Date("2026-01-01T02:00:00Z"), "America/New_York")).toBe("2025-12-31");
    expect(formatInstant("2026-01-01T02:00:00Z", "America/New_York")).toBe("2025-12-31 21:00");
  });

  test.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", ""])("refuse %j", (day) => {
    expect(isDay(day)).toBe(false);
  });
});

describe("a local date and time", () => {
  test("is read in the zone", () => {
    expect(parseLocalInstant("2026-07-01T09:30", "Europe/Berlin")?.toISOString()).toBe(
      "2026-07-01T07:30:00.000Z",
    );
  });
  test.each(["2026-02-30T00:00", "2026-07-01", "soon", "2026-07-01T25:00:00"])("refuses %j", (value) => {
    expect(parseLocalInstant(value, "UTC")).toBeNull();
  });
});
