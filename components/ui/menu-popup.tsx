"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { cn } from "@/components/ui/cn";
import { MenuParts } from "@/components/ui/overlay-parts";
import type { Controlled, MenuProps } from "@/components/ui/overlay-props";

/** The part of `Menu` that needs the library; fetched when a menu is about to open. */
export default function MenuPopup({
  trigger,
  open,
  onOpenChange,
  align,
  side,
  className,
  children,
}: MenuProps & Controlled) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} side={side} collisionPadding={8} className="z-50">
          <Base.Popup
            className={cn(
              "popup thin-scroll max-h-(--available-height) min-w-48 overflow-y-auto p-1",
              className,
            )}
          >
            <MenuParts value={Base}>{children}</MenuParts>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
