"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { leavePage } from "@/components/form/leave-guard";
import { navigationFor } from "@/components/shell/navigation";
import { toggleSidebar } from "@/components/shell/sidebar";
import { Kbd } from "@/components/ui/kbd";
import { Sheet } from "@/components/ui/sheet";
import { Switch } from "@/components/ui/switch";
import { useLocalSetting } from "@/components/ui/use-local-setting";
import type { Role } from "@/lib/core/permissions";

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
  const pages = navigationFor(role).flatMap((section) => section.items);

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

  return (
    <Sheet open={open} onOpenChange={setOpen} title="Keyboard shortcuts" width="max-w-sm">
      <div className="grid gap-6">
        <ShortcutGroup
          title="Everywhere"
          rows={[
            { keys: ["Ctrl", "K"], label: "Find pages and records (⌘ K on a Mac)" },
            { keys: ["?"], label: "This sheet" },
            { keys: ["["], label: "Narrow or widen the navigation" },
            { keys: ["/"], label: "Search in the list" },
            { keys: ["Esc"], label: "Close what is open" },
          ]}
        />
        <ShortcutGroup
          title="Go to"
          rows={pages.map((page) => ({ keys: ["g", page.key], label: page.label }))}
        />
        <div className="flex items-center justify-between gap-4 rounded-lg border p-3 text-sm">
          <div className="grid gap-0.5">
            <p className="font-medium">Single-key shortcuts</p>
            <p className="text-ink-muted">Keys without Ctrl, in this browser</p>
          </div>
          <Switch
            aria-label="Single-key shortcuts"
            checked={single === "on"}
            onCheckedChange={(on) => setSingle(on ? "on" : "off")}
          />
        </div>
      </div>
    </Sheet>
  );
}

function ShortcutGroup({
  title,
  rows,
}: {
  title: string;
  rows: readonly { keys: string[]; label: string }[];
}) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-ink-muted text-xs">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div
            key={row.label}
            className="flex min-h-9 items-center justify-between gap-4 border-line border-b text-sm"
          >
            <dt>{row.label}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
