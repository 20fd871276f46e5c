"use client";

import { CirclePause, CirclePlay, CircleX, Truck } from "lucide-react";
import { useState } from "react";
import {
  type SubscriptionActionProps,
  SubscriptionChangeDialog,
} from "@/components/billing/subscription-change-dialog";
import { SubscriptionSwapDialog } from "@/components/billing/subscription-swap-dialog";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { type DeliveryType, deliveryTypes } from "@/db/enums/billing";
import { deliveryLabel } from "@/lib/billing/cost-history/rules";
import {
  cancelSubscriptionAction,
  changeDeliveryAction,
  pauseSubscriptionAction,
  resumeSubscriptionAction,
} from "@/lib/billing/subscriptions/actions";
import { isAllowed } from "@/lib/billing/subscriptions/rules/state";

/** The actions that the status of a subscription allows, each behind a dialog with its plan. */
export function SubscriptionActions(props: SubscriptionActionProps) {
  const { status } = props.subscription;
  return (
    <>
      {isAllowed(status, "pause") ? <PauseDialog {...props} /> : null}
      {isAllowed(status, "resume") ? <ResumeDialog {...props} /> : null}
      {isAllowed(status, "change_delivery") ? <DeliveryDialog {...props} /> : null}
      {isAllowed(status, "swap_variants") ? <SubscriptionSwapDialog {...props} /> : null}
      {isAllowed(status, "cancel_now") ? <CancelDialog {...props} /> : null}
    </>
  );
}

function PauseDialog(props: SubscriptionActionProps) {
  return (
    <SubscriptionChangeDialog
      {...props}
      trigger={
        <Button>
          <CirclePause aria-hidden />
          Pause
        </Button>
      }
      title="Pause subscription"
      description="Nothing is delivered or billed until it is resumed. The days left of its period are kept."
      confirmLabel="Pause subscription"
      success="The subscription is paused."
      change={{ verb: "pause" }}
      action={pauseSubscriptionAction}
    />
  );
}

function ResumeDialog(props: SubscriptionActionProps) {
  return (
    <SubscriptionChangeDialog
      {...props}
      trigger={
        <Button variant="primary">
          <CirclePlay aria-hidden />
          Resume
        </Button>
      }
      title="Resume subscription"
      description="It goes on where it stopped, with the days that were left."
      confirmLabel="Resume subscription"
      success="The subscription is running again."
      change={{ verb: "resume" }}
      action={resumeSubscriptionAction}
    />
  );
}

function DeliveryDialog(props: SubscriptionActionProps) {
  const { deliveryType } = props.subscription;
  const [chosen, setChosen] = useState<DeliveryType | null>(null);
  const wanted = chosen !== null && chosen !== deliveryType ? chosen : null;
  return (
    <SubscriptionChangeDialog
      {...props}
      trigger={
        <Button>
          <Truck aria-hidden />
          Change delivery
        </Button>
      }
      title="Change delivery"
      description="The price is computed anew by the active pricing version."
      confirmLabel="Change delivery"
      success="The delivery is changed."
      width="max-w-xl"
      change={wanted ? { verb: "change_delivery", deliveryType: wanted } : null}
      action={(input) => changeDeliveryAction({ ...input, deliveryType: wanted ?? deliveryType })}
      nothingChosen="Choose another delivery."
    >
      <RadioGroup
        name="delivery"
        legend="Deliver by"
        className="sm:grid-cols-3"
        value={chosen ?? deliveryType}
        onValueChange={(value) => setChosen(deliveryTypes.find((type) => type === value) ?? null)}
        options={deliveryTypes.map((type) => ({
          value: type,
          label: deliveryLabel(type),
          description: type === deliveryType ? "As now" : undefined,
        }))}
      />
    </SubscriptionChangeDialog>
  );
}

function CancelDialog(props: SubscriptionActionProps) {
  const { status } = props.subscription;
  const mayRunOut = isAllowed(status, "cancel_at_period_end");
  const [chosen, setChosen] = useState<"now" | "period_end">("period_end");
  const when = mayRunOut ? chosen : "now";
  return (
    <SubscriptionChangeDialog
      {...props}
      trigger={
        <Button>
          <CircleX aria-hidden />
          Cancel
        </Button>
      }
      title="Cancel subscription"
      description="A cancelled subscription cannot be brought back; the customer would have to order anew."
      confirmLabel="Cancel subscription"
      dismissLabel="Keep it"
      danger
      phrase={when === "now" ? "cancel now" : undefined}
      success={when === "now" ? "The subscription is cancelled." : "It ends at the end of its period."}
      width="max-w-xl"
      change={{ verb: when === "now" ? "cancel_now" : "cancel_at_period_end" }}
      action={(input) => cancelSubscriptionAction({ ...input, when })}
    >
      {mayRunOut ? (
        <RadioGroup
          name="when"
          legend="When"
          className="sm:grid-cols-2"
          value={when}
          onValueChange={(value) => setChosen(value === "now" ? "now" : "period_end")}
          options={[
            {
              value: "period_end",
              label: "At the end of the period",
              description: "It runs out, nothing is refunded.",
            },
            { value: "now", label: "Now", description: "It ends at once, unused days are refunded." },
          ]}
        />
      ) : null}
    </SubscriptionChangeDialog>
  );
}
