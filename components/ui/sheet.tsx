"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { LazyTrigger, type OverlayState, type Trigger, useOverlay } from "@/components/ui/lazy-overlay";

const load = () => import("@/components/ui/sheet-popup");
const SheetPopup = lazy(load);

type SheetProps = OverlayState & {
  trigger?: Trigger;
  title: ReactNode;
  description?: ReactNode;
  /** Hides the visible heading (the title stays for screen readers), for sheets that bring their own. */
  bare?: boolean;
  side?: "left" | "right";
  width?: string;
  footer?: ReactNode;
  children: ReactNode;
};

export type SheetPopupProps = SheetProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** A drawer from the side: details beside a list, navigation on a phone. Modal like `Dialog`. */
export function Sheet({ open, onOpenChange, ...rest }: SheetProps) {
  const { isOpen, used, setOpen } = useOverlay({ open, onOpenChange });
  const { trigger } = rest;
  const button = trigger ? (
    <LazyTrigger trigger={trigger} popup="dialog" load={load} onOpen={() => setOpen(true)} />
  ) : null;
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <SheetPopup {...rest} open={isOpen} onOpenChange={setOpen} />
    </Suspense>
  );
}
