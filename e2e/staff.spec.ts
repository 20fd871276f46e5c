import { desc, eq } from "drizzle-orm";
import { auditLogs } from "@/db/schema/core";
import { expect, makeAccount, settled, signInOverHttp, staffRow, test } from "@/e2e/fixtures";

test("an invitation leads from the admin's screen to a signed-in colleague, once", async ({
  page,
  browser,
  signIn,
}) => {
  await signIn("admin");
  await page.goto("/system/staff");
  await settled(page);
  const email = `invited-${Date.now()}@example.test`;
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByLabel("Name").fill("Ina Invited");
  await dialog.getByRole("radio", { name: /Finance/ }).check();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await dialog.getByLabel("Invitation link").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();

  const stranger = await browser.newContext();
  const visitor = await stranger.newPage();
  await visitor.goto(new URL(link).pathname + new URL(link).hash);
  await expect(visitor.getByRole("heading", { name: "Welcome, Ina Invited" })).toBeVisible();
  expect(visitor.url()).not.toContain("#");
  await visitor.getByLabel("New password").fill("password1234");
  await visitor.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(visitor.getByLabel("New password")).toHaveAccessibleDescription(/guessed first/);
  await visitor.getByLabel("New password").fill("violet lantern orchard");
  await visitor.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(visitor.getByRole("button", { name: "Account menu of Ina Invited" })).toBeVisible();
  await visitor.goto(new URL(link).pathname + new URL(link).hash);
  await expect(visitor.getByText("has been used already")).toBeVisible();
  await stranger.close();

  await page.goto(`/system/staff?q=${encodeURIComponent(email)}`);
  const row = page.getByRole("row", { name: /Ina Invited/ });
  await expect(row).toContainText("Finance");
  await expect(row).toContainText("Active");
});

test("a changed role and a deactivation count at the colleague's next click", async ({
  page,
  browser,
  connections,
  signIn,
}) => {
  const colleague = await makeAccount(connections, "auditor");
  const context = await browser.newContext();
  await signInOverHttp(context.request, colleague);
  const other = await context.newPage();
  await other.goto("/system/audit");
  await expect(other.getByRole("table")).toBeVisible();

  const admin = await signIn("admin");
  await page.goto(`/system/staff?q=${encodeURIComponent(colleague.email)}`);
  await page.getByRole("button", { name: `Actions for ${colleague.name}` }).click();
  await page.getByRole("menuitem", { name: "Change role…" }).click();
  await page.getByRole("radio", { name: /Support/ }).check();
  await page.getByRole("button", { name: "Change role" }).click();
  await expect(page.getByRole("row", { name: new RegExp(colleague.name) })).toContainText("Support");
  await other.goto("/system/audit");
  await expect(other.getByRole("heading", { name: "Your role does not include this page" })).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${colleague.name}` }).click();
  await page.getByRole("menuitem", { name: "Deactivate…" }).click();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("row", { name: new RegExp(colleague.name) })).toContainText("Deactivated");
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
  await context.close();

  expect(await staffRow(connections, colleague.id)).toMatchObject({ role: "support", status: "deactivated" });
  const [entry] = await connections.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.targetId, colleague.id))
    .orderBy(desc(auditLogs.id))
    .limit(1);
  expect(entry).toMatchObject({ action: "staff.deactivate", actorId: admin.id });
});

test("two admins who edit the same person: the second is told", async ({
  page,
  browser,
  connections,
  signIn,
}) => {
  const colleague = await makeAccount(connections, "support");
  await signIn("admin");
  const path = `/system/staff?q=${encodeURIComponent(colleague.email)}`;
  const second = await browser.newContext({ storageState: await page.context().storageState() });
  const late = await second.newPage();
  await Promise.all([page.goto(path), late.goto(path)]);
  for (const [who, role] of [
    [page, /Finance/],
    [late, /Auditor/],
  ] as const) {
    await who.getByRole("button", { name: `Actions for ${colleague.name}` }).click();
    await who.getByRole("menuitem", { name: "Change role…" }).click();
    await who.getByRole("radio", { name: role }).check();
    await who.getByRole("button", { name: "Change role" }).click();
    if (who === page) await expect(page.getByRole("alertdialog")).toHaveCount(0);
  }
  await expect(late.getByText("Somebody else has changed this account")).toBeVisible();
  expect((await staffRow(connections, colleague.id))?.role).toBe("finance");
  await second.close();
});

test("an auditor sees the staff and may change nothing", async ({ page, signIn }) => {
  await signIn("auditor");
  await page.goto("/system/staff");
  await settled(page);
  await expect(page.getByRole("table")).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Actions for/ })).toHaveCount(0);
});
