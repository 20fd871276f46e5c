"use client";

import { navigationFor } from "@/components/shell/navigation";
import { Kbd } from "@/components/ui/kbd";
import { Sheet } from "@/components/ui/sheet";
import { Switch } from "@/components/ui/switch";
import type { Role } from "@/lib/core/permissions";

type ShortcutsSheetProps = {
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  single: boolean;
  onSingleChange: (single: boolean) => void;
};

/** The list of keys, and the switch for those without Ctrl. */
export default function ShortcutsSheet({
  role,
  open,
  onOpenChange,
  single,
  onSingleChange,
}: ShortcutsSheetProps) {
  const pages = navigationFor(role).flatMap((section) => section.items);
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" width="max-w-sm">
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
          <Switch aria-label="Single-key shortcuts" checked={single} onCheckedChange={onSingleChange} />
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
