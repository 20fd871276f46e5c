import { expect, test } from "vitest";
import { safeError } from "@/lib/core/log";

test("a logged query failure holds neither statement nor parameters", () => {
  const cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Key (email)=(ann@example.test)",
  });
  const error = Object.assign(
    new Error("Failed query: insert … params: ann@example.test,$argon2id$secret", { cause }),
    {
      query: "insert",
      params: ["ann@example.test", "$argon2id$secret"],
    },
  );
  const logged = JSON.stringify(safeError(error));
  expect(logged).not.toMatch(/ann@example|argon2id|insert/);
  expect(logged).toContain("23505");
});
