"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { leavePage } from "@/components/form/leave-guard";
import { navigationFor } from "@/components/shell/navigation";
import { toggleSidebar } from "@/components/shell/sidebar";
import { useLocalSetting } from "@/components/ui/use-local-setting";
import type { Role } from "@/lib/core/permissions";

const ShortcutsSheet = lazy(() => import("@/components/shell/shortcuts-sheet"));

const onOff = ["on", "off"] as const;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role='menu'], [role='dialog']") !== null)
  );
}

/** Focuses the search box of the list on this page, if it has one. */
function focusListSearch(): boolean {
  const box = [...document.querySelectorAll<HTMLInputElement>("[data-list-search]")].find(
    (candidate) => candidate.offsetParent !== null,
  );
  box?.focus();
  return box !== undefined;
}

/** Keys that work everywhere, and the sheet that explains them. Single keys can be switched off (WCAG 2.1.4). */
export function Shortcuts({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const [single, setSingle] = useLocalSetting("single-key-shortcuts", onOff, "on");
  const waiting = useRef(0);
  const router = useRouter();

  useEffect(() => {
    const show = () => setOpen(true);
    window.addEventListener("shell:shortcuts", show);
    return () => window.removeEventListener("shell:shortcuts", show);
  }, []);

  useEffect(() => {
    if (single === "off") return;
    const targets = navigationFor(role).flatMap((section) => section.items);
    function onKeyDown(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const afterG = event.timeStamp - waiting.current < 1200;
      waiting.current = 0;
      if (afterG) {
        const target = targets.find((item) => item.key === event.key);
        if (target) {
          event.preventDefault();
          leavePage(() => router.push(target.href));
          return;
        }
      }
      if (event.key === "g") waiting.current = event.timeStamp;
      if (event.key === "?") setOpen(true);
      if (event.key === "[") toggleSidebar();
      if (event.key === "/" && focusListSearch()) event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [role, router, single]);

  if (!open) return null;
  return (
    <Suspense>
      <ShortcutsSheet
        role={role}
        open
        onOpenChange={setOpen}
        single={single === "on"}
        onSingleChange={(on) => setSingle(on ? "on" : "off")}
      />
    </Suspense>
  );
}
