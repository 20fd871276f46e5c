"use client";

import { lazy, Suspense } from "react";
import { LazyTrigger, useOverlay } from "@/components/ui/lazy-overlay";
import type { ConfirmDialogProps } from "@/components/ui/overlay-props";

const load = () => import("@/components/ui/confirm-popup");
const ConfirmPopup = lazy(load);

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
