"use client";

import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { NavigationList } from "@/components/shell/navigation-list";
import { Wordmark } from "@/components/shell/wordmark";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { Role } from "@/lib/core/permissions";

/** The navigation of small screens: a drawer from the left. */
export function MobileNavigation({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      side="left"
      bare
      title="Navigation"
      width="max-w-72"
      trigger={
        <Button variant="ghost" size="icon" aria-label="Open navigation" className="-ml-2 lg:hidden">
          <MenuIcon aria-hidden />
        </Button>
      }
    >
      <div className="flex h-14 items-center px-4">
        <Wordmark always />
      </div>
      <div className="px-2 pb-4">
        <NavigationList role={role} drawer onNavigate={() => setOpen(false)} />
      </div>
    </Sheet>
  );
}
