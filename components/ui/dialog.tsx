"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { modalBoxClass, modalViewportClass } from "@/components/ui/modal-class";
import { backdropClass } from "@/components/ui/overlay-class";

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl", xl: "max-w-5xl" };

type DialogProps = {
  /** The button that opens it; leave it out when `open` is controlled. */
  trigger?: ReactElement<Record<string, unknown>>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  width?: keyof typeof widths;
  /** Buttons at the bottom right; wrap a plain closing button in `DialogClose`. */
  footer?: ReactNode;
  /** True while leaving would lose work: a press outside does not close it. */
  keepOpen?: boolean;
  children?: ReactNode;
};

/** A modal window. Focus is trapped inside, Escape closes it, focus returns to the trigger. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  width = "sm",
  ...rest
}: DialogProps) {
  const { footer, keepOpen, children } = rest;
  return (
    <Base.Root
      open={open}
      onOpenChange={onOpenChange ? (next) => onOpenChange(next) : undefined}
      disablePointerDismissal={keepOpen}
    >
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Viewport className={modalViewportClass}>
          <Base.Popup className={cn(modalBoxClass, widths[width])}>
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
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Makes a button inside a dialog close it. */
export function DialogClose({ children }: { children: ReactElement<Record<string, unknown>> }) {
  return <Base.Close render={children} />;
}
