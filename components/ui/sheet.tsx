"use client";

import { lazy, Suspense } from "react";
import { LazyTrigger, useOverlay } from "@/components/ui/lazy-overlay";
import type { SheetProps } from "@/components/ui/overlay-props";

const load = () => import("@/components/ui/sheet-popup");
const SheetPopup = lazy(load);

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
