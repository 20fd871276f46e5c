"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Role } from "@/lib/core/permissions";

const CommandMenu = dynamic(
  () => import("@/components/shell/command-menu").then((module) => module.CommandMenu),
  {
    ssr: false,
  },
);

const never = () => () => {};

/** The word for the command key on this machine. */
function useCommandKey(): string {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}

/** Opens the command menu by button, ⌘K or Ctrl K; its code is loaded when it first opens. */
export function CommandTrigger({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const key = useCommandKey();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setUsed(true);
        setOpen(true);
      }
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  function show() {
    setUsed(true);
    setOpen(true);
  }

  return (
    <>
      <button
        type="button"
        onClick={show}
        className="hidden h-8 w-72 items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-ink-muted text-sm shadow-card hover:bg-hover md:flex"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 truncate text-left">Find pages and records</span>
        <span aria-hidden className="flex gap-1">
          <Kbd>{key}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Find pages and records"
        onClick={show}
        className="md:hidden"
      >
        <Search aria-hidden />
      </Button>
      {used ? <CommandMenu role={role} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}
