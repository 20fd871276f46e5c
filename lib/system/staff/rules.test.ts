import { describe, expect, test } from "vitest";
import { linkExpiry, linkProblem, passwordProblem } from "@/lib/system/staff/rules";

const now = new Date("2026-11-20T12:00:00Z");

describe("a new password", () => {
  test.each(["violet lantern orchard 9", "kT4!v9#qLm2$", "ein langer Satz reicht", "countinghouse-demo"])(
    "may be %s",
    (password) => expect(passwordProblem(password, "ann.smith@example.com")).toBeNull(),
  );

  test.each([
    ["short", "elevenchars", "at least 12"],
    ["endless", "x9".repeat(101), "at most 200"],
    ["the address", "ann.smith@example.com!", "e-mail"],
    ["its first half", "XX-Ann.Smith-2026", "e-mail"],
    ["common", "password1234", "guessed first"],
    ["common, dressed up", "Password-2026!", "guessed first"],
    ["common, spaced", "change me now 123", "guessed first"],
    ["one character", "aaaaaaaaaaaaaa", "guessed first"],
    ["a word twice and more", "abc1abc1abc1abc1", "guessed first"],
    ["counting", "123456789012", "guessed first"],
    ["counting down", "987654321098", "guessed first"],
    ["the alphabet", "abcdefghijklm", "guessed first"],
  ])("may not be %s", (_name, password, reason) => {
    expect(passwordProblem(password, "ann.smith@example.com")).toContain(reason);
  });

  test("is counted in characters, not in bytes", () => {
    expect(passwordProblem("日本語のとても長い合言葉", "a@example.com")).toBeNull();
    expect(passwordProblem("😀😀😀😀😀😀", "a@example.com")).toContain("at least 12");
  });
});

describe("a link", () => {
  const link = { usedAt: null, expiresAt: linkExpiry(now), status: "invited" as const };

  test("works for 72 hours", () => {
    expect(linkProblem(link, now)).toBeNull();
    expect(linkProblem(link, new Date("2026-11-23T11:59:59Z"))).toBeNull();
    expect(linkProblem(link, new Date("2026-11-23T12:00:00Z"))).toBe("expired");
  });

  test("works once, and not for a deactivated account", () => {
    expect(linkProblem({ ...link, usedAt: now }, now)).toBe("used");
    expect(linkProblem({ ...link, status: "deactivated" }, now)).toBe("deactivated");
    expect(linkProblem(undefined, now)).toBe("unknown");
  });
});
