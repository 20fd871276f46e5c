import { and, desc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { pricingConfigs } from "@/db/schema/billing-pricing";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { createDraft } from "@/lib/billing/pricing/commands/draft";
import { previewPricing } from "@/lib/billing/pricing/commands/preview";
import { withdrawPricing } from "@/lib/billing/pricing/commands/withdraw";
import { getActiveVersion, getVersion, listVersions } from "@/lib/billing/pricing/queries";
import { pricingList } from "@/lib/billing/pricing/search-params";
import { countOf, draftInput, makeBase, staffContext } from "@/lib/billing/pricing/testing";
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  PreconditionError,
} from "@/lib/core/errors";

const { db } = await testDatabase();
const admin = await staffContext(db);

const stored = async (id: string) =>
  (await db.select().from(pricingConfigs).where(eq(pricingConfigs.id, id)))[0];

async function lastAudit(action: string, id: string) {
  const [row] = await db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.action, action), eq(auditLogs.targetId, id)))
    .orderBy(desc(auditLogs.id));
  return row;
}

describe("createDraft", () => {
  test("makes the next version with canonical terms and an audit row", async () => {
    const { id, version } = await createDraft(admin, draftInput());
    expect(version).toBe("1.1");
    expect(await stored(id)).toMatchObject({
      status: "draft",
      isActive: "inactive",
      versionNumber: 2,
      subscriptionPercentage: "12.5000",
      deliveryCosts: { standard: "9.00", express: "27.50", overnight: "50.00" },
      taxRates: { CA: "0.130000", GB: "0.200000", US: "0.080000", "US-CA": "0.072500" },
      currencySettings: { default: "USD", supported: ["USD", "EUR", "GBP", "CAD"] },
      changeReason: "Spring prices",
    });
    expect(await lastAudit("pricing.create_draft", id)).toMatchObject({
      outcome: "success",
      reason: "Spring prices",
      targetLabel: "1.1",
    });
  });

  test.each(["support", "finance", "auditor"] as const)("is refused to %s", async (role) => {
    const ctx = await staffContext(db, role);
    const before = await countOf(db, "billing.pricing_configs");
    await expect(createDraft(ctx, draftInput())).rejects.toThrow(ForbiddenError);
    expect(await countOf(db, "billing.pricing_configs")).toBe(before);
  });

  test.each([
    ["a percentage below 0.1", { subscriptionPercentage: "0.09" }, "subscriptionPercentage"],
    ["a percentage over 50", { subscriptionPercentage: "50.0001" }, "subscriptionPercentage"],
    ["five decimals", { subscriptionPercentage: "1.00001" }, "subscriptionPercentage"],
    [
      "a negative delivery cost",
      { deliveryCosts: { standard: "-1", express: "1", overnight: "1" } },
      "deliveryCosts.standard",
    ],
    [
      "a country that does not exist",
      { taxRates: [{ country: "UK", region: "", percent: "20" }] },
      "taxRates.0.country",
    ],
    [
      "a place named twice",
      {
        taxRates: [
          { country: "US", region: "CA", percent: "1" },
          { country: "us", region: "ca", percent: "2" },
        ],
      },
      "taxRates.1.region",
    ],
    [
      "a rate over 100 %",
      { taxRates: [{ country: "US", region: "", percent: "100.01" }] },
      "taxRates.0.percent",
    ],
    [
      "a rate with five decimals in percent",
      { taxRates: [{ country: "CA", region: "QC", percent: "14.97501" }] },
      "taxRates.0.percent",
    ],
    ["no place at all", { taxRates: [] }, "taxRates"],
    ["a default that is not supported", { defaultCurrency: "CHF" as const }, "defaultCurrency"],
    ["no reason", { reason: "  " }, "reason"],
    ["an instant that has passed", { effectiveAt: "2020-01-01T00:00" }, "effectiveAt"],
  ])("refuses %s", async (_name, overrides, field) => {
    const error = await createDraft(admin, draftInput(overrides)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidError);
    expect(Object.keys((error as InvalidError).fields ?? {})).toEqual([field]);
  });

  test("a draft is replaced by a new version, never edited", async () => {
    const first = await createDraft(admin, draftInput());
    await previewPricing(admin, { configId: first.id, limitPercent: "10" });
    const second = await createDraft(
      admin,
      draftInput({
        basedOn: first.id,
        replaces: { id: first.id, rowVersion: 1 },
        subscriptionPercentage: "13",
      }),
    );
    expect((await stored(first.id))?.status).toBe("withdrawn");
    expect(await getVersion(admin, second.id)).toMatchObject({
      status: "draft",
      basedOn: { id: first.id, version: first.version },
    });
    expect((await lastAudit("pricing.withdraw", first.id))?.reason).toBe(
      `Replaced by version ${second.version}`,
    );
    const again = createDraft(admin, draftInput({ replaces: { id: first.id, rowVersion: 1 } }));
    await expect(again).rejects.toThrow(ConflictError);
    const stale = createDraft(admin, draftInput({ replaces: { id: first.id, rowVersion: 2 } }));
    await expect(stale).rejects.toThrow(PreconditionError);
    const unknown = createDraft(admin, draftInput({ basedOn: "00000000-0000-4000-8000-000000000000" }));
    await expect(unknown).rejects.toThrow(NotFoundError);
  });

  test("drafts made at once get numbers one after another", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => createDraft(admin, draftInput())));
    const numbers = made.map((draft) => Number(draft.version.split(".")[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });
});

describe("withdrawPricing", () => {
  test("withdraws a draft with its preview, once, and audits it", async () => {
    await makeBase(db);
    const { id } = await createDraft(admin, draftInput());
    const plan = await previewPricing(admin, { configId: id, limitPercent: "10" });
    const rows = () => countOf(db, `billing.pricing_preview_rows where preview_id = '${plan.id}'`);
    expect(await rows()).toBe(10);
    await withdrawPricing(admin, { configId: id, rowVersion: 1, reason: "Not now" });
    expect(await stored(id)).toMatchObject({ status: "withdrawn", rowVersion: 2 });
    expect(await rows()).toBe(0);
    expect(await countOf(db, `billing.pricing_previews where config_id = '${id}'`)).toBe(0);
    expect(await lastAudit("pricing.withdraw", id)).toMatchObject({
      reason: "Not now",
      changes: { status: { before: "draft", after: "withdrawn" } },
    });
    const again = withdrawPricing(admin, { configId: id, rowVersion: 2, reason: "Not now" });
    await expect(again).rejects.toThrow("was withdrawn: duplicate it");
    const stale = withdrawPricing(admin, { configId: id, rowVersion: 1, reason: "Not now" });
    await expect(stale).rejects.toThrow(ConflictError);
  });

  test("is refused to everybody but admins, and for the active version", async () => {
    const { id } = await createDraft(admin, draftInput());
    for (const role of ["support", "finance", "auditor"] as const) {
      const ctx = await staffContext(db, role);
      const refused = withdrawPricing(ctx, { configId: id, rowVersion: 1, reason: "Not now" });
      await expect(refused).rejects.toThrow(ForbiddenError);
    }
    const active = await getActiveVersion(admin);
    const { id: configId = "", rowVersion = 0 } = active ?? {};
    await expect(withdrawPricing(admin, { configId, rowVersion, reason: "Not now" })).rejects.toMatchObject({
      details: { reason: "already_active" },
    });
  });
});

test("the database itself refuses to edit a version", async () => {
  const { id } = await createDraft(admin, draftInput());
  const edit = db
    .update(pricingConfigs)
    .set({ subscriptionPercentage: "20" })
    .where(eq(pricingConfigs.id, id));
  await expect(edit).rejects.toMatchObject({ cause: { code: "23001" } });
});

test("the list of versions filters, sorts and pages", async () => {
  const page = async (query: string) =>
    listVersions(admin, await pricingList.load(new URLSearchParams(query)));
  const all = await page("size=25");
  expect(all.rows.map((row) => row.version)).toEqual(
    all.rows.map((_, index) => `1.${all.rows.length - 1 - index}`),
  );
  expect(all.rows.at(-1)).toMatchObject({ version: "1.0", status: "active", createdBy: { name: null } });
  expect((await page("status=active")).rows).toHaveLength(1);
  expect((await page("percentage=13..")).rows.map((row) => row.subscriptionPercentage)).toEqual(["13.0000"]);
  expect((await page("q=initial")).rows.map((row) => row.version)).toEqual(["1.0"]);
  expect((await page("q=1.1")).rows.map((row) => row.version)).toEqual(["1.1"]);
});
