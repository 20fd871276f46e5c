import { describe, expect, test } from "vitest";
import {
  ACCOUNT_POLICY,
  countAttempt,
  describeRefusal,
  formatRefusal,
  lockSeconds,
  parseRefusal,
  safeNext,
  secondsLocked,
} from "@/lib/system/sign-in/rules";

const now = new Date("2026-11-20T12:00:00Z");

describe("lockout", () => {
  test.each([
    [1, 0],
    [4, 0],
    [5, 30],
    [6, 60],
    [7, 120],
    [9, 480],
    [10, 900],
    [1000, 900],
  ])("after %i failures an account waits %i s", (failures, seconds) => {
    expect(lockSeconds(failures, ACCOUNT_POLICY)).toBe(seconds);
  });

  test("the fifth attempt locks, the fourth does not", () => {
    const third = { failures: 3, lockedUntil: null, updatedAt: now };
    const fourth = countAttempt(third, ACCOUNT_POLICY, now);
    expect(fourth).toMatchObject({ failures: 4, lockedUntil: null });
    const fifth = countAttempt(fourth, ACCOUNT_POLICY, now);
    expect(secondsLocked(fifth, now)).toBe(30);
    expect(secondsLocked(fifth, new Date(now.getTime() + 29_500))).toBe(1);
    expect(secondsLocked(fifth, new Date(now.getTime() + 30_000))).toBe(0);
  });

  test("failures of the day before are forgotten", () => {
    const old = { failures: 40, lockedUntil: null, updatedAt: new Date(now.getTime() - 25 * 3600 * 1000) };
    expect(countAttempt(old, ACCOUNT_POLICY, now)).toMatchObject({ failures: 1, lockedUntil: null });
  });
});

describe("the way back after signing in", () => {
  test.each(["/", "/billing/pricing", "/system/audit?entry=3#top", "/a/../b", "/%2F%2Fevil.test"])(
    "keeps %s on this site",
    (next) => {
      const url = new URL(safeNext(next), "https://office.test");
      expect(url.origin).toBe("https://office.test");
      expect(safeNext(next)).not.toBe("");
    },
  );

  test("keeps path, query and fragment", () => {
    expect(safeNext("/system/audit?actor=a,b&q=1#x")).toBe("/system/audit?actor=a,b&q=1#x");
  });

  test.each([
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    " //evil.test",
    "https://evil.test",
    "javascript:alert(1)",
    "/..//evil.test",
    "/.//evil.test",
    "evil.test",
    "",
    null,
    undefined,
    `/${"a".repeat(3000)}`,
    "/sign-in?next=/sign-in",
    "/invite",
    "/api/auth/signout",
  ])("refuses %j", (next) => {
    expect(safeNext(next)).toBe("/");
  });
});

describe("refusals", () => {
  test.each([
    { code: "invalid" as const },
    { code: "limit" as const, seconds: 30 },
    { code: "unavailable" as const },
    { code: "internal" as const, eventId: "0123abcd" },
    { code: "no_account" as const },
  ])("survive the way through a URL: %j", (refusal) => {
    expect(parseRefusal(formatRefusal(refusal))).toEqual(refusal);
  });

  test("what anybody may write into the URL is never shown", () => {
    const text = describeRefusal(parseRefusal("internal:<b>pay here</b>"));
    expect(text).not.toContain("pay here");
    expect(parseRefusal("Your account is locked, call 555-1234")).toEqual({ code: "provider" });
  });

  test("a wait is told in seconds, then in minutes", () => {
    expect(describeRefusal({ code: "limit", seconds: 30 })).toContain("in 30 s.");
    expect(describeRefusal({ code: "limit", seconds: 90 })).toContain("in 1 min 30 s.");
    expect(describeRefusal({ code: "limit", seconds: 900 })).toContain("in 15 min.");
  });
});
