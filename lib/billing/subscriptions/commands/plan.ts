import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { type SubscriptionRow, subscriptions, users } from "@/db/schema/billing";
import { loyaltyAccounts } from "@/db/schema/billing-loyalty";
import { toBreakdown } from "@/lib/billing/cost-history/schema";
import { getActiveTerms } from "@/lib/billing/pricing/queries";
import { type CostBreakdown, priceSubscription, type VariantCost } from "@/lib/billing/pricing/rules";
import { getVariants } from "@/lib/billing/subscriptions/queries/detail";
import { composeBox, unpriceableMessage } from "@/lib/billing/subscriptions/rules/box";
import {
  type NewPrice,
  type Plan,
  type Planned,
  planCancelAtPeriodEnd,
  planCancelNow,
  planDelivery,
  planPause,
  planResume,
  planSwap,
} from "@/lib/billing/subscriptions/rules/plans";
import { refusal, type SubscriptionState } from "@/lib/billing/subscriptions/rules/state";
import type { Change } from "@/lib/billing/subscriptions/schema";
import type { Ctx } from "@/lib/core/context";
import { NotFoundError, PreconditionError } from "@/lib/core/errors";

/** A subscription as commands need it: the stored row, what the rules see of it, and its customer. */
export type Loaded = { row: SubscriptionRow; state: SubscriptionState; email: string; tier: string | null };

/** Loads a subscription, locking its row when a change follows. Throws `NotFoundError`. */
export async function loadSubscription(ctx: Ctx, id: string, options: { lock: boolean }): Promise<Loaded> {
  if (options.lock) {
    // A statement of its own, so that the read after it sees what the lock waited for, the tier included.
    await ctx.db
      .select({ id: subscriptions.id })
      .from(subscriptions)
      .where(eq(subscriptions.id, id))
      .for("update");
  }
  const [found] = await ctx.db
    .select({ row: subscriptions, email: users.email, tier: loyaltyAccounts.tier })
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.userId))
    .leftJoin(
      loyaltyAccounts,
      and(eq(loyaltyAccounts.userId, subscriptions.userId), eq(loyaltyAccounts.status, "active")),
    )
    .where(eq(subscriptions.id, id));
  if (!found) throw new NotFoundError("This subscription");
  return { ...found, state: { ...found.row, breakdown: toBreakdown(found.row.costBreakdown) } };
}

/** A plan with the breakdown to store, when the price is computed anew. */
export type ServerPlan = { plan: Plan; hash: string; stored: CostBreakdown | null };

/** The plan of a change at `now`. Throws `PreconditionError` when the change is refused, saying why. */
export async function planChange(ctx: Ctx, loaded: Loaded, change: Change, now: Date): Promise<ServerPlan> {
  const refused = refusal(loaded.state.status, change.verb);
  if (refused) throw new PreconditionError(refused);
  const { state } = loaded;
  switch (change.verb) {
    case "pause":
      return withHash(planPause(state, now), null);
    case "resume":
      return withHash(planResume(state, now), null);
    case "cancel_now":
      return withHash(planCancelNow(state, now), null);
    case "cancel_at_period_end":
      return withHash(planCancelAtPeriodEnd(state, now), null);
    case "change_delivery": {
      const price = await priceAnew(ctx, loaded, { deliveryType: change.deliveryType }, now);
      return withHash(planDelivery(state, price, now), price.stored);
    }
    case "swap_variants": {
      const box = composeBox(
        change.variantIds,
        await getVariants(ctx, change.variantIds),
        loaded.row.currency,
      );
      if (box.refused !== undefined) throw new PreconditionError(box.refused);
      const { currency } = loaded.row;
      const variantCosts = box.lines.map(
        (line): VariantCost => ({
          variant_id: line.id,
          variant_name: line.name,
          sku: line.sku,
          base_price: line.basePrice,
          sale_price: line.salePrice,
          current_price: line.price,
          currency,
        }),
      );
      const price = await priceAnew(ctx, loaded, { variantCosts, subtotal: box.subtotal }, now);
      return withHash(planSwap(state, price, now), price.stored);
    }
  }
}

type Repriced = {
  variantCosts?: VariantCost[];
  subtotal?: string;
  deliveryType?: SubscriptionRow["deliveryType"];
};

/** The price under the active version with some of the inputs replaced. Throws `PreconditionError` when there is none. */
async function priceAnew(
  ctx: Ctx,
  { row, tier }: Loaded,
  inputs: Repriced,
  now: Date,
): Promise<NewPrice & { stored: CostBreakdown }> {
  const { id, version, terms } = await getActiveTerms(ctx);
  const { taxPlace, currency } = row;
  const priced = priceSubscription(
    terms,
    {
      variantCosts: inputs.variantCosts ?? row.costBreakdown.variant_costs,
      subtotal: inputs.subtotal ?? row.costBreakdown.subtotal,
      deliveryType: inputs.deliveryType ?? row.deliveryType,
      taxPlace,
      tier,
      currency,
    },
    now,
  );
  if (priced.problem !== null) {
    const { problem } = priced;
    throw new PreconditionError(unpriceableMessage(problem, { taxPlace, currency, version }), {
      problem,
      taxPlace,
      currency,
    });
  }
  return { breakdown: toBreakdown(priced.breakdown), version: { id, version }, stored: priced.breakdown };
}

function withHash(planned: Planned, stored: CostBreakdown | null): ServerPlan {
  if (planned.refused !== undefined) throw new PreconditionError(planned.refused);
  const hash = createHash("sha256").update(JSON.stringify(planned.plan)).digest("hex");
  return { plan: planned.plan, hash, stored };
}
