"use client";

import { type ReactNode, useState } from "react";
import { PricingMoved } from "@/components/billing/pricing-moved";
import { PricingPlanBrief, PricingScheduleField } from "@/components/billing/pricing-plan-brief";
import { failureText, useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { publishPricingAction, schedulePricingAction } from "@/lib/billing/pricing/actions";
import type { PlanDifference, Preview } from "@/lib/billing/pricing/impact/schema";
import type { PricingVersion } from "@/lib/billing/pricing/schema";
import { formatInstant } from "@/lib/core/clock";
import { groupDigits } from "@/lib/core/money";

type PricingPublishProps = {
  version: PricingVersion;
  preview: Preview;
  zone: string;
  /** What stands beside the buttons, such as the form of a fresh preview. */
  children?: ReactNode;
};

/** Publishes or schedules exactly the plan on the screen; a base that moved meanwhile is shown instead. */
export function PricingPublish({ version, preview, zone, children }: PricingPublishProps) {
  const [open, setOpen] = useState<"publish" | "schedule" | null>(null);
  const [leave, setLeave] = useState(false);
  const [at, setAt] = useState(
    version.effectiveAt ? formatInstant(version.effectiveAt, zone).replace(" ", "T") : "",
  );
  const [moved, setMoved] = useState<{ id: string; difference: PlanDifference } | null>(null);
  const publish = useAction(publishPricingAction, {
    success: (done) =>
      `Version ${done.version} is active: ${groupDigits(String(done.repriced))} prices changed`,
    onSuccess: () => setOpen(null),
    onFailure: (failure) => {
      const difference = failure.details?.difference;
      if (!difference) return true;
      setMoved({ id: preview.id, difference: difference as PlanDifference });
      setOpen(null);
      return true;
    },
  });
  const schedule = useAction(schedulePricingAction, {
    success: (done) => `Version ${done.version} becomes active at ${formatInstant(done.effectiveAt, zone)}`,
    onSuccess: () => setOpen(null),
    onFailure: () => true,
  });
  const input = {
    configId: version.id,
    rowVersion: version.rowVersion,
    previewId: preview.id,
    fingerprint: preview.fingerprint,
    leaveUnpriceable: leave,
  };
  const toggle = (step: "publish" | "schedule") => (next: boolean) => {
    publish.clearFailure();
    schedule.clearFailure();
    setOpen(next ? step : null);
  };
  const brief = <PricingPlanBrief summary={preview.summary} leave={leave} onLeave={setLeave} />;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3 rounded-lg border bg-surface px-4 py-3 shadow-card">
        {children}
        <div className="flex flex-wrap gap-2">
          <ConfirmDialog
            trigger={<Button>Schedule</Button>}
            open={open === "schedule"}
            onOpenChange={toggle("schedule")}
            title={`Schedule version ${version.version}`}
            description="It is computed anew at that instant, on the subscriptions of that day. Until then it can be withdrawn."
            confirmLabel="Schedule"
            phrase={version.version}
            pending={schedule.pending}
            error={schedule.failure ? failureText(schedule.failure) : undefined}
            onConfirm={() => schedule.run({ ...input, effectiveAt: at })}
            width="max-w-xl"
          >
            <PricingScheduleField value={at} onChange={setAt} zone={zone} />
            {brief}
          </ConfirmDialog>
          <ConfirmDialog
            trigger={<Button variant="primary">Publish now</Button>}
            open={open === "publish"}
            onOpenChange={toggle("publish")}
            title={`Publish version ${version.version} now`}
            description="Every price below changes at once, with an entry in the cost history. This cannot be undone; only a further version changes prices again."
            confirmLabel="Publish"
            phrase={version.version}
            pending={publish.pending}
            error={publish.failure ? failureText(publish.failure) : undefined}
            onConfirm={() => publish.run(input)}
            width="max-w-xl"
          >
            {brief}
          </ConfirmDialog>
        </div>
      </div>
      {moved && moved.id === preview.id ? (
        <PricingMoved configId={version.id} limit={preview.limitPercent} difference={moved.difference} />
      ) : null}
    </>
  );
}
