"use client";

import { lazy, Suspense } from "react";
import { LazyTrigger, useOverlay } from "@/components/ui/lazy-overlay";
import type { PopoverProps } from "@/components/ui/overlay-props";

const load = () => import("@/components/ui/popover-popup");
const PopoverPopup = lazy(load);

/** A box beside its trigger for a few controls or an explanation. Escape and a press outside close it. */
export function Popover({ open, onOpenChange, align = "start", side = "bottom", ...rest }: PopoverProps) {
  const { isOpen, used, setOpen } = useOverlay({ open, onOpenChange });
  const button = (
    <LazyTrigger trigger={rest.trigger} popup="dialog" load={load} onOpen={() => setOpen(true)} />
  );
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <PopoverPopup {...rest} open={isOpen} onOpenChange={setOpen} align={align} side={side} />
    </Suspense>
  );
}
