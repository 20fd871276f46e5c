"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { DialogParts } from "@/components/ui/overlay-parts";
import type { Controlled, DialogProps } from "@/components/ui/overlay-props";

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl", xl: "max-w-5xl" };

/** The part of `Dialog` that needs the library; fetched when one is about to open. */
export default function DialogPopup({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  ...rest
}: DialogProps & Controlled) {
  const { width = "sm", footer, keepOpen, children } = rest;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} disablePointerDismissal={keepOpen}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Viewport className="modal-view">
          <Base.Popup className={cn("modal-box", widths[width])}>
            <DialogParts value={Base}>
              <header className="flex items-start gap-4 px-5 pt-4 pb-3">
                <div className="grid flex-1 gap-1">
                  <Base.Title className="font-semibold text-lg">{title}</Base.Title>
                  {description ? (
                    <Base.Description className="text-ink-muted text-sm">{description}</Base.Description>
                  ) : null}
                </div>
                <Base.Close aria-label="Close" className={buttonClass("ghost", "icon-sm", "-mr-1.5")}>
                  <X aria-hidden />
                </Base.Close>
              </header>
              {children ? (
                <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
              ) : null}
              {footer ? (
                <footer className="flex flex-wrap justify-end gap-2 border-t bg-sunken px-5 py-3 sm:rounded-b-xl">
                  {footer}
                </footer>
              ) : null}
            </DialogParts>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
