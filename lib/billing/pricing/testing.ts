import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { makeSubscription } from "@/db/testing/factories/billing";
import { makeStaff } from "@/db/testing/factories/core";
import { createDraft } from "@/lib/billing/pricing/commands/draft";
import { type MadePreview, previewPricing } from "@/lib/billing/pricing/commands/preview";
import type { CreateDraftInput, PublishInput } from "@/lib/billing/pricing/schema";
import { type Ctx, createContext } from "@/lib/core/context";
import type { Role } from "@/lib/core/permissions";

/** For tests: a context of a new member of staff. */
export async function staffContext(db: Db, role: Role = "admin"): Promise<Ctx> {
  const { id, name, email } = await makeStaff(db, { role });
  return createContext({ type: "staff", id, name, email, role }, { db });
}

/** For tests: a draft of 12.5 % that prices everything `makeBase` makes, save for what the overrides take away. */
export function draftInput(overrides: Partial<CreateDraftInput> = {}): CreateDraftInput {
  return {
    basedOn: null,
    replaces: null,
    subscriptionPercentage: "12.5",
    deliveryCosts: { standard: "9", express: "27.50", overnight: "50" },
    taxRates: [
      { country: "US", region: "", percent: "8" },
      { country: "US", region: "CA", percent: "7.25" },
      { country: "CA", region: "", percent: "13" },
      { country: "GB", region: "", percent: "20" },
    ],
    defaultCurrency: "USD",
    supportedCurrencies: ["USD", "EUR", "GBP", "CAD"],
    effectiveAt: "",
    reason: "Spring prices",
    ...overrides,
  };
}

/** For tests: a small base of every plan, cycle, delivery type and tier in three places; 10 live subscriptions, 2 others. */
export async function makeBase(db: Db): Promise<void> {
  const live = [
    { planId: "basic", taxPlace: "US-CA", tier: "gold", subtotal: "100.00" },
    { planId: "basic", taxPlace: "US-NY", subtotal: "0.05", billingCycle: "quarterly" },
    { planId: "premium", taxPlace: "US", tier: "silver", subtotal: "49.99", deliveryType: "express" },
    { planId: "premium", taxPlace: "CA", subtotal: "250.00", billingCycle: "yearly", currency: "CAD" },
    { planId: "premium", taxPlace: "GB", tier: "platinum", subtotal: "33.33", currency: "GBP" },
    {
      planId: "enterprise",
      taxPlace: "GB",
      subtotal: "99999.99",
      deliveryType: "overnight",
      currency: "EUR",
    },
    { planId: "enterprise", taxPlace: "CA", subtotal: "12.34", status: "trialing" },
    { planId: "enterprise", taxPlace: "US-CA", subtotal: "0.00", status: "trialing" },
    { planId: "basic", taxPlace: "GB", subtotal: "77.77", billingCycle: "yearly", tier: "bronze" },
    {
      planId: "basic",
      taxPlace: "US",
      subtotal: "5.55",
      deliveryType: "overnight",
      billingCycle: "quarterly",
    },
  ] as const;
  for (const subscription of live) await makeSubscription(db, subscription);
  await makeSubscription(db, { status: "cancelled", subtotal: "10.00" });
  await makeSubscription(db, { status: "paused", subtotal: "10.00" });
}

/** For tests: a draft and its preview, with what publishing it takes. */
export async function makeDraftWithPlan(
  ctx: Ctx,
  overrides: Partial<CreateDraftInput> = {},
): Promise<{ id: string; version: string; plan: MadePreview; publish: PublishInput }> {
  const draft = await createDraft(ctx, draftInput(overrides));
  const plan = await previewPricing(ctx, { configId: draft.id, limitPercent: "10" });
  const publish = {
    configId: draft.id,
    rowVersion: 1,
    previewId: plan.id,
    fingerprint: plan.fingerprint,
    leaveUnpriceable: false,
  };
  return { ...draft, plan, publish };
}

/** For tests: one number from the database. */
export async function countOf(db: Db, from: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(from)}`);
  return row?.n ?? 0;
}
