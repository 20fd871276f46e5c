"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import type { Controlled, SheetProps } from "@/components/ui/overlay-props";

/** The part of `Sheet` that needs the library; fetched when one is about to open. */
export default function SheetPopup({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  ...rest
}: SheetProps & Controlled) {
  const { side = "right", bare, width = "max-w-lg", footer, children } = rest;
  const close = (
    <Base.Close
      aria-label="Close"
      className={buttonClass("ghost", "icon-sm", bare ? "absolute top-3 right-3" : "-mr-1.5")}
    >
      <X aria-hidden />
    </Base.Close>
  );
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={cn(
            "fixed inset-y-0 z-50 flex w-[calc(100vw-2.5rem)] flex-col bg-raised shadow-modal outline-none transition-[translate,opacity] duration-200 ease-out",
            "data-starting-style:opacity-0 data-ending-style:opacity-0",
            side === "right"
              ? "right-0 data-starting-style:translate-x-8 data-ending-style:translate-x-8"
              : "left-0 data-starting-style:-translate-x-8 data-ending-style:-translate-x-8",
            width,
          )}
        >
          {bare ? (
            <>
              <Base.Title className="sr-only">{title}</Base.Title>
              {close}
            </>
          ) : (
            <header className="flex items-start gap-4 border-b px-5 py-4">
              <div className="grid flex-1 gap-1">
                <Base.Title className="font-semibold text-lg">{title}</Base.Title>
                {description ? (
                  <Base.Description className="text-ink-muted text-sm">{description}</Base.Description>
                ) : null}
              </div>
              {close}
            </header>
          )}
          <div className={cn("thin-scroll min-h-0 flex-1 overflow-y-auto", !bare && "p-5")}>{children}</div>
          {footer ? (
            <footer className="flex justify-end gap-2 border-t bg-sunken px-5 py-3">{footer}</footer>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
