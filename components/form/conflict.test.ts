import { describe, expect, it } from "vitest";
import { findConflicts, sameValue } from "@/components/form/conflict";

describe("findConflicts", () => {
  const base = { name: "Ada", city: "Paris", note: "", rowVersion: 1 };

  it("asks only where both sides changed", () => {
    const mine = { ...base, name: "Ada L.", note: "mine" };
    const theirs = { ...base, name: "A. Lovelace", city: "London", rowVersion: 2 };
    expect(findConflicts(base, mine, theirs)).toEqual([
      { name: "name", base: "Ada", mine: "Ada L.", theirs: "A. Lovelace", suggestion: null },
      { name: "city", base: "Paris", mine: "Paris", theirs: "London", suggestion: "theirs" },
      { name: "note", base: "", mine: "mine", theirs: "", suggestion: "mine" },
    ]);
  });

  it("leaves out what both sides agree on, and fields the stored row does not name", () => {
    expect(findConflicts(base, { ...base, name: "Eve", reason: "x" }, { ...base, name: "Eve" })).toEqual([]);
  });
});

describe("sameValue", () => {
  it("compares rows by content, whatever the order of their keys", () => {
    expect(sameValue([{ a: "1", b: "2" }], [{ b: "2", a: "1" }])).toBe(true);
    expect(sameValue([{ a: "1" }, { a: "2" }], [{ a: "2" }, { a: "1" }])).toBe(false);
  });

  it("takes empty for empty", () => {
    expect(sameValue(null, "")).toBe(true);
    expect(sameValue("0", "")).toBe(false);
  });
});
