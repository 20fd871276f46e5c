"use client";

import { ArrowLeftRight } from "lucide-react";
import { useState } from "react";
import {
  type SubscriptionActionProps,
  SubscriptionChangeDialog,
} from "@/components/billing/subscription-change-dialog";
import {
  type PickedVariant,
  SubscriptionVariantPicker,
} from "@/components/billing/subscription-variant-picker";
import { Button } from "@/components/ui/button";
import { swapVariantsAction } from "@/lib/billing/subscriptions/actions";

/** Puts other variants into the box; the new price is shown while they are chosen. */
export function SubscriptionSwapDialog(props: SubscriptionActionProps) {
  const { breakdown, variantIds, currency } = props.subscription;
  const now: PickedVariant[] = breakdown.variants;
  const [picked, setPicked] = useState<PickedVariant[] | null>(null);
  const box = picked ?? now;
  const ids = box.map((variant) => variant.id);
  const same = ids.length === variantIds.length && ids.every((id) => variantIds.includes(id));
  return (
    <SubscriptionChangeDialog
      {...props}
      trigger={
        <Button>
          <ArrowLeftRight aria-hidden />
          Swap variants
        </Button>
      }
      title="Swap variants"
      description="The price is computed anew from today's prices, by the active pricing version."
      confirmLabel="Swap variants"
      success="The box holds other variants now."
      width="max-w-3xl"
      change={same || ids.length === 0 ? null : { verb: "swap_variants", variantIds: ids }}
      action={(input) => swapVariantsAction({ ...input, variantIds: ids })}
      nothingChosen={ids.length === 0 ? "Choose at least one variant." : "Choose other variants first."}
    >
      <SubscriptionVariantPicker currency={currency} picked={box} before={now} onPick={setPicked} />
    </SubscriptionChangeDialog>
  );
}
