"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

type TooltipProps = {
  /** What the pointer or the keyboard rests on; its own accessible name must not depend on the tip. */
  children: ReactElement<Record<string, unknown>>;
  tip: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
};

/** A short extra for pointer and keyboard users; touch users do not see it, so it never carries what must be known. */
export function Tooltip({ children, tip, side = "top" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className="max-w-64 rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-pop transition-opacity duration-100 data-starting-style:opacity-0 data-ending-style:opacity-0 data-instant:transition-none">
            {tip}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
