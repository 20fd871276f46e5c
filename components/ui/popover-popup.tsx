"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { cn } from "@/components/ui/cn";
import type { Controlled, PopoverProps } from "@/components/ui/overlay-props";

/** The part of `Popover` that needs the library; fetched when one is about to open. */
export default function PopoverPopup({
  trigger,
  open,
  onOpenChange,
  align,
  side,
  ...rest
}: PopoverProps & Controlled) {
  const { label, className, children } = rest;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} side={side} collisionPadding={8} className="z-50">
          <Base.Popup aria-label={label} className={cn("popup popover", className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
