"use client";

import { type RefObject, useEffect } from "react";

const interactive = "a, button, input, select, textarea, label, summary, [role='menuitem']";

/**
 * Lets a press anywhere on a row follow the row's link (its first cell). Keyboard and screen readers use the link itself;
 * held keys (new tab) pass through, and selecting text is not a press.
 */
export function useRowLinks(ref: RefObject<HTMLTableSectionElement | null>) {
  useEffect(() => {
    const body = ref.current;
    if (!body) return;
    function onClick(event: MouseEvent) {
      const target = event.target;
      if (!(target instanceof Element) || target.closest(interactive)) return;
      if (window.getSelection()?.type === "Range") return;
      const link = target.closest("tr")?.querySelector<HTMLAnchorElement>("a[data-row-link]");
      link?.dispatchEvent(
        new MouseEvent("click", {
          bubbles: true,
          cancelable: true,
          ctrlKey: event.ctrlKey,
          metaKey: event.metaKey,
          shiftKey: event.shiftKey,
        }),
      );
    }
    body.addEventListener("click", onClick);
    return () => body.removeEventListener("click", onClick);
  }, [ref]);
}
