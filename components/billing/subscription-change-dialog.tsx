"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { SubscriptionPlanView } from "@/components/billing/subscription-plan-view";
import { usePreview } from "@/components/billing/subscription-preview";
import type { ServerAction } from "@/components/form/run-action";
import { failureText, useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Trigger } from "@/components/ui/lazy-overlay";
import { Skeleton } from "@/components/ui/skeleton";
import type { SubscriptionStatus } from "@/db/enums/billing";
import { SUBSCRIPTION_STATUS_LABELS } from "@/lib/billing/subscriptions/labels";
import type { ChangePreview } from "@/lib/billing/subscriptions/rules/plans";
import type { Change, Commit, SubscriptionDetail } from "@/lib/billing/subscriptions/schema";
import type { ActionFailure } from "@/lib/core/action-result";
import { formatMoney } from "@/lib/core/money";

/** What every action on a subscription is given. */
export type SubscriptionActionProps = { subscription: SubscriptionDetail; zone: string };

type ChangeDialogProps = SubscriptionActionProps & {
  trigger: Trigger;
  title: string;
  description: string;
  confirmLabel: string;
  dismissLabel?: string;
  danger?: boolean;
  /** What must be typed before it can be confirmed. */
  phrase?: string;
  success: string;
  width?: "max-w-md" | "max-w-xl" | "max-w-3xl";
  /** What is asked for now; null while nothing is chosen. */
  change: Change | null;
  action: ServerAction<Commit, unknown>;
  /** Said when it is confirmed while nothing is chosen. */
  nothingChosen?: string;
  /** The choice, above the plan. */
  children?: ReactNode;
};

/**
 * The dialog of every action on a subscription: choice, the plan from the server, reason, confirmation of exactly that
 * plan. A plan that moved is shown anew, a conflict with both states.
 */
export function SubscriptionChangeDialog(props: ChangeDialogProps) {
  const { subscription, zone, change, action, success, nothingChosen, children, ...dialog } = props;
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<"moved" | "nothing chosen" | null>(null);
  const router = useRouter();
  // The version of a row that is known to be outdated, until the page has brought the new one.
  const [outdated, setOutdated] = useState<number | null>(null);
  const { id, rowVersion } = subscription;
  const looking = outdated === rowVersion;
  const asked = usePreview(id, rowVersion, open && !looking ? change : null);
  const waiting = asked.loading || (open && looking);
  const commit = useAction(action, {
    success,
    onSuccess: () => setOpen(false),
    onFailure: (failure) => {
      const preview = previewOf(failure);
      if (preview) {
        asked.replace(preview);
        setProblem("moved");
      }
      return true;
    },
  });
  const { failure } = commit;
  const conflict = failure?.code === "conflict" ? failure : null;
  const other = failure && !conflict && problem !== "moved" ? failureText(failure) : undefined;

  function confirm(reason: string) {
    setProblem(asked.preview || asked.failure ? null : "nothing chosen");
    if (asked.preview) commit.run({ id, rowVersion, planHash: asked.preview.hash, reason });
  }

  return (
    <ConfirmDialog
      {...dialog}
      reason
      open={open}
      onOpenChange={(next) => {
        commit.clearFailure();
        setProblem(null);
        setOpen(next);
      }}
      pending={commit.pending || waiting}
      error={problem === "nothing chosen" ? nothingChosen : other}
      onConfirm={confirm}
    >
      {children}
      {problem === "moved" && failure ? <Callout tone="warning" live title={failure.message} /> : null}
      {conflict ? (
        <Conflict
          subscription={subscription}
          failure={conflict}
          onLook={() => {
            commit.clearFailure();
            setOutdated(rowVersion);
            router.refresh();
          }}
        />
      ) : null}
      {waiting ? <PlanSkeleton /> : null}
      {asked.failure ? <Callout tone="error" live title={failureText(asked.failure)} /> : null}
      {asked.preview ? <SubscriptionPlanView preview={asked.preview} zone={zone} /> : null}
    </ConfirmDialog>
  );
}

function PlanSkeleton() {
  return (
    <div role="status" className="grid gap-2">
      <span className="sr-only">Working out what would happen</span>
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-5 w-3/4" />
    </div>
  );
}

/** The new plan that a refusal brings along. */
function previewOf({ details }: ActionFailure): ChangePreview | null {
  const preview = details?.preview;
  const fits = typeof preview === "object" && preview !== null && "plan" in preview && "hash" in preview;
  return fits ? (preview as ChangePreview) : null;
}

type ConflictProps = { subscription: SubscriptionDetail; failure: ActionFailure; onLook: () => void };

/** The state that was looked at beside the one that is stored now. */
function Conflict({ subscription, failure, onLook }: ConflictProps) {
  const current = failure.details?.current;
  const stored = typeof current === "object" && current !== null ? { ...current } : {};
  return (
    <Callout
      tone="warning"
      live
      title={failure.message}
      actions={
        <Button size="sm" onClick={onLook}>
          Look at it again
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4">
        <dt className="text-ink-muted">When you looked</dt>
        <dd>{stateText(subscription)}</dd>
        <dt className="text-ink-muted">Now</dt>
        <dd>{stateText(stored)}</dd>
      </dl>
    </Callout>
  );
}

function stateText(state: { status?: unknown; price?: unknown; currency?: unknown }): string {
  const status = SUBSCRIPTION_STATUS_LABELS[state.status as SubscriptionStatus] ?? "Unknown status";
  const { price, currency } = state;
  const known = typeof price === "string" && typeof currency === "string";
  return known ? `${status}, ${formatMoney(price, currency)}` : status;
}
