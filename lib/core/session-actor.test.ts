import { expect, test } from "vitest";
import { type SessionStaff, sessionActor } from "@/lib/core/session-actor";

const row: SessionStaff = {
  id: "9f0c3d6e-0000-4000-8000-000000000001",
  name: "Ann",
  email: "ann@example.test",
  role: "finance",
  status: "active",
  sessionVersion: 3,
};

test("an active account under the version of its session acts with the role it has now", () => {
  expect(sessionActor(row, 3)).toMatchObject({ type: "staff", id: row.id, role: "finance" });
  expect(sessionActor({ ...row, role: "auditor" }, 3)).toMatchObject({ role: "auditor" });
});

test.each([
  ["a revoked session", row, 2],
  ["a session of the future", row, 4],
  ["a session without a version", row, undefined],
  ["a deactivated account", { ...row, status: "deactivated" }, 3],
  ["an account that was never accepted", { ...row, status: "invited" }, 3],
  ["a role nobody knows", { ...row, role: "owner" }, 3],
  ["an account that is gone", undefined, 3],
])("%s is nobody", (_name, stored, version) => {
  expect(sessionActor(stored, version)).toBeNull();
});
