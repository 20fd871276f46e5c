"use client";

import { CircleUser, Keyboard, LogOut } from "lucide-react";
import { openShortcuts } from "@/components/shell/shell-events";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { ROLE_LABELS, type Role } from "@/lib/core/permissions";

/** The person at the keyboard, as the shell shows it. */
export type ShellUser = { name: string; email: string; role: Role };

async function leave() {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}

/** Who is signed in and as what; own account, shortcuts, sign out. */
export function UserMenu({ user }: { user: ShellUser }) {
  return (
    <Menu
      className="w-60"
      trigger={
        <button type="button" className={buttonClass("ghost", "icon")}>
          <span
            aria-hidden
            className="grid size-7 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs"
          >
            {initials(user.name)}
          </span>
          <span className="sr-only">Account menu of {user.name}</span>
        </button>
      }
    >
      <div className="grid gap-0.5 px-2 py-1.5 text-sm">
        <span className="truncate font-medium">{user.name}</span>
        <span className="truncate text-ink-muted">{user.email}</span>
        <span className="text-ink-muted text-xs">Role: {ROLE_LABELS[user.role].label}</span>
      </div>
      <MenuSeparator />
      <MenuLink href="/account" icon={<CircleUser aria-hidden />}>
        My account
      </MenuLink>
      <MenuItem icon={<Keyboard aria-hidden />} onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words[0]?.charAt(0) ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : "";
  return (first + last).toUpperCase();
}
