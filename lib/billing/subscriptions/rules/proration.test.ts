import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outcomeOf } from "@/lib/billing/subscriptions/rules/outcome";
import { planCancelNow, planPause, planResume, planSwap } from "@/lib/billing/subscriptions/rules/plans";
import { DAY, periodDays, prorate, remainingDays } from "@/lib/billing/subscriptions/rules/state";
import { at, breakdown, larger, NOW, price, state } from "@/lib/billing/subscriptions/rules/testing";
import { decimal, sum } from "@/lib/core/money";

describe("days and proration", () => {
  test.each([
    [at(-10), at(20), 30],
    [null, at(20), 30],
    [at(-10), null, 30],
    [at(0), at(0), 30],
    [at(0), at(365), 365],
  ])("a period from %s to %s has %d days", (currentPeriodStart, currentPeriodEnd, days) => {
    expect(periodDays({ currentPeriodStart, currentPeriodEnd })).toBe(days);
  });

  const cents = fc
    .bigInt({ min: 0n, max: 99_999_999_99n })
    .map((n) => `${n / 100n}.${String(n % 100n).padStart(2, "0")}`);
  const periods = fc.record({
    length: fc.integer({ min: 1, max: 400 }),
    used: fc.double({ min: -5, max: 500, noNaN: true }),
  });

  test("a refund lies between nothing and the price, and falls with time", () => {
    fc.assert(
      fc.property(cents, periods, (total, { length, used }) => {
        const subject = (extra: number) =>
          state({
            currentPeriodStart: at(-used - extra),
            currentPeriodEnd: at(length - used - extra),
            breakdown: breakdown({ total }),
          });
        const refund = (extra: number) => {
          const { plan } = planCancelNow(subject(extra), NOW);
          return decimal(plan?.adjustment ?? "").times(-1);
        };
        expect(refund(0).gte(0) && refund(0).lte(total)).toBe(true);
        expect(refund(1).lte(refund(0))).toBe(true);
      }),
    );
  });

  test("there and back again costs nothing", () => {
    fc.assert(
      fc.property(cents, cents, periods, (one, other, { length, used }) => {
        const period = { currentPeriodStart: at(-used), currentPeriodEnd: at(length - used) };
        const there = planSwap(
          state({ ...period, breakdown: breakdown({ total: one }) }),
          price({ ...larger.breakdown, total: other }),
          NOW,
        );
        const back = planSwap(
          state({
            ...period,
            variantIds: ["v2"],
            breakdown: breakdown({ ...larger.breakdown, total: other }),
          }),
          price({ total: one }),
          NOW,
        );
        expect(decimal(sum([there.plan?.adjustment ?? "", back.plan?.adjustment ?? ""])).eq(0)).toBe(true);
      }),
    );
  });

  test("a whole period is the whole amount; halves round away from nothing", () => {
    expect(prorate("123.60", 30, 30)).toBe("123.60");
    expect(prorate("0.01", 2, 1)).toBe("0.01");
    expect(prorate("-0.01", 2, 1)).toBe("-0.01");
    expect(prorate("10.00", 3, 1)).toBe("3.33");
  });

  test("pausing and resuming at once moves no day and no cent", () => {
    fc.assert(
      fc.property(periods, ({ length, used }) => {
        const before = state({ currentPeriodStart: at(-used), currentPeriodEnd: at(length - used) });
        fc.pre(remainingDays(before, NOW) > 0);
        const pause = planPause(before, NOW).plan;
        if (!pause) throw new Error("not paused");
        const paused = { ...before, ...outcomeOf(pause, before, NOW, "x") };
        const resume = planResume(paused, at(100)).plan;
        if (!resume) throw new Error("not resumed");
        const after = { ...paused, ...outcomeOf(resume, paused, at(100), "") };
        expect(periodDays(after)).toBe(periodDays(before));
        expect(remainingDays(after, at(100))).toBe(remainingDays(before, NOW));
      }),
    );
  });

  test("the plan stays the same all day, so that its hash can be confirmed", () => {
    const later = new Date(NOW.getTime() + DAY / 2);
    const subject = state({ currentPeriodEnd: new Date(at(20).getTime() + DAY - 1) });
    expect(planCancelNow(subject, later)).toEqual(planCancelNow(subject, NOW));
    expect(planCancelNow(subject, at(1))).not.toEqual(planCancelNow(subject, NOW));
  });
});
