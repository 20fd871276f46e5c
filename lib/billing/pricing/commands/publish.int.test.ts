import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { subscriptions } from "@/db/schema/billing";
import { loyaltyAccounts } from "@/db/schema/billing-loyalty";
import { pricingConfigs, subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription } from "@/db/testing/factories/billing";
import { previewPricing } from "@/lib/billing/pricing/commands/preview";
import { PlanMovedError, publishPricing } from "@/lib/billing/pricing/commands/publish";
import { listImpact, readImpactBatches } from "@/lib/billing/pricing/impact/queries";
import { impactList } from "@/lib/billing/pricing/impact/search-params";
import { getVersion } from "@/lib/billing/pricing/queries";
import { priceSubscription } from "@/lib/billing/pricing/rules";
import { countOf, makeBase, makeDraftWithPlan, staffContext } from "@/lib/billing/pricing/testing";
import { ConflictError, ForbiddenError } from "@/lib/core/errors";

const { db } = await testDatabase();
const admin = await staffContext(db);
const finance = await staffContext(db, "finance");
await makeBase(db);

const LIVE = sql`${subscriptions.status} in ('active', 'trialing')`;
const activeCount = () => countOf(db, "billing.pricing_configs where is_active = 'active'");
const historyOf = (configId: string) =>
  db.select().from(subscriptionCostHistory).where(eq(subscriptionCostHistory.pricingConfigId, configId));
const live = () => db.select().from(subscriptions).where(LIVE).orderBy(asc(subscriptions.id));

async function planRows(plan: { id: string }, configId: string) {
  const params = await impactList(configId).load(new URLSearchParams());
  const rows = [];
  for await (const batch of readImpactBatches(finance, { id: plan.id, limitPercent: "10" }, params)) {
    rows.push(...batch);
  }
  return rows;
}

describe("previewPricing", () => {
  test("computes every live subscription as the calculator does", async () => {
    const { id, plan } = await makeDraftWithPlan(admin);
    const { terms } = await getVersion(admin, id);
    const rows = await planRows(plan, id);
    const base = await db
      .select({ subscription: subscriptions, tier: loyaltyAccounts.tier })
      .from(subscriptions)
      .leftJoin(
        loyaltyAccounts,
        and(eq(loyaltyAccounts.userId, subscriptions.userId), eq(loyaltyAccounts.status, "active")),
      )
      .where(LIVE);
    expect(rows).toHaveLength(base.length);
    for (const { subscription, tier } of base) {
      const { taxPlace, deliveryType, currency, costBreakdown } = subscription;
      const priced = priceSubscription(
        terms,
        { variantCosts: [], subtotal: costBreakdown.subtotal, deliveryType, taxPlace, tier, currency },
        new Date(),
      );
      const row = rows.find((candidate) => candidate.subscriptionId === subscription.id);
      expect(priced.problem).toBeNull();
      expect(row?.newTotal).toBe(priced.problem === null ? priced.breakdown.total_amount : "");
      expect(row?.oldTotal).toBe(subscription.price);
    }
    const { up, down, unchanged, unpriceable, subscriptions: total } = plan.summary;
    expect([up + down + unchanged + unpriceable, total]).toEqual([rows.length, rows.length]);
    const [money] = await db.execute<{ before: string; after: string }>(sql`
      select round(sum(old_total / m), 2) as before, round(sum(new_total / m), 2) as after
      from (select r.*, case billing_cycle when 'yearly' then 12 when 'quarterly' then 3 else 1 end as m
        from billing.pricing_preview_rows r where preview_id = ${plan.id} and currency = 'EUR') x`);
    expect(plan.summary.totals.find((line) => line.currency === "EUR")).toMatchObject({ ...money });
    expect(plan.summary.rises.map((row) => row.change)).toEqual(
      rows.map((row) => row.change).filter((change) => Number(change) > 0),
    );
    expect(plan.summary.falls[0]?.change).toBe(rows.at(-1)?.change);
  });

  test("its fingerprint depends on the content alone", async () => {
    const { id, plan } = await makeDraftWithPlan(admin);
    const again = await previewPricing(finance, { configId: id, limitPercent: "20" });
    expect(again.fingerprint).toBe(plan.fingerprint);
    expect(again.id).not.toBe(plan.id);
    expect(await countOf(db, `billing.pricing_preview_rows where preview_id = '${plan.id}'`)).toBe(0);
    const { plan: other } = await makeDraftWithPlan(admin, { subscriptionPercentage: "12.6" });
    expect(other.fingerprint).not.toBe(plan.fingerprint);
  });

  test("is open to finance, closed to others, and audited", async () => {
    const { id } = await makeDraftWithPlan(admin);
    await previewPricing(finance, { configId: id, limitPercent: "5" });
    const audits = await db
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.action, "pricing.preview"), eq(auditLogs.targetId, id)));
    expect(audits.map((row) => row.actorRole)).toEqual(["admin", "finance"]);
    for (const role of ["support", "auditor"] as const) {
      const ctx = await staffContext(db, role);
      await expect(previewPricing(ctx, { configId: id, limitPercent: "5" })).rejects.toThrow(ForbiddenError);
    }
  });

  test("its rows filter, sort and page", async () => {
    const { id, plan } = await makeDraftWithPlan(admin);
    const page = async (query: string) => {
      const params = await impactList(id).load(new URLSearchParams(query));
      return listImpact(finance, { id: plan.id, limitPercent: "10" }, params);
    };
    const all = await page("size=25");
    expect(all.count).toEqual({ value: 10, exact: true });
    expect(all.rows[0]?.customer).toMatch(/^Customer/);
    const up = await page("direction=up&sort=change");
    expect(up.rows).toHaveLength(plan.summary.up);
    expect((await page("direction=!up")).rows).toHaveLength(10 - plan.summary.up);
    expect((await page("limit=over")).rows).toHaveLength(plan.summary.overLimit);
    expect((await page("plan=basic&currency=USD")).rows).toHaveLength(4);
    expect((await page("problem=tax_rate_missing")).rows).toHaveLength(0);
    expect((await page("problem=!tax_rate_missing")).rows).toHaveLength(10);
    for (const sort of ["change", "-change"]) {
      expect((await page(`sort=${sort}`)).rows).toHaveLength(10);
    }
  });
});

describe("publishPricing", () => {
  test("publishes exactly what was previewed: one history row each, one active version, audited", async () => {
    const { id, version, plan, publish } = await makeDraftWithPlan(admin);
    const expected = new Map((await planRows(plan, id)).map((row) => [row.subscriptionId, row]));
    const before = new Map((await live()).map((row) => [row.id, row]));
    expect(await publishPricing(admin, publish)).toEqual({ version, repriced: 10, left: 0 });

    const after = await live();
    const history = await historyOf(id);
    expect(history).toHaveLength(after.length);
    for (const subscription of after) {
      const row = expected.get(subscription.id);
      const old = before.get(subscription.id);
      const change = history.find((entry) => entry.subscriptionId === subscription.id);
      expect(subscription.price).toBe(row?.newTotal);
      expect(subscription.costBreakdown.total_amount).toBe(row?.newTotal);
      expect(subscription.costBreakdown.variant_costs).toEqual(old?.costBreakdown.variant_costs);
      expect(subscription).toMatchObject({
        costCalculationVersion: version,
        rowVersion: (old?.rowVersion ?? 0) + 1,
      });
      expect(change).toMatchObject({
        oldCostBreakdown: old?.costBreakdown,
        newCostBreakdown: subscription.costBreakdown,
        totalChange: row?.change,
        changeReason: "admin_pricing_update",
        actorType: "staff",
        changedBy: admin.actor.type === "staff" ? admin.actor.id : "",
        pricingMetadata: { version, preview_id: plan.id },
      });
    }
    expect(await activeCount()).toBe(1);
    expect(await getVersion(admin, id)).toMatchObject({ status: "active", rowVersion: 2 });
    expect(await countOf(db, `billing.pricing_preview_rows where preview_id = '${plan.id}'`)).toBe(0);
    const [entry] = await db
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.action, "pricing.publish"), eq(auditLogs.targetId, id)));
    expect(entry).toMatchObject({
      outcome: "success",
      reason: "Spring prices",
      metadata: { repriced: 10, left: 0 },
    });
  });

  test("a change of the percentage alone is named so in the history", async () => {
    const { id, publish } = await makeDraftWithPlan(admin, { subscriptionPercentage: "14" });
    await publishPricing(admin, publish);
    const history = await historyOf(id);
    expect(new Set(history.map((row) => row.changeReason))).toEqual(new Set(["admin_percentage_change"]));
  });

  test.each(["support", "finance", "auditor"] as const)("is refused to %s", async (role) => {
    const { publish } = await makeDraftWithPlan(admin);
    const ctx = await staffContext(db, role);
    await expect(publishPricing(ctx, publish)).rejects.toThrow(ForbiddenError);
  });

  test("is refused with the difference when the base moved, and nothing changes", async () => {
    const leaving = await makeSubscription(db, { subtotal: "20.00" });
    const moving = await makeSubscription(db, { subtotal: "30.00" });
    const { id, publish } = await makeDraftWithPlan(admin);
    await db.update(subscriptions).set({ status: "expired" }).where(eq(subscriptions.id, leaving.id));
    await db.update(subscriptions).set({ taxPlace: "GB" }).where(eq(subscriptions.id, moving.id));
    const coming = await makeSubscription(db, { subtotal: "40.00" });
    const error = await publishPricing(admin, publish).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PlanMovedError);
    expect(error).toMatchObject({
      message: expect.stringContaining("1 changed, 1 came in, 1 left"),
      details: { difference: { added: 1, removed: 1, changed: 1 } },
    });
    const samples = (error as { details: { difference: { samples: unknown[] } } }).details.difference.samples;
    expect(samples).toEqual([
      expect.objectContaining({ subscriptionId: coming.id, kind: "added", was: "" }),
      expect.objectContaining({ subscriptionId: moving.id, kind: "changed" }),
      expect.objectContaining({ subscriptionId: leaving.id, kind: "removed", is: "" }),
    ]);
    expect(await historyOf(id)).toHaveLength(0);
    const fresh = await previewPricing(admin, { configId: id, limitPercent: "10" });
    await publishPricing(admin, { ...publish, previewId: fresh.id, fingerprint: fresh.fingerprint });
    expect(await historyOf(id)).toHaveLength(fresh.summary.subscriptions);
  });

  test("accepts only the plan that was shown", async () => {
    const { id, publish } = await makeDraftWithPlan(admin);
    await expect(publishPricing(admin, { ...publish, fingerprint: "11:1" })).rejects.toThrow(ConflictError);
    await previewPricing(finance, { configId: id, limitPercent: "10" });
    await expect(publishPricing(admin, publish)).rejects.toThrow("made a newer preview of version");
  });

  test("a preview against a version that was replaced since is refused, naming who did it", async () => {
    const first = await makeDraftWithPlan(admin, { subscriptionPercentage: "15" });
    const second = await makeDraftWithPlan(admin, { subscriptionPercentage: "16" });
    const other = await staffContext(db);
    await publishPricing(other, first.publish);
    const name = other.actor.type === "staff" ? other.actor.name : "";
    await expect(publishPricing(admin, second.publish)).rejects.toThrow(
      `${name} published version ${first.version} a moment ago.`,
    );
    await expect(publishPricing(admin, first.publish)).rejects.toThrow(`${name} published version`);
  });

  test("what cannot be priced bars publishing, unless it is left at its present price", async () => {
    const taxRates = [{ country: "US", region: "", percent: "8" }];
    const nowhere = await makeSubscription(db, { taxPlace: null });
    const { id, plan, publish } = await makeDraftWithPlan(admin, {
      taxRates,
      supportedCurrencies: ["USD", "GBP"],
    });
    const { summary } = plan;
    expect(new Set(summary.problems.map((line) => `${line.problem} ${line.place}`))).toEqual(
      new Set(["tax_place_missing null", "tax_rate_missing GB", "tax_rate_missing CA"]),
    );
    expect(summary.problems.reduce((total, line) => total + line.subscriptions, 0)).toBe(summary.unpriceable);
    await expect(publishPricing(admin, publish)).rejects.toMatchObject({
      code: "precondition",
      details: { reason: "unpriceable", unpriceable: summary.unpriceable },
    });
    const done = await publishPricing(admin, { ...publish, leaveUnpriceable: true });
    expect(done).toMatchObject({
      left: summary.unpriceable,
      repriced: summary.subscriptions - summary.unpriceable,
    });
    expect(await historyOf(id)).toHaveLength(done.repriced);
    const [left] = await db.select().from(subscriptions).where(eq(subscriptions.id, nowhere.id));
    expect(left).toMatchObject({ price: nowhere.price, rowVersion: 1, costBreakdown: nowhere.costBreakdown });
  });

  test("of 20 publications at once one wins, the others are told, and the sums are exact", async () => {
    await db.update(subscriptions).set({ taxPlace: "US" }).where(LIVE);
    const drafts: Awaited<ReturnType<typeof makeDraftWithPlan>>[] = [];
    for (let n = 0; n < 4; n += 1) {
      drafts.push(await makeDraftWithPlan(admin, { subscriptionPercentage: String(20 + n) }));
    }
    const callers = Array.from({ length: 20 }, (_, n) => drafts[n % drafts.length]).flatMap(
      (draft) => draft ?? [],
    );
    const results = await Promise.allSettled(callers.map(({ publish }) => publishPricing(admin, publish)));
    const won = results.filter((result) => result.status === "fulfilled");
    const lost = results.filter((result) => result.status === "rejected");
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(19);
    for (const { reason } of lost) {
      expect(reason).toBeInstanceOf(ConflictError);
      expect(reason.message).toMatch(/^Staff \w+ published version 1\.\d+ a moment ago\./);
    }
    expect(await activeCount()).toBe(1);
    const [active] = await db.select().from(pricingConfigs).where(eq(pricingConfigs.isActive, "active"));
    const history = await historyOf(active?.id ?? "");
    const base = await live();
    expect(history.map((row) => row.subscriptionId).sort()).toEqual(base.map((row) => row.id));
    const losers = drafts.filter((draft) => draft.id !== active?.id);
    for (const loser of losers) expect(await historyOf(loser.id)).toHaveLength(0);
  });
});
