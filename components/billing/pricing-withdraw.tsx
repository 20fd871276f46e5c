"use client";

import { ActionDialog } from "@/components/form/action-dialog";
import { Button } from "@/components/ui/button";
import { withdrawPricingAction } from "@/lib/billing/pricing/actions";
import type { PricingVersion } from "@/lib/billing/pricing/schema";

/** Takes a draft or scheduled version back. */
export function PricingWithdraw({ version }: { version: PricingVersion }) {
  const { id: configId, rowVersion, status } = version;
  return (
    <ActionDialog
      trigger={<Button>Withdraw</Button>}
      title={`Withdraw version ${version.version}?`}
      description={
        status === "scheduled"
          ? "It will not become active. Its values stay in the list, and can be duplicated."
          : "It can no longer be published. Its values stay in the list, and can be duplicated."
      }
      confirmLabel="Withdraw"
      danger
      reason
      action={withdrawPricingAction}
      input={(reason) => ({ configId, rowVersion, reason })}
      success={`Version ${version.version} withdrawn`}
    />
  );
}
