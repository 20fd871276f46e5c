import type { Page } from "@playwright/test";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Connections } from "@/db/client";
import { subscriptions } from "@/db/schema/billing";
import { pricingConfigs, subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { auditLogs } from "@/db/schema/core";
import { makeSubscription } from "@/db/testing/factories/billing";
import { expect, settled, test } from "@/e2e/fixtures";

// Several pages and money actions a test: more than the default on a busy machine.
test.describe.configure({ timeout: 90_000 });

const LIVE = ["active", "trialing"] as const;

async function activeVersion({ db }: Connections) {
  const [row] = await db.select().from(pricingConfigs).where(eq(pricingConfigs.isActive, "active"));
  if (!row) throw new Error("No version is active.");
  return row;
}

async function newestVersion({ db }: Connections) {
  const [row] = await db.select().from(pricingConfigs).orderBy(desc(pricingConfigs.versionNumber)).limit(1);
  if (!row) throw new Error("There is no version.");
  return row;
}

/** Opens the form and waits until it is interactive: what is typed before would be mixed with its first values. */
async function openForm(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
  await page.waitForFunction(() => {
    const form = document.querySelector("main form");
    return form !== null && Object.keys(form).some((key) => key.startsWith("__react"));
  });
}

/** Drafts the values of the active version with another percentage, by the form. */
async function draft(page: Page, connections: Connections, percentage: string) {
  const active = await activeVersion(connections);
  await openForm(page, `/billing/pricing/new?from=${active.id}`);
  await page.getByRole("textbox", { name: "Percentage" }).fill(percentage);
  await page.getByRole("textbox", { name: "Reason" }).fill("Browser test");
  await page.getByRole("button", { name: /Save as draft/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Pricing 1\.\d+$/ })).toBeVisible();
  return newestVersion(connections);
}

async function preview(page: Page) {
  await page.getByRole("link", { name: "Preview and publish" }).click();
  await page.getByRole("button", { name: "Compute the impact" }).click();
  await expect(page.getByRole("heading", { name: "Every subscription" })).toBeVisible();
  await settled(page);
}

async function publish(page: Page, version: string, leave = false) {
  await page.getByRole("button", { name: "Publish now" }).click();
  const dialog = page.getByRole("alertdialog");
  if (leave) await dialog.getByRole("checkbox").check();
  await dialog.getByLabel(/to confirm/).fill(version);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
}

test("the form explains itself: a worked example, errors by field, the next version", async ({
  page,
  connections,
  signIn,
}) => {
  await signIn("admin");
  await openForm(page, "/billing/pricing/new");
  await page.getByRole("textbox", { name: "Percentage" }).fill("10");
  await page.getByRole("textbox", { name: "Standard delivery" }).fill("10");
  await page.getByRole("textbox", { name: "Express delivery" }).fill("25");
  await page.getByRole("textbox", { name: "Overnight delivery" }).fill("50");
  await page.getByRole("button", { name: "Add a place" }).click();
  await page.getByRole("combobox", { name: "Country of row 1" }).fill("United States");
  await page.getByRole("option", { name: "United States (US)" }).click();
  await page.getByRole("textbox", { name: "Rate of row 1 in percent" }).fill("8");
  const example = page.getByRole("table", { name: "Parts of the example" });
  await expect(example.getByRole("row", { name: /Total/ })).toContainText("$123.60");

  await page.getByRole("textbox", { name: "Percentage" }).fill("60");
  await page.getByRole("button", { name: /Save as draft/ }).click();
  await expect(page.getByRole("textbox", { name: "Percentage" })).toHaveAccessibleDescription(/0\.1 to 50/);
  await expect(page.getByRole("textbox", { name: "Reason" })).toHaveAccessibleDescription(/Say why/);
  await page.getByRole("textbox", { name: "Percentage" }).fill("10");
  await page.getByRole("textbox", { name: "Reason" }).fill("From nothing");
  await page.getByRole("button", { name: /Save as draft/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Pricing 1\.\d+$/ })).toBeVisible();
  expect(await newestVersion(connections)).toMatchObject({
    status: "draft",
    subscriptionPercentage: "10.0000",
    taxRates: { US: "0.080000" },
    changeReason: "From nothing",
  });
});

test("an admin drafts, sees the impact, publishes exactly that, and finance finds each change", async ({
  page,
  connections,
  signIn,
}) => {
  const before = await activeVersion(connections);
  const mine = await makeSubscription(connections.db, { subtotal: "100.00", taxPlace: "US", tier: "gold" });
  const account = await signIn("admin");
  const version = await draft(page, connections, before.subscriptionPercentage === "13.0000" ? "14" : "13");
  const differences = page.getByRole("table", { name: "Differences" });
  await expect(differences.getByRole("row", { name: /Subscription percentage/ })).toContainText("Changed");

  await preview(page);
  await expect(page.getByText(/^Computed at .* against version/)).toContainText(before.version);
  const totals = page.getByRole("table", { name: "Monthly revenue by currency and plan" });
  await expect(totals.getByRole("row", { name: /^All in USD/ })).toBeVisible();
  await page.getByRole("button", { name: "Show as table" }).click();
  await expect(page.getByRole("table", { name: "Size of the change" })).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: /CSV/ }).click();
  expect((await downloading).suggestedFilename()).toBe(`pricing-${version.version}-impact.csv`);

  await publish(page, "wrong");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByText("This is not the text above.")).toBeVisible();
  const unpriced = dialog.getByRole("checkbox");
  if (await unpriced.isVisible()) await unpriced.check();
  await dialog.getByLabel(/to confirm/).fill(version.version);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText(/^What was applied at/)).toBeVisible();

  const { db } = connections;
  expect(await activeVersion(connections)).toMatchObject({ id: version.id, status: "active" });
  const history = await db
    .select()
    .from(subscriptionCostHistory)
    .where(eq(subscriptionCostHistory.pricingConfigId, version.id));
  const live = await db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.status, [...LIVE]));
  const repriced = live.filter((row) => row.costCalculationVersion === version.version);
  expect(history).toHaveLength(repriced.length);
  const own = history.find((row) => row.subscriptionId === mine.id);
  expect(own).toMatchObject({ changeReason: "admin_percentage_change", actorName: account.name });
  const [entry] = await db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.action, "pricing.publish"), eq(auditLogs.targetId, version.id)));
  expect(entry).toMatchObject({ outcome: "success", actorId: account.id, reason: "Browser test" });

  await signIn("finance");
  await page.goto(`/billing/subscriptions/${mine.id}`);
  await settled(page);
  await expect(page.getByText(`$${own?.newCostBreakdown.total_amount}`).first()).toBeVisible();
});

test("a base that moved refuses the publication, shows how, and offers a fresh preview", async ({
  page,
  connections,
  signIn,
}) => {
  await signIn("admin");
  const version = await draft(page, connections, "15.5");
  await preview(page);
  const coming = await makeSubscription(connections.db, { subtotal: "20.00", taxPlace: "US" });
  await publish(
    page,
    version.version,
    await page.getByText(/cannot be priced under this version/).isVisible(),
  );
  await expect(
    page.getByText("The subscriptions moved since this preview: nothing was published"),
  ).toBeVisible();
  await expect(page.getByRole("link", { name: coming.id.slice(0, 8) })).toBeVisible();
  expect((await activeVersion(connections)).id).not.toBe(version.id);
  await page.getByRole("button", { name: "Compute a fresh preview" }).click();
  await expect(page.getByText("The subscriptions moved since this preview")).toHaveCount(0);
  await settled(page);
  await publish(
    page,
    version.version,
    await page.getByText(/cannot be priced under this version/).isVisible(),
  );
  await expect(page.getByText(/^What was applied at/)).toBeVisible();
  expect((await activeVersion(connections)).id).toBe(version.id);
});

test("a version is scheduled, told of everywhere, and withdrawn", async ({ page, connections, signIn }) => {
  await signIn("admin");
  const version = await draft(page, connections, "16.25");
  await preview(page);
  await page.getByRole("button", { name: "Schedule" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Becomes active at").fill("2099-01-01T06:00");
  const unpriced = dialog.getByRole("checkbox");
  if (await unpriced.isVisible()) await unpriced.check();
  await dialog.getByLabel(/to confirm/).fill(version.version);
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  await expect(page.getByText(/^Forecast accepted at/)).toBeVisible();
  await page.goto("/billing/pricing");
  const notice = page.getByRole("listitem").filter({ hasText: `Version ${version.version} becomes active` });
  await expect(notice).toContainText("2099-01-01 06:00");
  await page.getByRole("link", { name: `Version ${version.version}`, exact: true }).click();
  await expect(page.getByRole("table", { name: "Change of monthly revenue" })).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  const confirm = page.getByRole("alertdialog");
  await confirm.getByLabel(/Reason/).fill("Not this year");
  await confirm.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("button", { name: "Withdraw" })).toHaveCount(0);
  expect(await newestVersion(connections)).toMatchObject({ id: version.id, status: "withdrawn" });
});

test("each role sees what it may do, and no more", async ({ page, connections, signIn }) => {
  await signIn("admin");
  const version = await draft(page, connections, "17");
  const path = `/billing/pricing/${version.id}`;

  await signIn("finance");
  await page.goto(path);
  await settled(page);
  await expect(page.getByRole("link", { name: "Duplicate" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Withdraw" })).toHaveCount(0);
  await page.getByRole("link", { name: "Impact" }).click();
  await page.getByRole("button", { name: "Compute the impact" }).click();
  await expect(page.getByRole("heading", { name: "Every subscription" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish now" })).toHaveCount(0);

  await signIn("support");
  await page.goto(path);
  await settled(page);
  await expect(page.getByRole("link", { name: "Impact" })).toHaveCount(0);
  await page.goto("/billing/pricing");
  await settled(page);
  await expect(page.getByRole("link", { name: "New version" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /CSV/ })).toHaveCount(0);
});
