"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/wordmark";
import { Button } from "@/components/ui/button";

/** Remembers whether the sidebar is narrow; `sidebarScript` applies it before the first paint. */
export function toggleSidebar() {
  const root = document.documentElement;
  const collapsed = root.dataset.sidebar !== "collapsed";
  root.dataset.sidebar = collapsed ? "collapsed" : "open";
  try {
    localStorage.setItem("sidebar", root.dataset.sidebar);
  } catch {
    return;
  }
}

/** The navigation beside the page on a desktop; 224 px wide, or 56 px with icons only. */
export function Sidebar({ children }: { children: ReactNode }) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-sunken lg:flex collapsed:w-14">
      <div className="flex h-12 shrink-0 items-center px-4">
        <Link href="/" aria-label="Countinghouse, overview" className="rounded-md">
          <Wordmark />
        </Link>
      </div>
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-2 py-2">{children}</div>
      <div className="border-t p-2">
        <Button
          variant="ghost"
          size="md"
          onClick={toggleSidebar}
          aria-label="Collapse or widen the navigation"
          className="w-full justify-start px-2.5 font-normal"
        >
          <PanelLeftClose aria-hidden className="collapsed:hidden" />
          <PanelLeftOpen aria-hidden className="hidden collapsed:block" />
          <span className="collapsed:hidden">Collapse</span>
        </Button>
      </div>
    </aside>
  );
}
