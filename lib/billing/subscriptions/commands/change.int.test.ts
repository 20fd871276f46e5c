import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type SubscriptionRow, subscriptions } from "@/db/schema/billing";
import { subscriptionCostHistory } from "@/db/schema/billing-pricing";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription, makeVariant } from "@/db/testing/factories/billing";
import { makePricingConfig } from "@/db/testing/factories/billing-pricing";
import { bulkPause } from "@/lib/billing/subscriptions/commands/bulk-pause";
import {
  cancelSubscription,
  changeDelivery,
  pauseSubscription,
  previewChange,
  resumeSubscription,
  swapVariants,
} from "@/lib/billing/subscriptions/commands/change";
import type { Change } from "@/lib/billing/subscriptions/schema";
import { type Ctx, createContext } from "@/lib/core/context";
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  PreconditionError,
} from "@/lib/core/errors";
import type { Role } from "@/lib/core/permissions";

const { db } = await testDatabase();
const DAY = 86_400_000;

function as(role: Role, now = new Date()): Ctx {
  const actor = {
    type: "staff",
    id: "00000000-0000-4000-8000-000000000001",
    name: "Sam Support",
    email: "sam@x.test",
    role,
  } as const;
  return createContext(actor, { db, now: () => now });
}

const commands = {
  pause: pauseSubscription,
  resume: resumeSubscription,
  cancel_now: (ctx: Ctx, input: Confirmed) => cancelSubscription(ctx, { ...input, when: "now" }),
  cancel_at_period_end: (ctx: Ctx, input: Confirmed) =>
    cancelSubscription(ctx, { ...input, when: "period_end" }),
  change_delivery: (ctx: Ctx, input: Confirmed) => changeDelivery(ctx, { ...input, deliveryType: "express" }),
};

type Confirmed = { id: string; rowVersion: number; planHash: string; reason: string };

/** What a person does: look at the plan, then confirm it. */
async function confirmed(ctx: Ctx, row: SubscriptionRow, change: Change): Promise<Confirmed> {
  const { hash } = await previewChange(ctx, { id: row.id, change });
  return { id: row.id, rowVersion: row.rowVersion, planHash: hash, reason: "asked by phone" };
}

async function stored(id: string): Promise<SubscriptionRow> {
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row) throw new Error("gone");
  return row;
}

const historyOf = (id: string) =>
  db.select().from(subscriptionCostHistory).where(eq(subscriptionCostHistory.subscriptionId, id));
const auditOf = (id: string) => db.select().from(auditLogs).where(eq(auditLogs.targetId, id));

/** Twenty of thirty days are left, counted from the context's now. */
const running = (now: Date) => ({
  currentPeriodStart: new Date(now.getTime() - 10 * DAY),
  currentPeriodEnd: new Date(now.getTime() + 20 * DAY),
});

describe("each verb writes subscription, history and audit together", () => {
  const verbs = [
    ["pause", "active", "paused", "subscription_pause", "subscription.pause"],
    ["resume", "paused", "active", "subscription_resume", "subscription.resume"],
    ["cancel_now", "active", "cancelled", "subscription_cancel", "subscription.cancel"],
    ["cancel_at_period_end", "active", "cancel_at_period_end", "subscription_cancel", "subscription.cancel"],
    ["change_delivery", "active", "active", "subscription_delivery_change", "subscription.change_delivery"],
  ] as const;

  test.each(verbs)("%s of %s", async (verb, before, after, reason, action) => {
    const now = new Date();
    const row = await makeSubscription(db, { status: before, ...running(now) });
    const ctx = as("support", now);
    const change: Change = verb === "change_delivery" ? { verb, deliveryType: "express" } : { verb };
    const result = await commands[verb](ctx, await confirmed(ctx, row, change));
    const written = await stored(row.id);
    expect(result).toEqual({ id: row.id, status: after, price: written.price, rowVersion: 2 });
    expect(written).toMatchObject({ status: after, rowVersion: 2 });

    const [entry, ...more] = await historyOf(row.id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      changeReason: reason,
      actorType: "staff",
      actorName: "Sam Support",
      oldCostBreakdown: row.costBreakdown,
      newCostBreakdown: written.costBreakdown,
      pricingMetadata: { reason: "asked by phone", status_before: before, status_after: after },
    });
    const [audited, ...others] = await auditOf(row.id);
    expect(others).toEqual([]);
    expect(audited).toMatchObject({ action, outcome: "success", reason: "asked by phone" });
    if (before !== after) expect(audited?.changes).toMatchObject({ status: { before, after } });
  });

  test("cancelling now records the refund that was shown", async () => {
    const now = new Date();
    const row = await makeSubscription(db, running(now));
    const ctx = as("admin", now);
    const shown = await previewChange(ctx, { id: row.id, change: { verb: "cancel_now" } });
    // price / 30 × 20, to the cent
    const expected = await db.execute<{ refund: string }>(
      sql`select round(${row.price}::numeric / 30 * 20, 2) as refund`,
    );
    expect(shown.plan.adjustment).toBe(`-${[...expected][0]?.refund}`);
    await cancelSubscription(ctx, { ...(await confirmed(ctx, row, { verb: "cancel_now" })), when: "now" });
    const [entry] = await historyOf(row.id);
    expect(entry?.pricingMetadata).toMatchObject({ adjustment: shown.plan.adjustment, remaining_days: 20 });
    expect(await stored(row.id)).toMatchObject({
      currentPeriodEnd: now,
      cancelledAt: now,
      nextBillingDate: null,
    });
  });
});

describe("a new price", () => {
  test("is computed by the active version, and all its parts are stored", async () => {
    const now = new Date();
    const row = await makeSubscription(db, { ...running(now), tier: "gold" });
    const config = await makePricingConfig(db, { status: "active", subscriptionPercentage: "20" });
    const ctx = as("support", now);
    await changeDelivery(ctx, {
      ...(await confirmed(ctx, row, { verb: "change_delivery", deliveryType: "overnight" })),
      deliveryType: "overnight",
    });
    // 100 + 20 % + 50 = 170; tax 7.25 % = 12.33; gold 5 % = 8.50
    expect(await stored(row.id)).toMatchObject({
      price: "173.83",
      deliveryType: "overnight",
      costCalculationVersion: config.version,
      adminPercentageApplied: "20.0000",
      deliveryCostApplied: "50.00",
      taxAmount: "12.33",
      loyaltyDiscountApplied: "8.50",
    });
    const [entry] = await historyOf(row.id);
    expect(entry?.pricingConfigId).toBe(config.id);
    expect(Number(entry?.totalChange)).toBeGreaterThan(0);
  });

  test("of other variants takes their prices, and refuses what cannot be sold", async () => {
    const now = new Date();
    const ctx = as("support", now);
    const row = await makeSubscription(db, running(now));
    const [tea, off, foreign] = await Promise.all([
      makeVariant(db, { basePrice: "30.00", salePrice: "25.00" }),
      makeVariant(db, { isActive: false }),
      makeVariant(db, { currency: "EUR" }),
    ]);
    for (const [variant, message] of [
      [off, /not sold any more/],
      [foreign, /priced in EUR/],
    ] as const) {
      const change: Change = { verb: "swap_variants", variantIds: [tea.id, variant.id] };
      await expect(previewChange(ctx, { id: row.id, change })).rejects.toThrow(message);
    }
    const change: Change = { verb: "swap_variants", variantIds: [tea.id] };
    await swapVariants(ctx, { ...(await confirmed(ctx, row, change)), variantIds: [tea.id] });
    const written = await stored(row.id);
    expect(written.variantIds).toEqual([tea.id]);
    expect(written.costBreakdown).toMatchObject({
      subtotal: "25.00",
      variant_costs: [
        { variant_id: tea.id, base_price: "30.00", sale_price: "25.00", current_price: "25.00" },
      ],
    });
  });

  test("that cannot be computed says what is missing", async () => {
    const ctx = as("support");
    const nowhere = await makeSubscription(db, { taxPlace: null });
    const abroad = await makeSubscription(db, { taxPlace: "JP" });
    const foreign = await makeSubscription(db, { currency: "CHF" });
    const change: Change = { verb: "change_delivery", deliveryType: "express" };
    await expect(previewChange(ctx, { id: nowhere.id, change })).rejects.toThrow(/no tax place/);
    await expect(previewChange(ctx, { id: abroad.id, change })).rejects.toThrow(/no tax rate for JP/);
    await expect(previewChange(ctx, { id: foreign.id, change })).rejects.toThrow(/does not support CHF/);
  });
});

describe("refusals", () => {
  test.each(["finance", "auditor"] as const)(
    "%s may neither look at a plan nor confirm one",
    async (role) => {
      const row = await makeSubscription(db);
      const input = await confirmed(as("admin"), row, { verb: "pause" });
      const ctx = as(role);
      await expect(previewChange(ctx, { id: row.id, change: { verb: "pause" } })).rejects.toThrow(
        ForbiddenError,
      );
      await expect(pauseSubscription(ctx, input)).rejects.toThrow(ForbiddenError);
      await expect(bulkPause(ctx, { selection: { ids: [row.id] }, reason: "because" })).rejects.toThrow(
        ForbiddenError,
      );
      expect(await stored(row.id)).toEqual(row);
    },
  );

  test("an old row version is a conflict that tells what is stored", async () => {
    const ctx = as("support");
    const row = await makeSubscription(db);
    const input = await confirmed(ctx, row, { verb: "pause" });
    await db
      .update(subscriptions)
      .set({ rowVersion: 2, pauseReason: null })
      .where(eq(subscriptions.id, row.id));
    const failure = await pauseSubscription(ctx, input).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({
      details: { current: { status: "active", price: row.price, rowVersion: 2 } },
    });
    expect(await historyOf(row.id)).toEqual([]);
  });

  test("a plan whose figures have moved is refused with the new one, which can be confirmed", async () => {
    const now = new Date();
    const row = await makeSubscription(db, running(now));
    const input = await confirmed(as("support", now), row, { verb: "cancel_now" });
    const tomorrow = as("support", new Date(now.getTime() + DAY));
    const failure = await cancelSubscription(tomorrow, { ...input, when: "now" }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(PreconditionError);
    const { preview } = (failure as PreconditionError).details as {
      preview: { hash: string; plan: { remainingDays: number } };
    };
    expect(preview.plan.remainingDays).toBe(19);
    expect(await stored(row.id)).toEqual(row);
    await cancelSubscription(tomorrow, { ...input, planHash: preview.hash, when: "now" });
    expect((await stored(row.id)).status).toBe("cancelled");
  });

  test("the hash of one verb does not confirm another", async () => {
    const ctx = as("support");
    const row = await makeSubscription(db);
    const input = await confirmed(ctx, row, { verb: "pause" });
    await expect(cancelSubscription(ctx, { ...input, when: "now" })).rejects.toThrow(/figures have changed/);
  });

  test("what the status does not allow, what does not exist, and no reason", async () => {
    const ctx = as("support");
    const row = await makeSubscription(db, { status: "cancelled" });
    const input = { id: row.id, rowVersion: 1, planHash: "0".repeat(64), reason: "asked by phone" };
    await expect(pauseSubscription(ctx, input)).rejects.toThrow(PreconditionError);
    await expect(pauseSubscription(ctx, { ...input, id: crypto.randomUUID() })).rejects.toThrow(
      NotFoundError,
    );
    await expect(pauseSubscription(ctx, { ...input, reason: " " })).rejects.toThrow(InvalidError);
  });

  test("of twenty who cancel at once one wins, and the refund is recorded once", async () => {
    const now = new Date();
    const row = await makeSubscription(db, running(now));
    const input = await confirmed(as("support", now), row, { verb: "cancel_now" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => cancelSubscription(as("support", now), { ...input, when: "now" })),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ConflictError);
    }
    expect(await historyOf(row.id)).toHaveLength(1);
    expect(await auditOf(row.id)).toHaveLength(1);
  });
});

describe("bulk pause", () => {
  test("tells of every row whether it was done, skipped or failed", async () => {
    const [active, paused, trialing] = await Promise.all([
      makeSubscription(db),
      makeSubscription(db, { status: "paused" }),
      makeSubscription(db, { status: "trialing" }),
    ]);
    const missing = crypto.randomUUID();
    const ids = [active.id, paused.id, missing, trialing.id];
    const outcomes = await bulkPause(as("support"), { selection: { ids }, reason: "supplier on strike" });
    expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      [active.id, "done"],
      [paused.id, "skipped"],
      [missing, "failed"],
      [trialing.id, "done"],
    ]);
    expect(outcomes[1]?.detail).toMatch(/can be paused only while/);
    expect((await stored(trialing.id)).pausedFromStatus).toBe("trialing");
    expect(await auditOf(active.id)).toHaveLength(1);
  });

  test("takes all that match a query without the excluded ones", async () => {
    const rows = await Promise.all(
      [1, 2, 3].map(() => makeSubscription(db, { taxPlace: "GB", planId: "enterprise" })),
    );
    const [first] = rows;
    const outcomes = await bulkPause(as("support"), {
      selection: { query: "place=GB&plan=enterprise&status=active", excluded: [first?.id ?? ""] },
      reason: "supplier on strike",
    });
    expect(outcomes.map(({ id }) => id).sort()).toEqual(
      rows
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    const open = and(eq(subscriptions.taxPlace, "GB"), eq(subscriptions.status, "active"));
    expect(await db.$count(subscriptions, open)).toBe(1);
  });
});
