"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { LazyTrigger, type Trigger, useOverlay } from "@/components/ui/lazy-overlay";

const load = () => import("@/components/ui/confirm-popup");
const ConfirmPopup = lazy(load);

export type ConfirmDialogProps = {
  trigger?: Trigger;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, in a sentence. */
  description: ReactNode;
  /** The verb on the button, such as "Cancel subscription". */
  confirmLabel: string;
  /** The other button, where "Cancel" could be misread. */
  dismissLabel?: string;
  /** Red button: the action destroys something or takes money. */
  danger?: boolean;
  /** Words that must be typed before it can be confirmed, for what cannot be undone. */
  phrase?: string;
  /** Asks for a reason of at least three characters, which the audit log keeps. */
  reason?: boolean;
  pending?: boolean;
  error?: string;
  width?: "max-w-md" | "max-w-xl" | "max-w-3xl";
  onConfirm: (reason: string) => void;
  /** The preview: what exactly changes. */
  children?: ReactNode;
};

/** Asks before something happens: preview, reason, typed confirmation where it cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, open, onOpenChange } = props;
  const { used } = useOverlay({ open });
  const button = trigger ? (
    <LazyTrigger trigger={trigger} popup="dialog" load={load} onOpen={() => onOpenChange(true)} />
  ) : null;
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <ConfirmPopup {...props} />
    </Suspense>
  );
}
