import { z } from "zod";
import {
  type BillingCycle,
  type DeliveryType,
  deliveryTypes,
  type LoyaltyTier,
  type PlanId,
  type SubscriptionStatus,
} from "@/db/enums/billing";
import type { Breakdown } from "@/lib/billing/cost-history/schema";

const MAX_VARIANTS = 50;
/** Rows one bulk change may touch. */
export const MAX_BULK = 500;

const Id = z.guid("This is not an id.");
const Reason = z
  .string()
  .trim()
  .min(3, "Say why, in a few words.")
  .max(500, "Keep the reason under 500 characters.");

const VariantIds = z
  .array(Id)
  .min(1, "Choose at least one variant.")
  .max(MAX_VARIANTS, `Choose at most ${MAX_VARIANTS} variants.`)
  .refine((ids) => new Set(ids).size === ids.length, "Choose each variant once.");

/** A change somebody asks for, told apart by its verb. Amounts never come from the browser. */
export const Change = z.discriminatedUnion("verb", [
  z.object({ verb: z.literal("pause") }),
  z.object({ verb: z.literal("resume") }),
  z.object({ verb: z.literal("cancel_now") }),
  z.object({ verb: z.literal("cancel_at_period_end") }),
  z.object({ verb: z.literal("change_delivery"), deliveryType: z.enum(deliveryTypes) }),
  z.object({
    verb: z.literal("swap_variants"),
    variantIds: VariantIds,
  }),
]);
export type Change = z.output<typeof Change>;
export type Verb = Change["verb"];

export const PreviewInput = z.object({ id: Id, change: Change });
export type PreviewInput = z.output<typeof PreviewInput>;

export const Commit = z.object({
  id: Id,
  /** The version of the row that was looked at: without it nothing is changed. */
  rowVersion: z.int().min(1),
  /** The plan that was looked at. */
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  reason: Reason,
});
export type Commit = z.output<typeof Commit>;

export const CancelInput = Commit.extend({ when: z.enum(["now", "period_end"]) });
export type CancelInput = z.output<typeof CancelInput>;
export const DeliveryInput = Commit.extend({ deliveryType: z.enum(deliveryTypes) });
export type DeliveryInput = z.output<typeof DeliveryInput>;
export const SwapInput = Commit.extend({ variantIds: VariantIds });
export type SwapInput = z.output<typeof SwapInput>;

/** Rows named one by one, or all that match the query of a list except some; evaluated again on the server. */
const Selection = z.union([
  z.object({
    ids: z
      .array(Id)
      .min(1, "Choose at least one subscription.")
      .max(MAX_BULK, `Choose at most ${MAX_BULK} at a time.`),
  }),
  z.object({ query: z.string().max(4000), excluded: z.array(Id).max(MAX_BULK) }),
]);
export const BulkPauseInput = z.object({ selection: Selection, reason: Reason });
export type BulkPauseInput = z.output<typeof BulkPauseInput>;

/** How one row of a bulk change ended; `detail` says why it was skipped or failed. */
export type BulkOutcome = {
  id: string;
  customer: string | null;
  outcome: "done" | "skipped" | "failed";
  detail: string | null;
};

export const VariantSearch = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  text: z.string().trim().max(100),
});
export type VariantSearch = z.output<typeof VariantSearch>;

/** A variant that can be put into a box. `price` is the sale price, else the base price. */
export type VariantOption = {
  id: string;
  productName: string;
  name: string;
  sku: string;
  basePrice: string;
  salePrice: string | null;
  price: string;
  currency: string;
  isActive: boolean;
};

/** A row of the list. Amounts are decimal strings, instants ISO. */
export type SubscriptionListRow = {
  id: string;
  customer: { id: string; name: string; email: string };
  planId: PlanId;
  status: SubscriptionStatus;
  price: string;
  currency: string;
  billingCycle: BillingCycle;
  deliveryType: DeliveryType;
  taxPlace: string | null;
  createdAt: string;
  nextBillingDate: string | null;
  currentPeriodEnd: string | null;
};

/** Everything the page of one subscription shows. */
export type SubscriptionDetail = SubscriptionListRow & {
  rowVersion: number;
  /** Of the customer's active loyalty account; null without one. */
  tier: LoyaltyTier | null;
  autoRenew: boolean;
  breakdown: Breakdown;
  variantIds: string[];
  /** The pricing version the price was computed by; the id is null when no such version is stored. */
  pricingVersion: { id: string | null; version: string };
  deliveryAddress: {
    line1: string;
    city: string;
    region: string | null;
    postalCode: string;
    country: string;
  } | null;
  loyaltyPointsEarned: number;
  currentPeriodStart: string | null;
  cancelledAt: string | null;
  updatedAt: string;
  pause: {
    at: string | null;
    reason: string | null;
    fromStatus: SubscriptionStatus | null;
    remainingDays: number;
  } | null;
};
