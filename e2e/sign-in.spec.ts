import { eq, like } from "drizzle-orm";
import { auditLogs, signInThrottles } from "@/db/schema/core";
import { expect, makeAccount, settled, staffRow, test } from "@/e2e/fixtures";

test.afterAll(async ({ connections }) => {
  // Failures made here on purpose must not lock the address for the specs after this one.
  await connections.db.delete(signInThrottles).where(like(signInThrottles.key, "address:%"));
});

test("a page asked for without a session is reached after signing in", async ({ page, accounts }) => {
  await page.goto("/billing/pricing?sort=-created");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("E-mail address")).toBeFocused();
  await expect(page.getByText("Enter an e-mail address")).toBeVisible();
  await page.getByLabel("E-mail address").fill(accounts.finance.email);
  await page.getByLabel("Password", { exact: true }).fill(accounts.finance.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/billing\/pricing\?sort=-created$/);
  await settled(page);
});

for (const next of ["//evil.test/a", "/\\evil.test", "https://evil.test", "javascript:alert(1)"]) {
  test(`signing in never leads to ${next}`, async ({ page, baseURL, accounts }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("E-mail address").fill(accounts.support.email);
    await page.getByLabel("Password", { exact: true }).fill(accounts.support.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(`${baseURL}/`);
  });
}

test("a wrong password is told beside the field, five lock the account, each try is audited", async ({
  page,
  connections,
}) => {
  const account = await makeAccount(connections, "support");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(account.email);
  for (let n = 1; n <= 4; n += 1) {
    await page.getByLabel("Password", { exact: true }).fill(`wrong password ${n}`);
    const answered = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in" }).click();
    await answered;
    const password = page.getByLabel("Password", { exact: true });
    await expect(password).toHaveAccessibleDescription(/is not right/);
    await expect(password).toBeFocused();
  }
  await page.getByLabel("Password", { exact: true }).fill("wrong password 5");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/Try again in \d+ s/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  const { db } = connections;
  const rows = await db.select().from(auditLogs).where(eq(auditLogs.targetLabel, account.email));
  expect(rows.map((row) => row.outcome)).toEqual(["failed", "failed", "failed", "failed", "failed"]);
  expect(JSON.stringify(rows)).not.toContain("wrong password");
});

test("signing out ends at the sign-in page and closes the console", async ({ page, signIn, connections }) => {
  const account = await signIn("auditor");
  await page.goto("/");
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/system/audit");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const rows = await connections.db.select().from(auditLogs).where(eq(auditLogs.action, "session.sign_out"));
  expect(rows.some((row) => row.actorId === account.id)).toBe(true);
});

test("a new own password keeps this browser signed in and ends the session elsewhere", async ({
  page,
  browser,
  connections,
  signIn,
}) => {
  const account = await makeAccount(connections, "finance");
  await signIn(account);
  const elsewhere = await browser.newContext({ storageState: await page.context().storageState() });
  await page.goto("/account");
  await page.getByLabel("Current password").fill("not my password");
  await page.getByLabel("New password").fill("granite ferry almanac");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/not your current password/);
  await page.getByLabel("Current password").fill(account.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
  const other = await elsewhere.newPage();
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
  expect((await staffRow(connections, account.id))?.sessionVersion).toBe(2);
});

test("pages cannot be framed and name what they may load", async ({ page }) => {
  const headers = (await page.request.get("/sign-in")).headers();
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe-eval");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["x-powered-by"]).toBeUndefined();
});
