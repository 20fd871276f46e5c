"use client";

import { cloneElement, type KeyboardEvent, type ReactElement, useState } from "react";

export type Trigger = ReactElement<Record<string, unknown>>;

export type OverlayState = {
  /** Given when the owner holds the state. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/**
 * Whether an overlay is open, and whether it has ever been: before that neither its code nor its elements exist on the
 * page.
 */
export function useOverlay({ open, onOpenChange }: OverlayState) {
  const [own, setOwn] = useState(false);
  const isOpen = open ?? own;
  const [used, setUsed] = useState(isOpen);
  if (isOpen && !used) setUsed(true);
  function setOpen(next: boolean) {
    setOwn(next);
    onOpenChange?.(next);
  }
  return { isOpen, used, setOpen };
}

type LazyTriggerProps = {
  trigger: Trigger;
  popup: "menu" | "dialog";
  /** Fetches the code; called when somebody is about to press. */
  load: () => Promise<unknown>;
  onOpen: () => void;
};

/** The button of an overlay whose code is not here yet: it looks and answers the same. */
export function LazyTrigger({ trigger, popup, load, onOpen }: LazyTriggerProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (popup !== "menu" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    onOpen();
  }
  return cloneElement(trigger, {
    "aria-haspopup": popup,
    "aria-expanded": false,
    onPointerEnter: load,
    onFocus: load,
    onKeyDown,
    onClick: onOpen,
  });
}
