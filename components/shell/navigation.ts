import {
  CircleUser,
  CreditCard,
  History,
  LayoutDashboard,
  type LucideIcon,
  ScrollText,
  SlidersHorizontal,
  UsersRound,
} from "lucide-react";
import { can, type Permission, type Role } from "@/lib/core/permissions";

export type NavigationItem = {
  label: string;
  href: string;
  icon: LucideIcon;
  permission: Permission;
  /** The key that goes there after `g`. */
  key: string;
};

export type NavigationSection = { label: string; items: readonly NavigationItem[] };

/** The pages that exist, in the order of the sidebar. A page appears here when it is built. */
export const NAVIGATION: readonly NavigationSection[] = [
  {
    label: "Start",
    items: [{ label: "Overview", href: "/", icon: LayoutDashboard, permission: "overview.view", key: "o" }],
  },
  {
    label: "Billing",
    items: [
      {
        label: "Pricing",
        href: "/billing/pricing",
        icon: SlidersHorizontal,
        permission: "billing.pricing.view",
        key: "p",
      },
      {
        label: "Subscriptions",
        href: "/billing/subscriptions",
        icon: CreditCard,
        permission: "billing.subscriptions.view",
        key: "s",
      },
      {
        label: "Cost history",
        href: "/billing/cost-history",
        icon: History,
        permission: "billing.cost_history.view",
        key: "h",
      },
    ],
  },
  {
    label: "System",
    items: [
      {
        label: "Audit log",
        href: "/system/audit",
        icon: ScrollText,
        permission: "system.audit.view",
        key: "l",
      },
      { label: "Staff", href: "/system/staff", icon: UsersRound, permission: "system.staff.view", key: "t" },
    ],
  },
  {
    label: "Account",
    items: [
      { label: "My account", href: "/account", icon: CircleUser, permission: "account.manage", key: "a" },
    ],
  },
];

/** The sections a role may see, without empty ones. */
export function navigationFor(role: Role): NavigationSection[] {
  return NAVIGATION.map((section) => ({
    ...section,
    items: section.items.filter((item) => can(role, item.permission)),
  })).filter((section) => section.items.length > 0);
}

export type Crumb = { label: string; href: string | null };

/**
 * The trail to a path: section, page, then what lies below it. Below a known page every segment is shown as its own
 * words, an identifier shortened; `last` replaces the text of the last one.
 */
export function crumbsFor(pathname: string, last?: string): Crumb[] {
  const items = NAVIGATION.flatMap((section) =>
    section.items.map((item) => ({ section: section.label, item })),
  );
  const found = items
    .filter(({ item }) => isWithin(pathname, item.href))
    .sort((a, b) => b.item.href.length - a.item.href.length)[0];
  const base: Crumb[] = found
    ? [
        ...(found.item.href === "/" ? [] : [{ label: found.section, href: null }]),
        { label: found.item.label, href: found.item.href },
      ]
    : [];
  const rest = pathname
    .slice(found && found.item.href !== "/" ? found.item.href.length : 0)
    .split("/")
    .filter(Boolean);
  let href = found && found.item.href !== "/" ? found.item.href : "";
  for (const segment of rest) {
    href += `/${segment}`;
    base.push({ label: segmentLabel(decodeURIComponent(segment)), href });
  }
  const end = base.at(-1);
  if (end) {
    base[base.length - 1] = { label: last && rest.length > 0 ? last : end.label, href: null };
  }
  return base;
}

/** Whether a path is a page or lies below it. The overview holds only itself. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
}

function segmentLabel(segment: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(segment)) return segment.slice(0, 8);
  const words = segment.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
