import { describe, expect, test } from "vitest";
import { InvalidError } from "@/lib/core/errors";
import { toFailure } from "@/lib/core/failure";

describe("what a failure shows", () => {
  test("a business failure keeps its message and fields", () => {
    const failure = toFailure(new InvalidError("No.", { name: "Too short." }), "test");
    expect(failure).toMatchObject({ code: "invalid", message: "No.", fields: { name: "Too short." } });
  });

  test("an unexpected failure shows a neutral sentence with the event id and nothing of the cause", () => {
    const failure = toFailure(new Error("password=hunter2 at db.internal"), "test");
    expect(failure.code).toBe("internal");
    expect(failure.message).toContain(failure.eventId);
    expect(JSON.stringify(failure)).not.toMatch(/hunter2|db\.internal/);
  });

  test.each([
    ["ECONNREFUSED", "unavailable"],
    ["53100", "unavailable"],
    ["40001", "conflict"],
    ["23505", "conflict"],
    ["23514", "invalid"],
    ["XX000", "internal"],
  ])("database error %s is %s, wrapped or not", (code, expected) => {
    const cause = Object.assign(new Error("raw detail: a@b.test"), { code });
    for (const error of [cause, new Error("Failed query", { cause })]) {
      const failure = toFailure(error, "test");
      expect(failure.code).toBe(expected);
      expect(failure.message).not.toContain("a@b.test");
    }
  });
});
