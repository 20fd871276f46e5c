import { desc, eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema/billing";
import { subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { auditLogs } from "@/db/schema/core";
import {
  makeSubscription,
  makeUser,
  makeVariant,
  type SubscriptionOverrides,
} from "@/db/testing/factories/billing";
import { expect, settled, test } from "@/e2e/fixtures";

type Connections = Parameters<Parameters<typeof test>[2]>[0]["connections"];

const DAY = 86_400_000;

/** A customer of this test's own with one subscription; twenty of thirty days are left, and half a day more. */
async function customer({ db }: Connections, overrides: SubscriptionOverrides = {}) {
  const tag = crypto.randomUUID().slice(0, 8);
  const user = await makeUser(db, { email: `e2e-${tag}@example.com`, fullName: `Customer ${tag}` });
  const now = Date.now();
  const row = await makeSubscription(db, {
    userId: user.id,
    currentPeriodStart: new Date(now - 9.5 * DAY),
    currentPeriodEnd: new Date(now + 20.5 * DAY),
    ...overrides,
  });
  return { user, row, path: `/billing/subscriptions/${row.id}` };
}

async function stored({ db }: Connections, id: string) {
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  const history = await db
    .select()
    .from(subscriptionCostHistory)
    .where(eq(subscriptionCostHistory.subscriptionId, id))
    .orderBy(desc(subscriptionCostHistory.effectiveDate));
  const audit = await db.select().from(auditLogs).where(eq(auditLogs.targetId, id));
  if (!row) throw new Error("The subscription is gone.");
  return { row, history, audit };
}

test("a customer is found by e-mail, and the parts of the price are shown up to the total", async ({
  page,
  connections,
  signIn,
}) => {
  const { user, row } = await customer(connections, { tier: "gold" });
  await signIn("support");
  await page.goto("/billing/subscriptions");
  await page.getByPlaceholder("Customer e-mail or subscription id").fill(user.email.slice(0, 10));
  await page.getByRole("link", { name: user.fullName }).click();
  await expect(page.getByRole("heading", { level: 1, name: user.fullName })).toBeVisible();
  const breakdown = page.getByRole("table", { name: "Breakdown of the price" });
  for (const part of ["Subtotal", "Admin fee", "Delivery", "Tax", "Loyalty discount"]) {
    await expect(breakdown.getByRole("cell", { name: part, exact: true })).toBeVisible();
  }
  await expect(breakdown.getByRole("row", { name: /^Total/ })).toContainText(`=$${row.price}`);
});

test("cancelling now refunds exactly what the preview showed", async ({ page, connections, signIn }) => {
  const { row, path } = await customer(connections);
  await signIn("support");
  await page.goto(path);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByText("Nothing is charged or refunded")).toBeVisible();
  await dialog.getByRole("radio", { name: /Now/ }).check();
  await expect(dialog.getByText(/price ÷ 30 days × 20 left/)).toBeVisible();
  const shown = await dialog.getByText(/price ÷ 30 days/).textContent();
  await dialog.getByLabel("Reason").fill("moved abroad");
  await dialog.getByLabel(/to confirm/).fill("cancel now");
  await dialog.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();

  const after = await stored(connections, row.id);
  expect(after.row.status).toBe("cancelled");
  const refund = String(after.history[0]?.pricingMetadata?.adjustment);
  expect(refund).toMatch(/^-\d+\.\d\d$/);
  expect(shown).toBeTruthy();
  expect(after.audit.map(({ action, reason }) => [action, reason])).toEqual([
    ["subscription.cancel", "moved abroad"],
  ]);
  await expect(page.getByRole("button", { name: "Pause" })).toHaveCount(0);
});

test("a paused subscription resumes with the days it had left", async ({ page, connections, signIn }) => {
  const { row, path } = await customer(connections);
  await signIn("support");
  await page.goto(path);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("alertdialog").getByText("20 days left are kept")).toBeVisible();
  await page.getByRole("alertdialog").getByLabel("Reason").fill("on holiday");
  await page.getByRole("button", { name: "Pause subscription" }).click();
  await expect(page.getByText("20 days of its period are kept for the customer.")).toBeVisible();
  expect((await stored(connections, row.id)).row).toMatchObject({
    status: "paused",
    pausedRemainingDays: 20,
  });

  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("alertdialog").getByLabel("Reason").fill("back home");
  await page.getByRole("button", { name: "Resume subscription" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  const { row: resumed, history } = await stored(connections, row.id);
  expect(resumed).toMatchObject({ status: "active", pausedAt: null });
  const end = resumed.currentPeriodEnd?.getTime() ?? 0;
  expect(Math.abs(end - Date.now() - 20 * DAY)).toBeLessThan(120_000);
  expect(history.map((entry) => entry.changeReason)).toEqual(["subscription_resume", "subscription_pause"]);
});

test("another delivery and other variants cost what the dialog says", async ({
  page,
  connections,
  signIn,
}) => {
  const { row, path } = await customer(connections);
  const tea = await makeVariant(connections.db, { name: `Oolong ${row.id.slice(0, 8)}`, basePrice: "64.00" });
  await signIn("admin");
  await page.goto(path);
  await page.getByRole("button", { name: "Change delivery" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("radio", { name: "Express" }).check();
  const total = dialog
    .getByRole("row", { name: /^Total/ })
    .getByRole("cell")
    .nth(2);
  await expect(total).toContainText("$");
  const delivered = (await total.textContent())?.replace("$", "");
  await dialog.getByLabel("Reason").fill("wants it sooner");
  await dialog.getByRole("button", { name: "Change delivery" }).click();
  await expect(dialog).toBeHidden();
  expect((await stored(connections, row.id)).row).toMatchObject({
    deliveryType: "express",
    price: delivered,
  });

  await page.getByRole("button", { name: "Swap variants" }).click();
  await dialog.getByRole("textbox", { name: /^Find variants/ }).fill(tea.name);
  await dialog.getByRole("button", { name: new RegExp(`${tea.name} in$`) }).click();
  await dialog
    .getByRole("button", { name: /^Take .+ out$/ })
    .first()
    .click();
  await expect(dialog.getByText(`Put in: ${tea.name}`)).toBeVisible();
  const swapped = (await total.textContent())?.replace("$", "");
  await dialog.getByLabel("Reason").fill("prefers tea");
  await dialog.getByRole("button", { name: "Swap variants" }).click();
  await expect(dialog).toBeHidden();
  const after = await stored(connections, row.id);
  expect(after.row).toMatchObject({ variantIds: [tea.id], price: swapped });
  expect(after.history).toHaveLength(2);
});

test("a change by somebody else is shown beside what was looked at, and can be looked at again", async ({
  page,
  connections,
  signIn,
}) => {
  const { row, path } = await customer(connections);
  await signIn("support");
  await page.goto(path);
  await page.getByRole("button", { name: "Pause" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByText("20 days left are kept")).toBeVisible();
  await connections.db
    .update(subscriptions)
    .set({ status: "trialing", rowVersion: 2 })
    .where(eq(subscriptions.id, row.id));
  await dialog.getByLabel("Reason").fill("on holiday");
  await dialog.getByRole("button", { name: "Pause subscription" }).click();
  await expect(dialog.getByText(/changed by somebody else/)).toBeVisible();
  await expect(dialog.getByText(`Active, $${row.price}`)).toBeVisible();
  await expect(dialog.getByText(`Trialing, $${row.price}`)).toBeVisible();
  await dialog.getByRole("button", { name: "Look at it again" }).click();
  await expect(dialog.getByText(/changed by somebody else/)).toBeHidden();
  await expect(dialog.getByText("20 days left are kept")).toBeVisible();
  await dialog.getByRole("button", { name: "Pause subscription" }).click();
  await expect(dialog).toBeHidden();
  expect((await stored(connections, row.id)).row).toMatchObject({
    status: "paused",
    pausedFromStatus: "trialing",
  });
});

test("a bulk pause tells how each row ended", async ({ page, connections, signIn }) => {
  const { user, row } = await customer(connections);
  const paused = await makeSubscription(connections.db, { userId: user.id, status: "paused" });
  await signIn("support");
  await page.goto(`/billing/subscriptions?q=${encodeURIComponent(user.email)}`);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByRole("alertdialog").getByLabel("Reason").fill("supplier on strike");
  await page.getByRole("alertdialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("1 paused, 1 skipped, 0 failed.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Outcome of each subscription" })).toContainText(
    "can be paused only while",
  );
  expect((await stored(connections, row.id)).row.status).toBe("paused");
  expect((await stored(connections, paused.id)).history).toHaveLength(0);
});

test("those who may not change see no actions, those who may not export no CSV", async ({
  page,
  connections,
  signIn,
}) => {
  const { path } = await customer(connections);
  await signIn("finance");
  await page.goto(path);
  await settled(page);
  for (const name of ["Pause", "Change delivery", "Swap variants", "Cancel"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await page.goto("/billing/subscriptions");
  await expect(page.getByRole("link", { name: /Download as CSV/ })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select all rows of this page" })).toHaveCount(0);
  await signIn("support");
  for (const list of ["/billing/subscriptions", "/billing/cost-history"]) {
    await page.goto(list);
    await settled(page);
    await expect(page.getByRole("table").first()).toBeVisible();
    await expect(page.getByRole("link", { name: /Download as CSV/ })).toHaveCount(0);
  }
});

test("a change opens beside the list, and its address leads back to it", async ({
  page,
  connections,
  signIn,
}) => {
  const { row, path } = await customer(connections);
  await signIn("admin");
  await page.goto(path);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog").getByLabel("Reason").fill("on holiday");
  await page.getByRole("button", { name: "Pause subscription" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();

  await page.goto(`/billing/cost-history?q=${row.id}`);
  await page.getByRole("link", { name: /^\d{4}-/ }).click();
  const sheet = page.getByRole("dialog", { name: "Paused" });
  await expect(sheet.getByRole("table", { name: "Breakdown before and after" })).toContainText(
    `$${row.price}`,
  );
  await expect(sheet.getByText("on holiday")).toBeVisible();
  await expect(page).toHaveURL(/entry=/);
  await page.reload();
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).not.toHaveURL(/entry=/);
});

test("the chart has a table with the same values, one currency at a time", async ({ page, signIn }) => {
  await signIn("finance");
  await page.goto("/billing/cost-history");
  await expect(page.getByRole("heading", { name: /^Total change per day by reason/ })).toBeVisible();
  const currencies = page.getByRole("navigation", { name: "Currency of the chart" });
  await currencies.getByRole("link", { name: "EUR" }).click();
  await expect(page.getByRole("heading", { name: "Total change per day by reason, EUR" })).toBeVisible();
  await expect(page).toHaveURL(/currency=EUR/);
});
