"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type Ask = (proceed: () => void) => void;

let guard: Ask | null = null;

/** Does what leads away from the page, after asking if a form has changes that are not saved. */
export function leavePage(proceed: () => void) {
  if (guard) guard(proceed);
  else proceed();
}

function linkToLeaveBy(event: MouseEvent): HTMLAnchorElement | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target === "_blank" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  const samePage = url.pathname === window.location.pathname && url.search === window.location.search;
  return url.origin === window.location.origin && !samePage ? link : null;
}

/**
 * Keeps changes from being lost: closing or reloading the tab makes the browser ask, links and `leavePage` open a
 * dialog. Browser back cannot be held; the page keeps its state for the way forward.
 */
export function LeaveGuard({ active }: { active: boolean }) {
  const [proceed, setProceed] = useState<(() => void) | null>(null);
  const router = useRouter();

  useEffect(() => {
    if (!active) return;
    const ask: Ask = (next) => setProceed(() => next);
    function onBeforeUnload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    function onClick(event: MouseEvent) {
      const link = linkToLeaveBy(event);
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      const { pathname, search, hash } = new URL(link.href);
      ask(() => router.push(`${pathname}${search}${hash}`));
    }
    guard = ask;
    window.addEventListener("beforeunload", onBeforeUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      guard = null;
      window.removeEventListener("beforeunload", onBeforeUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [active, router]);

  return (
    <ConfirmDialog
      open={proceed !== null}
      onOpenChange={(open) => (open ? undefined : setProceed(null))}
      title="Leave without saving?"
      description="What you changed on this page is not saved yet."
      confirmLabel="Leave"
      danger
      onConfirm={() => {
        setProceed(null);
        proceed?.();
      }}
    />
  );
}
