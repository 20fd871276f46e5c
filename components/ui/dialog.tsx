"use client";

import type { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { createContext, lazy, type ReactNode, Suspense, use } from "react";
import { LazyTrigger, type OverlayState, type Trigger, useOverlay } from "@/components/ui/lazy-overlay";

const load = () => import("@/components/ui/dialog-popup");
const DialogPopup = lazy(load);

/** The library's parts, there while a dialog is open. */
export const DialogParts = createContext<typeof BaseDialog | null>(null);

type DialogProps = OverlayState & {
  /** The button that opens it; leave it out when `open` is controlled. */
  trigger?: Trigger;
  title: ReactNode;
  description?: ReactNode;
  width?: "sm" | "md" | "lg" | "xl";
  /** Buttons at the bottom right; wrap a plain closing button in `DialogClose`. */
  footer?: ReactNode;
  /** True while leaving would lose work: a press outside does not close it. */
  keepOpen?: boolean;
  children?: ReactNode;
};

export type DialogPopupProps = DialogProps & { open: boolean; onOpenChange: (open: boolean) => void };

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
