import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { auditLogs } from "@/db/schema/core";
import { expect, settled, test } from "@/e2e/fixtures";
import { audit } from "@/lib/core/audit";
import { createContext } from "@/lib/core/context";

test("a row opens with before and after by element, and has an address of its own", async ({
  page,
  connections,
  signIn,
}) => {
  const id = randomUUID();
  await audit(createContext({ type: "system", name: "Browser test" }, { db: connections.db }), {
    action: "pricing.publish",
    target: { type: "pricing", id, label: `Version ${id.slice(0, 8)}` },
    changes: {
      taxRates: { before: { DE: "0.190000", FR: "0.200000" }, after: { DE: "0.210000", US: "0.080000" } },
    },
    reason: "Yearly review",
  });
  await signIn("auditor");
  await page.goto(`/system/audit?record=${id}`);
  await settled(page);
  await page
    .getByRole("row", { name: /Browser test/ })
    .getByRole("link")
    .first()
    .click();
  const sheet = page.getByRole("dialog", { name: "Pricing: publish" });
  await expect(
    sheet.getByRole("row", { name: /Tax rates › DE.*changed.*0\.190000.*0\.210000/ }),
  ).toBeVisible();
  await expect(sheet.getByRole("row", { name: /Tax rates › FR.*removed.*0\.200000/ })).toBeVisible();
  await expect(sheet.getByRole("row", { name: /Tax rates › US.*added.*0\.080000/ })).toBeVisible();
  await expect(sheet.getByText("Yearly review")).toBeVisible();
  await page.reload();
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(page).toHaveURL(`/system/audit?record=${id}`);
});

test("Verify says that the chain holds, and that is audited", async ({ page, connections, signIn }) => {
  const account = await signIn("auditor");
  await page.goto("/system/audit");
  await settled(page);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("The chain holds")).toBeVisible();
  const [entry] = await connections.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.action, "audit.verify"))
    .orderBy(desc(auditLogs.id))
    .limit(1);
  expect(entry).toMatchObject({ outcome: "success", actorId: account.id });
});

test("the CSV holds what the filters leave, before and after included, and is audited", async ({
  page,
  connections,
  signIn,
}) => {
  const id = randomUUID();
  const system = createContext({ type: "system", name: "=SUM(A1)" }, { db: connections.db });
  await audit(system, {
    action: "pricing.publish",
    target: { type: "pricing", id },
    changes: { percentage: { before: "10.0000", after: "12.0000" } },
  });
  const account = await signIn("auditor");
  await page.goto(`/system/audit?record=${id}`);
  await settled(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: /Download as CSV/ }).click();
  const file = await (await downloading).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(Buffer.from(chunk));
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("before,after");
  expect(lines[1]).toContain('"{""percentage"":""10.0000""}"');
  expect(lines[1]).toContain("'=SUM(A1)");
  const [entry] = await connections.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.action, "audit.export"))
    .orderBy(desc(auditLogs.id))
    .limit(1);
  expect(entry).toMatchObject({ actorId: account.id, metadata: { filter: `record=${id}` } });
});

test("a view is saved, opened and deleted", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/system/audit?outcome=denied");
  await settled(page);
  const name = `Denied ${randomUUID().slice(0, 8)}`;
  await page.getByRole("button", { name: /Saved views/ }).click();
  await page.getByRole("button", { name: "Save what is shown as a view" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("View saved")).toBeVisible();
  await page.goto("/system/audit");
  await settled(page);
  await page.getByRole("button", { name: /Saved views/ }).click();
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page).toHaveURL(/outcome=denied/);
  await page.getByRole("button", { name: /Saved views/ }).click();
  await page.getByRole("button", { name: `Delete view ${name}` }).click();
  await expect(page.getByText("View deleted")).toBeVisible();
});
