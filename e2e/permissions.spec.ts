import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@/e2e/fixtures";
import { PAGES, pageRoutes, resolveRoute } from "@/e2e/pages";
import { can, ROLES } from "@/lib/core/permissions";

const MANIFEST = ".next/server/server-reference-manifest.json";
const PUBLIC_ACTIONS = new Set(["openLinkAction", "acceptLinkAction"]);

const EXPORTS = [
  { path: "/api/exports/billing/subscriptions", permission: "billing.subscriptions.export" },
  { path: "/api/exports/billing/cost-history", permission: "billing.cost_history.export" },
  { path: "/api/exports/system/audit", permission: "system.audit.export" },
] as const;

test("every page of the console is in the table of pages", () => {
  expect(pageRoutes().sort()).toEqual(Object.keys(PAGES).sort());
});

for (const role of ROLES) {
  test(`${role} sees exactly the pages the role may see`, async ({ page, connections, signIn }) => {
    test.setTimeout(120_000);
    await signIn(role);
    for (const [route, permission] of Object.entries(PAGES)) {
      const path = await resolveRoute(connections, route);
      await page.goto(path);
      const heading = page.getByRole("heading", { level: 1 });
      await expect(heading, path).toBeVisible();
      const refused = page.getByRole("heading", { name: "Your role does not include this page" });
      if (can(role, permission)) await expect(refused, `${role} ${path}`).toHaveCount(0);
      else await expect(refused, `${role} ${path}`).toBeVisible();
    }
  });

  test(`${role} downloads exactly the exports the role may have`, async ({ page, signIn }) => {
    await signIn(role);
    for (const { path, permission } of EXPORTS) {
      const response = await page.request.get(path);
      expect(response.status(), `${role} ${path}`).toBe(can(role, permission) ? 200 : 403);
    }
  });
}

test("nobody signed in reaches no page, no export and no action", async ({ page, connections }) => {
  for (const route of Object.keys(PAGES)) {
    const path = await resolveRoute(connections, route);
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/sign-in/);
  }
  for (const { path } of EXPORTS) expect((await page.request.get(path)).status(), path).toBe(401);
  for (const [id, name] of serverActions()) {
    if (PUBLIC_ACTIONS.has(name)) continue;
    expect(await callAction(page.request, id), name).toContain('"code":"unauthenticated"');
  }
});

test("a role is refused by every action it has no right to, and only by those", async ({ page, signIn }) => {
  const { actionPermissions } = await import("@/e2e/action-permissions");
  const permissions = await actionPermissions();
  const actions = serverActions();
  expect(actions.length).toBeGreaterThan(5);
  for (const role of ROLES) {
    await signIn(role);
    for (const [id, name] of actions) {
      if (PUBLIC_ACTIONS.has(name)) continue;
      const permission = permissions.get(name);
      if (!permission) throw new Error(`${name} has no known permission`);
      const answer = await callAction(page.request, id);
      if (can(role, permission)) expect(answer, `${role} ${name}`).not.toContain('"code":"forbidden"');
      else expect(answer, `${role} ${name}`).toContain('"code":"forbidden"');
    }
  }
});

type Manifest = { node: Record<string, { exportedName?: string }> };

/** Ids and names of all server actions in the build under test. */
function serverActions(): [id: string, name: string][] {
  if (!existsSync(MANIFEST)) throw new Error(`${MANIFEST} is missing: build the console first.`);
  const manifest: Manifest = JSON.parse(readFileSync(MANIFEST, "utf8"));
  return Object.entries(manifest.node).map(([id, { exportedName }]) => [id, exportedName ?? id]);
}

type Requests = { post(url: string, options: object): Promise<{ text(): Promise<string> }> };

/** Calls an action as a direct POST with an input that no action accepts. */
async function callAction(request: Requests, id: string): Promise<string> {
  const response = await request.post("/account", {
    headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8", accept: "text/x-component" },
    data: JSON.stringify([{ nothing: "of this" }]),
  });
  return response.text();
}
