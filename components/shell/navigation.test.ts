import { describe, expect, it } from "vitest";
import { crumbsFor, isWithin, navigationFor } from "@/components/shell/navigation";
import { ROLES } from "@/lib/core/permissions";

describe("navigationFor", () => {
  it("shows the audit log to those who may read it only", () => {
    const withAudit = ROLES.filter((role) =>
      navigationFor(role).some((section) => section.items.some((item) => item.href === "/system/audit")),
    );
    expect(withAudit).toEqual(["admin", "auditor"]);
  });

  it("leaves out a section without pages", () => {
    expect(navigationFor("support").map((section) => section.label)).toEqual(["Start", "Billing", "Account"]);
  });
});

describe("crumbsFor", () => {
  it("names the overview alone", () => {
    expect(crumbsFor("/")).toEqual([{ label: "Overview", href: null }]);
  });

  it("links every step but the section and the page itself", () => {
    expect(crumbsFor("/billing/pricing/new")).toEqual([
      { label: "Billing", href: null },
      { label: "Pricing", href: "/billing/pricing" },
      { label: "New", href: null },
    ]);
  });

  it("shortens identifiers and takes the page's own words for the last step", () => {
    const path = "/billing/subscriptions/3f2b8c1e-0000-4000-8000-000000000000";
    expect(crumbsFor(path).at(-1)?.label).toBe("3f2b8c1e");
    expect(crumbsFor(path, "Ada Lovelace").at(-1)?.label).toBe("Ada Lovelace");
  });
});

describe("isWithin", () => {
  it("does not take a longer name for a child", () => {
    expect(isWithin("/billing/pricing-rules", "/billing/pricing")).toBe(false);
    expect(isWithin("/billing/pricing/1", "/billing/pricing")).toBe(true);
    expect(isWithin("/billing", "/")).toBe(false);
  });
});
