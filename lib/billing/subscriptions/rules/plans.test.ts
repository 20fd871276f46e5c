import { describe, expect, test } from "vitest";
import { subscriptionStatuses } from "@/db/enums/billing";
import { outcomeOf, periodEndOf } from "@/lib/billing/subscriptions/rules/outcome";
import {
  type Planned,
  planCancelAtPeriodEnd,
  planCancelNow,
  planDelivery,
  planPause,
  planResume,
  planSwap,
} from "@/lib/billing/subscriptions/rules/plans";
import {
  DAY,
  isAllowed,
  refusal,
  remainingDays,
  type SubscriptionState,
} from "@/lib/billing/subscriptions/rules/state";
import { at, express, larger, NOW, price, state } from "@/lib/billing/subscriptions/rules/testing";
import type { Verb } from "@/lib/billing/subscriptions/schema";

const planners: Record<Verb, (subject: SubscriptionState) => Planned> = {
  pause: (subject) => planPause(subject, NOW),
  resume: (subject) => planResume(subject, NOW),
  cancel_now: (subject) => planCancelNow(subject, NOW),
  cancel_at_period_end: (subject) => planCancelAtPeriodEnd(subject, NOW),
  change_delivery: (subject) => planDelivery(subject, express, NOW),
  swap_variants: (subject) => planSwap(subject, larger, NOW),
};

const no = "refused";
const table: Record<Verb, Record<(typeof subscriptionStatuses)[number], string>> = {
  pause: {
    active: "paused",
    trialing: "paused",
    paused: no,
    past_due: no,
    cancel_at_period_end: no,
    cancelled: no,
    expired: no,
  },
  resume: {
    active: no,
    trialing: no,
    paused: "active",
    past_due: no,
    cancel_at_period_end: no,
    cancelled: no,
    expired: no,
  },
  cancel_now: {
    active: "cancelled",
    trialing: "cancelled",
    paused: "cancelled",
    past_due: "cancelled",
    cancel_at_period_end: "cancelled",
    cancelled: no,
    expired: no,
  },
  cancel_at_period_end: {
    active: "cancel_at_period_end",
    trialing: "cancel_at_period_end",
    paused: "cancel_at_period_end",
    past_due: "cancel_at_period_end",
    cancel_at_period_end: no,
    cancelled: no,
    expired: no,
  },
  change_delivery: {
    active: "active",
    trialing: "trialing",
    paused: "paused",
    past_due: no,
    cancel_at_period_end: no,
    cancelled: no,
    expired: no,
  },
  swap_variants: {
    active: "active",
    trialing: "trialing",
    paused: "paused",
    past_due: no,
    cancel_at_period_end: no,
    cancelled: no,
    expired: no,
  },
};

describe("every verb in every status", () => {
  const cases = (Object.keys(table) as Verb[]).flatMap((verb) =>
    subscriptionStatuses.map((status) => ({ verb, status, expected: table[verb][status] })),
  );
  test.each(cases)("$verb of $status → $expected", ({ verb, status, expected }) => {
    const { plan, refused } = planners[verb](state({ status }));
    expect(isAllowed(status, verb)).toBe(expected !== no);
    if (expected === no) {
      expect(plan).toBeUndefined();
      expect(refused).toBe(refusal(status, verb));
      expect(refused).toMatch(/^This subscription is .+\. It can be .+ only while it is: .+\.$/);
    } else {
      expect(plan?.statusBefore).toBe(status);
      expect(plan?.statusAfter).toBe(expected);
      expect(plan && outcomeOf(plan, state({ status }), NOW, "why").status).toBe(expected);
    }
  });
});

describe("pause and resume", () => {
  test("a pause keeps the status, the reason and the whole days left", () => {
    const subject = state({ status: "trialing", currentPeriodEnd: new Date(at(20).getTime() + DAY - 1) });
    const { plan } = planPause(subject, NOW);
    expect(plan && outcomeOf(plan, subject, NOW, "on holiday")).toMatchObject({
      status: "paused",
      pausedAt: NOW,
      pauseReason: "on holiday",
      pausedFromStatus: "trialing",
      pausedRemainingDays: 20,
      nextBillingDate: null,
      currentPeriodEnd: subject.currentPeriodEnd,
    });
  });

  test("resuming gives the days left back, with a period of the same length, and clears the pause", () => {
    const subject = state({ status: "paused", pausedFromStatus: "trialing" });
    const { plan } = planResume(subject, NOW);
    const outcome = plan && outcomeOf(plan, subject, NOW, "");
    expect(outcome).toEqual({
      status: "trialing",
      currentPeriodStart: at(-8),
      currentPeriodEnd: at(22),
      cancelledAt: null,
      nextBillingDate: at(22),
      pausedAt: null,
      pauseReason: null,
      pausedFromStatus: null,
      pausedRemainingDays: null,
    });
  });

  test.each([
    ["monthly", "2026-04-11T12:00:00.000Z"],
    ["quarterly", "2026-06-11T12:00:00.000Z"],
    ["yearly", "2027-03-11T12:00:00.000Z"],
  ] as const)("no days left: a full %s cycle begins", (billingCycle, end) => {
    const subject = state({ status: "paused", pausedRemainingDays: 0, billingCycle, autoRenew: false });
    const { plan } = planResume(subject, NOW);
    expect(plan?.period).toBe("starts_again");
    const outcome = plan && outcomeOf(plan, subject, NOW, "");
    expect(outcome?.currentPeriodStart).toEqual(NOW);
    expect(outcome?.currentPeriodEnd?.toISOString()).toBe(end);
    expect(outcome?.nextBillingDate).toBeNull();
  });

  test("a cycle that begins on the 31st ends on the last day of a shorter month, in UTC", () => {
    const now = new Date("2026-01-31T23:30:00Z");
    const subject = state({ status: "paused", pausedRemainingDays: 0 });
    const { plan } = planResume(subject, now);
    const end = plan && outcomeOf(plan, subject, now, "").currentPeriodEnd;
    expect(end?.toISOString()).toBe("2026-02-28T23:30:00.000Z");
  });

  test("a pause from before its days were kept counts back from the period's end", () => {
    const subject = state({ status: "paused", pausedRemainingDays: null, pausedFromStatus: null });
    expect(remainingDays(subject, NOW)).toBe(22);
    expect(planResume(subject, NOW).plan?.statusAfter).toBe("active");
  });
});

describe("cancel", () => {
  test("now: the unused days of the price are refunded and the period ends", () => {
    const { plan } = planCancelNow(state(), NOW);
    expect(plan).toMatchObject({
      periodDays: 30,
      remainingDays: 20,
      adjustment: "-82.40",
      priceChange: "0.00",
    });
    expect(plan && outcomeOf(plan, state(), NOW, "")).toMatchObject({
      status: "cancelled",
      currentPeriodEnd: NOW,
      cancelledAt: NOW,
      nextBillingDate: null,
    });
  });

  test.each([
    ["active", {}, "-82.40"],
    ["cancel_at_period_end", {}, "-82.40"],
    ["paused", {}, "-90.64"],
    ["paused", { pausedFromStatus: "trialing" }, "0.00"],
    ["trialing", {}, "0.00"],
    ["past_due", {}, "0.00"],
  ] as const)("now, %s %j: adjustment %s", (status, extra, adjustment) => {
    expect(planCancelNow(state({ status, ...extra }), NOW).plan?.adjustment).toBe(adjustment);
  });

  test("a period that has not begun ends without lasting less than nothing", () => {
    const subject = state({ currentPeriodStart: at(1), currentPeriodEnd: at(31) });
    const { plan } = planCancelNow(subject, NOW);
    expect(plan?.adjustment).toBe("-123.60");
    expect(plan && outcomeOf(plan, subject, NOW, "")).toMatchObject({
      currentPeriodStart: NOW,
      currentPeriodEnd: NOW,
    });
  });

  test("at period end: nothing is refunded, the end stands as the date of cancellation", () => {
    const { plan } = planCancelAtPeriodEnd(state(), NOW);
    expect(plan?.adjustment).toBe("0.00");
    expect(plan && outcomeOf(plan, state(), NOW, "")).toMatchObject({
      status: "cancel_at_period_end",
      currentPeriodEnd: at(20),
      cancelledAt: at(20),
      nextBillingDate: null,
    });
  });

  test("at period end of a paused one: the kept days run out from now", () => {
    const subject = state({ status: "paused" });
    const { plan } = planCancelAtPeriodEnd(subject, NOW);
    expect(plan && periodEndOf(plan, subject, NOW)).toEqual(at(22));
    expect(plan && outcomeOf(plan, subject, NOW, "")).toMatchObject({
      cancelledAt: at(22),
      pausedAt: null,
      pausedFromStatus: null,
      pausedRemainingDays: null,
    });
  });

  test.each([
    ["past", at(-1)],
    ["unknown", null],
  ])("at a period end that is %s: refused", (_name, currentPeriodEnd) => {
    expect(planCancelAtPeriodEnd(state({ currentPeriodEnd }), NOW).refused).toContain(
      "Cancel it now instead",
    );
  });
});

describe("delivery and variants", () => {
  test("the difference is prorated to the days left; status and period stay", () => {
    const { plan } = planDelivery(state(), express, NOW);
    expect(plan).toMatchObject({
      priceChange: "15.00",
      adjustment: "10.00",
      pricingVersion: { version: "1.4" },
    });
    expect(plan && outcomeOf(plan, state(), NOW, "")).toMatchObject({
      status: "active",
      currentPeriodEnd: at(20),
    });
  });

  test("in a trial nothing is charged, since nothing has been paid", () => {
    expect(planSwap(state({ status: "trialing" }), larger, NOW).plan).toMatchObject({
      priceChange: "25.00",
      adjustment: "0.00",
    });
  });

  test("no change is refused", () => {
    expect(planDelivery(state(), price({}), NOW).refused).toBeDefined();
    expect(planSwap(state(), price({ total: "90.00" }), NOW).refused).toBeDefined();
  });
});
