"use client";

import { lazy, Suspense, use } from "react";
import { LazyTrigger, type Trigger, useOverlay } from "@/components/ui/lazy-overlay";
import { DialogParts } from "@/components/ui/overlay-parts";
import type { DialogProps } from "@/components/ui/overlay-props";

const load = () => import("@/components/ui/dialog-popup");
const DialogPopup = lazy(load);

/** A modal window. Focus is trapped inside, Escape closes it, focus returns to the trigger. */
export function Dialog({ open, onOpenChange, ...rest }: DialogProps) {
  const { isOpen, used, setOpen } = useOverlay({ open, onOpenChange });
  const { trigger } = rest;
  const button = trigger ? (
    <LazyTrigger trigger={trigger} popup="dialog" load={load} onOpen={() => setOpen(true)} />
  ) : null;
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <DialogPopup {...rest} open={isOpen} onOpenChange={setOpen} />
    </Suspense>
  );
}

/** Makes a button inside a dialog close it. */
export function DialogClose({ children }: { children: Trigger }) {
  const Base = use(DialogParts);
  if (!Base) throw new Error("DialogClose stands inside a Dialog.");
  return <Base.Close render={children} />;
}
