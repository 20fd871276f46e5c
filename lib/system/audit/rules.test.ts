import { describe, expect, test } from "vitest";
import { actionLabel, elementChanges, targetHref } from "@/lib/system/audit/rules";

describe("changes by element", () => {
  test("a plain field", () => {
    expect(elementChanges({ role: { before: "support", after: "admin" } })).toEqual([
      { path: ["role"], kind: "changed", before: "support", after: "admin" },
    ]);
    expect(elementChanges({ email: { after: "a@b.c" } })).toEqual([
      { path: ["email"], kind: "added", before: null, after: "a@b.c" },
    ]);
    expect(elementChanges({ note: { before: "x", after: null } })).toEqual([
      { path: ["note"], kind: "removed", before: "x", after: null },
    ]);
  });

  test("entries of a map are told apart and equal ones left out", () => {
    const before = { US: "0.080000", DE: "0.190000", FR: "0.200000" };
    const after = { US: "0.080000", DE: "0.210000", CA: "0.050000" };
    expect(elementChanges({ taxRates: { before, after } })).toEqual([
      { path: ["taxRates", "DE"], kind: "changed", before: "0.190000", after: "0.210000" },
      { path: ["taxRates", "FR"], kind: "removed", before: "0.200000", after: null },
      { path: ["taxRates", "CA"], kind: "added", before: null, after: "0.050000" },
    ]);
  });

  test("a map that was not there before is told entry by entry", () => {
    expect(elementChanges({ costs: { before: null, after: { standard: "10.00" } } })).toEqual([
      { path: ["costs", "standard"], kind: "added", before: null, after: "10.00" },
    ]);
  });

  test("values of a list", () => {
    expect(elementChanges({ currencies: { before: ["USD", "EUR"], after: ["EUR", "GBP"] } })).toEqual([
      { path: ["currencies"], kind: "removed", before: "USD", after: null },
      { path: ["currencies"], kind: "added", before: null, after: "GBP" },
    ]);
  });

  test("a list in another order is one change", () => {
    expect(elementChanges({ steps: { before: ["a", "b"], after: ["b", "a"] } })).toEqual([
      { path: ["steps"], kind: "changed", before: '["a","b"]', after: '["b","a"]' },
    ]);
  });

  test("records of a list are matched by their id", () => {
    const before = [
      { id: "1", price: "5.00" },
      { id: "2", price: "7.00" },
    ];
    const after = [
      { id: "2", price: "8.00" },
      { id: "3", price: "1.00" },
    ];
    expect(elementChanges({ items: { before, after } })).toEqual([
      { path: ["items", "1", "id"], kind: "removed", before: "1", after: null },
      { path: ["items", "1", "price"], kind: "removed", before: "5.00", after: null },
      { path: ["items", "2", "price"], kind: "changed", before: "7.00", after: "8.00" },
      { path: ["items", "3", "id"], kind: "added", before: null, after: "3" },
      { path: ["items", "3", "price"], kind: "added", before: null, after: "1.00" },
    ]);
  });

  test("a value that changes its kind is one change, and an emptied map is told", () => {
    expect(elementChanges({ a: { before: "x", after: { y: 1 } } })).toEqual([
      { path: ["a"], kind: "changed", before: "x", after: '{"y":1}' },
    ]);
    expect(elementChanges({ a: { before: { y: 1 }, after: {} } })).toEqual([
      { path: ["a", "y"], kind: "removed", before: "1", after: null },
    ]);
    expect(elementChanges({ a: { before: null, after: {} } })).toEqual([
      { path: ["a"], kind: "added", before: null, after: "{}" },
    ]);
  });
});

test("actions and records have names and places", () => {
  expect(actionLabel("staff.change_role")).toBe("Staff: change role");
  expect(targetHref("subscription", "a/b")).toBe("/billing/subscriptions/a%2Fb");
  expect(targetHref("constructor", "1")).toBeNull();
});
