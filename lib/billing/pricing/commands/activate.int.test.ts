import { and, desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { subscriptions } from "@/db/schema/billing";
import { pricingConfigs, subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription } from "@/db/testing/factories/billing";
import { activateScheduledPricing } from "@/lib/billing/pricing/commands/activate";
import { schedulePricing } from "@/lib/billing/pricing/commands/publish";
import { withdrawPricing } from "@/lib/billing/pricing/commands/withdraw";
import { getPreview } from "@/lib/billing/pricing/impact/queries";
import { compareForecast } from "@/lib/billing/pricing/impact/rules";
import { getVersion, lastActivationFailure, listScheduled } from "@/lib/billing/pricing/queries";
import type { CreateDraftInput } from "@/lib/billing/pricing/schema";
import { countOf, makeBase, makeDraftWithPlan, staffContext } from "@/lib/billing/pricing/testing";
import { type Ctx, createContext } from "@/lib/core/context";
import { ForbiddenError, InvalidError, PreconditionError } from "@/lib/core/errors";
import { prepareJobs } from "@/lib/core/jobs";

const { db, sql, url } = await testDatabase();
await prepareJobs(url);
const admin = await staffContext(db);
await makeBase(db);

const HOUR = 3_600_000;
const local = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString().slice(0, 16);
/** The job, run so many hours from now. */
const jobAt = (hours: number): Ctx =>
  createContext(
    { type: "job", name: "billing.activate_pricing" },
    { db, now: () => new Date(Date.now() + hours * HOUR) },
  );
const historyOf = (configId: string) =>
  db.select().from(subscriptionCostHistory).where(eq(subscriptionCostHistory.pricingConfigId, configId));
const jobs = () =>
  sql<{ key: string; run_at: Date }[]>`select key, run_at from graphile_worker.jobs order by run_at`;

async function schedule(hours: number, overrides: Partial<CreateDraftInput> = {}) {
  const draft = await makeDraftWithPlan(admin, overrides);
  await schedulePricing(admin, { ...draft.publish, effectiveAt: local(hours) });
  return draft;
}

beforeEach(async () => {
  for (const { id, rowVersion } of await listScheduled(admin)) {
    await withdrawPricing(admin, { configId: id, rowVersion, reason: "Clean up" });
  }
});

describe("schedulePricing", () => {
  test("keeps the forecast, queues one job for the instant, and changes no price", async () => {
    const { id, plan, publish } = await makeDraftWithPlan(admin);
    const effectiveAt = local(2);
    await schedulePricing(admin, { ...publish, effectiveAt });
    const version = await getVersion(admin, id);
    expect(version).toMatchObject({
      status: "scheduled",
      effectiveAt: `${effectiveAt}:00.000Z`,
      rowVersion: 2,
    });
    expect((await getPreview(admin, id, "forecast"))?.summary.totals).toEqual(plan.summary.totals);
    expect(await countOf(db, `billing.pricing_preview_rows where preview_id = '${plan.id}'`)).toBe(0);
    expect(await jobs()).toMatchObject([
      { key: `billing.activate_pricing:${id}`, run_at: new Date(`${effectiveAt}:00Z`) },
    ]);
    expect(await historyOf(id)).toHaveLength(0);
    const [entry] = await db
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.action, "pricing.schedule"), eq(auditLogs.targetId, id)));
    expect(entry).toMatchObject({ outcome: "success", reason: "Spring prices" });
    await expect(schedulePricing(admin, { ...publish, rowVersion: 2, effectiveAt })).rejects.toThrow(
      "is scheduled already",
    );
  });

  test("is refused for the past, and to everybody but admins", async () => {
    const { publish } = await makeDraftWithPlan(admin);
    await expect(schedulePricing(admin, { ...publish, effectiveAt: local(-1) })).rejects.toThrow(
      InvalidError,
    );
    await expect(schedulePricing(admin, { ...publish, effectiveAt: "" })).rejects.toThrow(InvalidError);
    for (const role of ["support", "finance", "auditor"] as const) {
      const ctx = await staffContext(db, role);
      await expect(schedulePricing(ctx, { ...publish, effectiveAt: local(1) })).rejects.toThrow(
        ForbiddenError,
      );
    }
  });
});

describe("activateScheduledPricing", () => {
  test("is refused to staff without the right to publish", async () => {
    const { id } = await schedule(1);
    const ctx = await staffContext(db, "finance");
    await expect(activateScheduledPricing(ctx, { configId: id })).rejects.toThrow(ForbiddenError);
  });

  test("activates on the base of that moment, once, however often it runs", async () => {
    const { id, version } = await schedule(1);
    const joined = await makeSubscription(db, { subtotal: "60.00" });
    await activateScheduledPricing(jobAt(0), { configId: id });
    expect((await getVersion(admin, id)).status).toBe("scheduled");
    await Promise.all([1, 2, 3].map(() => activateScheduledPricing(jobAt(30), { configId: id })));
    await activateScheduledPricing(jobAt(31), { configId: id });

    const history = await historyOf(id);
    const live = await countOf(db, "billing.subscriptions where status in ('active', 'trialing')");
    expect(history).toHaveLength(live);
    expect(new Set(history.map((row) => row.subscriptionId)).size).toBe(live);
    expect(history[0]).toMatchObject({
      actorType: "job",
      actorName: "billing.activate_pricing",
      changedBy: null,
    });
    expect(await countOf(db, "billing.pricing_configs where is_active = 'active'")).toBe(1);
    const [repriced] = await db.select().from(subscriptions).where(eq(subscriptions.id, joined.id));
    expect(repriced).toMatchObject({ costCalculationVersion: version, rowVersion: 2 });

    const [forecast, applied] = [
      await getPreview(admin, id, "forecast"),
      await getPreview(admin, id, "applied"),
    ];
    if (!forecast || !applied) throw new Error("both are kept");
    expect(applied.summary.subscriptions).toBe(forecast.summary.subscriptions + 1);
    const usd = compareForecast(forecast.summary, applied.summary).find((line) => line.currency === "USD");
    expect(usd?.difference).not.toBe("0.00");
    expect(await countOf(db, "billing.pricing_preview_rows")).toBe(
      await countOf(
        db,
        "billing.pricing_preview_rows r join billing.pricing_previews p on p.id = r.preview_id and p.summary ->> 'role' = 'preview'",
      ),
    );
    const audits = await db
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.action, "pricing.activate"), eq(auditLogs.targetId, id)));
    expect(audits).toHaveLength(1);
  });

  test("after a downtime, all that is due follows in order and the latest ends up in force", async () => {
    const second = await schedule(3, { subscriptionPercentage: "22" });
    const first = await schedule(2, { subscriptionPercentage: "21" });
    const later = await schedule(90, { subscriptionPercentage: "23" });
    await Promise.all([second, first].map(({ id }) => activateScheduledPricing(jobAt(48), { configId: id })));
    expect((await getVersion(admin, first.id)).status).toBe("superseded");
    expect((await getVersion(admin, second.id)).status).toBe("active");
    expect((await getVersion(admin, later.id)).status).toBe("scheduled");
    expect(new Set((await historyOf(second.id)).map((row) => row.changeReason))).toEqual(
      new Set(["admin_percentage_change"]),
    );
  });

  test("a withdrawn version is never activated, and its job is gone", async () => {
    const { id } = await schedule(1);
    await withdrawPricing(admin, { configId: id, rowVersion: 2, reason: "Changed our mind" });
    expect((await jobs()).filter((job) => job.key.endsWith(id))).toEqual([]);
    await activateScheduledPricing(jobAt(48), { configId: id });
    expect((await getVersion(admin, id)).status).toBe("withdrawn");
    expect(await historyOf(id)).toHaveLength(0);
  });

  test("what cannot be priced by then fails it visibly and leaves everything as it was", async () => {
    const { id } = await schedule(1);
    const lost = await makeSubscription(db, { taxPlace: null });
    const [active] = await db.select().from(pricingConfigs).where(eq(pricingConfigs.isActive, "active"));
    await expect(activateScheduledPricing(jobAt(48), { configId: id })).rejects.toThrow(PreconditionError);
    expect((await getVersion(admin, id)).status).toBe("scheduled");
    expect((await getVersion(admin, active?.id ?? "")).status).toBe("active");
    expect(await historyOf(id)).toHaveLength(0);
    expect((await lastActivationFailure(admin, id))?.reason).toContain("1 subscription cannot be priced");
    await db.update(subscriptions).set({ status: "expired" }).where(eq(subscriptions.id, lost.id));
    await activateScheduledPricing(jobAt(48), { configId: id });
    expect((await getVersion(admin, id)).status).toBe("active");
  });

  test("a clock that runs behind queues the job again", async () => {
    const { id } = await schedule(5);
    await db.execute("delete from graphile_worker._private_jobs");
    await activateScheduledPricing(jobAt(0), { configId: id });
    expect((await jobs()).map((job) => job.key)).toEqual([`billing.activate_pricing:${id}`]);
  });

  test("a payload that names no version fails for good", async () => {
    await expect(activateScheduledPricing(jobAt(0), { configId: "x" })).rejects.toThrow("not valid");
    const [last] = await db.select().from(auditLogs).orderBy(desc(auditLogs.id)).limit(1);
    expect(last?.action).not.toBe("pricing.activate");
  });
});
