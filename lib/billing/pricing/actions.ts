"use server";

import { createDraft } from "@/lib/billing/pricing/commands/draft";
import { previewPricing } from "@/lib/billing/pricing/commands/preview";
import { publishPricing, schedulePricing } from "@/lib/billing/pricing/commands/publish";
import { withdrawPricing } from "@/lib/billing/pricing/commands/withdraw";
import {
  CreateDraftInput,
  PreviewInput,
  PublishInput,
  ScheduleInput,
  WithdrawInput,
} from "@/lib/billing/pricing/schema";
import { defineAction } from "@/lib/core/action";

const revalidate = ["/", "/billing/pricing", "/billing/pricing/[id]", "/billing/pricing/[id]/impact"];

export const createPricingDraftAction = defineAction({
  name: "pricing.create_draft",
  permission: "billing.pricing.draft",
  input: CreateDraftInput,
  run: createDraft,
  revalidate,
});

export const withdrawPricingAction = defineAction({
  name: "pricing.withdraw",
  permission: "billing.pricing.draft",
  input: WithdrawInput,
  run: withdrawPricing,
  revalidate,
});

export const previewPricingAction = defineAction({
  name: "pricing.preview",
  permission: "billing.pricing.preview",
  input: PreviewInput,
  run: async (ctx, input) => ({ id: (await previewPricing(ctx, input)).id }),
  revalidate,
});

export const publishPricingAction = defineAction({
  name: "pricing.publish",
  permission: "billing.pricing.publish",
  input: PublishInput,
  run: publishPricing,
  revalidate: [...revalidate, "/billing/subscriptions", "/billing/cost-history"],
});

export const schedulePricingAction = defineAction({
  name: "pricing.schedule",
  permission: "billing.pricing.publish",
  input: ScheduleInput,
  run: schedulePricing,
  revalidate,
});
