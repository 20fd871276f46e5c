import { expect, test } from "vitest";
import { uuidRange, versionText } from "@/lib/search/rules";

test("the start of an id spans all ids that begin so", () => {
  expect(uuidRange("9f0c3d6e")).toEqual({
    from: "9f0c3d6e-0000-0000-0000-000000000000",
    to: "9f0c3d6e-ffff-ffff-ffff-ffffffffffff",
  });
  const whole = "9f0c3d6e-1234-4abc-8def-0123456789ab";
  expect(uuidRange(whole.toUpperCase())).toEqual({ from: whole, to: whole });
});

test.each(["abc", "hello", "a@b.test", "--", `${"a".repeat(33)}`])("%s is no start of an id", (text) => {
  expect(uuidRange(text)).toBeNull();
});

test("version numbers", () => {
  expect(versionText("v1.4")).toBe("1.4");
  expect(versionText("12")).toBe("12");
  expect(versionText("1.4.2")).toBeNull();
});
