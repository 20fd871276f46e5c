"use client";

import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command, useCommandState } from "cmdk";
import { FileText, Keyboard, Monitor, Moon, Search, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { type ReactNode, useDeferredValue, useEffect, useState } from "react";
import { z } from "zod";
import { leavePage } from "@/components/form/leave-guard";
import { navigationFor } from "@/components/shell/navigation";
import { QueryProvider } from "@/components/shell/query-provider";
import { openShortcuts } from "@/components/shell/shell-events";
import type { Role } from "@/lib/core/permissions";

const SearchAnswer = z.object({
  groups: z.array(
    z.object({
      label: z.string(),
      items: z.array(z.object({ href: z.string(), title: z.string(), detail: z.string().optional() })),
    }),
  ),
});

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-muted [&_[cmdk-group-heading]]:text-xs";
const itemClass =
  "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted";

async function search(term: string, signal: AbortSignal) {
  const response = await fetch(`/api/search?q=${encodeURIComponent(term)}`, { signal });
  if (!response.ok) {
    throw new Error(`Search answered ${response.status}`);
  }
  return SearchAnswer.parse(await response.json());
}

/** The text as it was 180 ms ago, so that not every key asks the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 180);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

type CommandMenuProps = { role: Role; open: boolean; onOpenChange: (open: boolean) => void };

/** Goes to a page by its name, to a record by its id or e-mail address, or changes a setting of the console. */
export function CommandMenu(props: CommandMenuProps) {
  return (
    <QueryProvider>
      <Menu {...props} />
    </QueryProvider>
  );
}

function Menu({ role, open, onOpenChange }: CommandMenuProps) {
  const [text, setText] = useState("");
  const [selected, setSelected] = useState("");
  const term = useSettled(useDeferredValue(text.trim()));
  const router = useRouter();
  const { setTheme } = useTheme();
  const found = useQuery({
    queryKey: ["command-search", term],
    queryFn: ({ signal }) => search(term, signal),
    enabled: open && term.length >= 2,
    placeholderData: keepPreviousData,
  });

  function run(action: () => void) {
    onOpenChange(false);
    setText("");
    action();
  }

  const nothing = found.isFetching
    ? "Looking…"
    : found.isError
      ? "The search does not answer. Try again."
      : "Nothing found.";
  const records = term.length >= 2 ? (found.data?.groups ?? []) : [];
  const first = records[0]?.items[0]?.href;
  // Records arrive after the pages were sifted: when no page is left, Enter opens the first record.
  useEffect(() => {
    if (first) setSelected((current) => current || first);
  }, [first]);

  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="fixed inset-x-2 top-2 z-50 mx-auto max-w-xl overflow-hidden rounded-xl bg-raised shadow-modal outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-[0.98] data-starting-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-[12vh]">
          <Dialog.Title className="sr-only">Find pages and records</Dialog.Title>
          <Command label="Find pages and records" loop value={selected} onValueChange={setSelected}>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-muted" />
              <Command.Input
                value={text}
                onValueChange={setText}
                autoFocus
                placeholder="A page, an id or an e-mail address"
                className="h-12 w-full bg-transparent text-base outline-none"
              />
            </div>
            <Results nothing={nothing} found={records.length > 0}>
              {navigationFor(role).map((section) => (
                <Command.Group key={section.label} heading={section.label} className={groupClass}>
                  {section.items.map((item) => (
                    <Item
                      key={item.href}
                      value={`${section.label} ${item.label}`}
                      icon={<item.icon aria-hidden />}
                      title={item.label}
                      onSelect={() => run(() => leavePage(() => router.push(item.href)))}
                    />
                  ))}
                </Command.Group>
              ))}
              {records.map((group) => (
                <Command.Group key={group.label} heading={group.label} className={groupClass} forceMount>
                  {group.items.map((item) => (
                    <Item
                      key={item.href}
                      forceMount
                      value={item.href}
                      icon={<FileText aria-hidden />}
                      title={item.title}
                      detail={item.detail}
                      onSelect={() => run(() => leavePage(() => router.push(item.href)))}
                    />
                  ))}
                </Command.Group>
              ))}
              <Command.Group heading="Console" className={groupClass}>
                <Item
                  value="shortcuts keyboard help"
                  icon={<Keyboard aria-hidden />}
                  title="Keyboard shortcuts"
                  onSelect={() => run(openShortcuts)}
                />
                <Item
                  value="theme light"
                  icon={<Sun aria-hidden />}
                  title="Light theme"
                  onSelect={() => run(() => setTheme("light"))}
                />
                <Item
                  value="theme dark"
                  icon={<Moon aria-hidden />}
                  title="Dark theme"
                  onSelect={() => run(() => setTheme("dark"))}
                />
                <Item
                  value="theme system"
                  icon={<Monitor aria-hidden />}
                  title="Theme as the system"
                  onSelect={() => run(() => setTheme("system"))}
                />
              </Command.Group>
            </Results>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The list of what was found; without anything it is hidden, since an empty list box means nothing to a screen reader. */
function Results({ nothing, found, children }: { nothing: string; found: boolean; children: ReactNode }) {
  const empty = useCommandState((state) => state.filtered.count === 0) && !found;
  return (
    <>
      <p role="status" className={empty ? "px-4 py-8 text-center text-ink-muted text-sm" : "sr-only"}>
        {empty ? nothing : ""}
      </p>
      <Command.List hidden={empty} className="thin-scroll max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
        {children}
      </Command.List>
    </>
  );
}

type ItemProps = {
  value: string;
  icon: ReactNode;
  title: string;
  detail?: string;
  forceMount?: boolean;
  onSelect: () => void;
};

function Item({ value, icon, title, detail, forceMount, onSelect }: ItemProps) {
  return (
    <Command.Item value={value} onSelect={onSelect} forceMount={forceMount} className={itemClass}>
      {icon}
      <span className="truncate">{title}</span>
      {detail ? <span className="ml-auto truncate pl-4 text-ink-muted">{detail}</span> : null}
    </Command.Item>
  );
}
