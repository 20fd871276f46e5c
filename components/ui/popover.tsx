"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { LazyTrigger, type OverlayState, type Trigger, useOverlay } from "@/components/ui/lazy-overlay";

const load = () => import("@/components/ui/popover-popup");
const PopoverPopup = lazy(load);

type PopoverProps = OverlayState & {
  trigger: Trigger;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  /** Accessible name of the box. */
  label: string;
  className?: string;
  children: ReactNode;
};

export type PopoverPopupProps = PopoverProps & { open: boolean; onOpenChange: (open: boolean) => void };

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
