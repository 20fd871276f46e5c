"use server";

import { bulkPause } from "@/lib/billing/subscriptions/commands/bulk-pause";
import {
  cancelSubscription,
  changeDelivery,
  pauseSubscription,
  previewChange,
  resumeSubscription,
  swapVariants,
} from "@/lib/billing/subscriptions/commands/change";
import { searchVariants } from "@/lib/billing/subscriptions/queries/detail";
import {
  BulkPauseInput,
  CancelInput,
  Commit,
  DeliveryInput,
  PreviewInput,
  SwapInput,
  VariantSearch,
} from "@/lib/billing/subscriptions/schema";
import { defineAction } from "@/lib/core/action";

const permission = "billing.subscriptions.change";
const revalidate = ["/billing/subscriptions", "/billing/subscriptions/[id]", "/billing/cost-history"];

export const previewChangeAction = defineAction({
  name: "subscription.preview",
  permission,
  input: PreviewInput,
  run: previewChange,
});

export const pauseSubscriptionAction = defineAction({
  name: "subscription.pause",
  permission,
  input: Commit,
  run: pauseSubscription,
  revalidate,
});

export const resumeSubscriptionAction = defineAction({
  name: "subscription.resume",
  permission,
  input: Commit,
  run: resumeSubscription,
  revalidate,
});

export const cancelSubscriptionAction = defineAction({
  name: "subscription.cancel",
  permission,
  input: CancelInput,
  run: cancelSubscription,
  revalidate,
});

export const changeDeliveryAction = defineAction({
  name: "subscription.change_delivery",
  permission,
  input: DeliveryInput,
  run: changeDelivery,
  revalidate,
});

export const swapVariantsAction = defineAction({
  name: "subscription.swap_variants",
  permission,
  input: SwapInput,
  run: swapVariants,
  revalidate,
});

export const bulkPauseAction = defineAction({
  name: "subscription.bulk_pause",
  permission,
  input: BulkPauseInput,
  run: bulkPause,
  revalidate,
});

export const searchVariantsAction = defineAction({
  name: "subscription.search_variants",
  permission,
  input: VariantSearch,
  run: searchVariants,
});
