import { describe, expect, test } from "vitest";
import { ALL_PERMISSIONS, can, type Permission, parseRole, ROLES } from "@/lib/core/permissions";

describe("rights", () => {
  test("fail closed for an unknown role, no role and an unknown permission", () => {
    for (const permission of ALL_PERMISSIONS) {
      expect(can(parseRole("superuser"), permission)).toBe(false);
      expect(can(null, permission)).toBe(false);
    }
    for (const role of ROLES) {
      expect(can(role, "billing.everything" as Permission)).toBe(false);
      expect(can(role, "toString" as Permission)).toBe(false);
    }
  });

  test("an auditor changes nothing", () => {
    const changing = ALL_PERMISSIONS.filter((permission) =>
      /\.(draft|publish|change|manage)$/.test(permission),
    );
    const allowed = changing.filter((permission) => can("auditor", permission));
    expect(allowed).toEqual(["account.manage", "views.manage"]);
  });

  test("only an admin publishes prices and manages staff", () => {
    for (const permission of [
      "billing.pricing.publish",
      "billing.pricing.draft",
      "system.staff.manage",
    ] as const) {
      expect(ROLES.filter((role) => can(role, permission))).toEqual(["admin"]);
    }
  });
});
