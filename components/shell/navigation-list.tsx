"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isWithin, navigationFor } from "@/components/shell/navigation";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { Role } from "@/lib/core/permissions";

type NavigationListProps = {
  role: Role;
  /** In the drawer of a phone: always wide, taller rows. */
  drawer?: boolean;
  onNavigate?: () => void;
};

/** The pages a role may open, grouped by section, the current one marked. */
export function NavigationList({ role, drawer, onNavigate }: NavigationListProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="grid gap-4">
      {navigationFor(role).map((section) => (
        <div key={section.label}>
          <h2
            className={cn(
              "mb-1 px-2.5 font-medium text-ink-subtle text-xs",
              section.label === "Start" && "sr-only",
              !drawer && "collapsed:sr-only",
            )}
          >
            {section.label}
          </h2>
          <ul className="grid gap-0.5">
            {section.items.map((item) => {
              const current = isWithin(pathname, item.href);
              return (
                <li key={item.href}>
                  <Link
                    href={item.href}
                    title={item.label}
                    aria-current={current ? (pathname === item.href ? "page" : "true") : undefined}
                    onClick={onNavigate}
                    className={cn(
                      "flex items-center gap-2.5 rounded-md px-2.5 text-ink-muted text-sm transition-colors hover:bg-hover hover:text-ink",
                      "aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text",
                      drawer ? "h-10" : "h-8",
                    )}
                  >
                    <item.icon aria-hidden className="size-4 shrink-0" />
                    <span className={cn("truncate", !drawer && "collapsed:sr-only")}>{item.label}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

const skeletonSections = [
  { name: "start", rows: 1 },
  { name: "billing", rows: 3 },
  { name: "system", rows: 2 },
  { name: "account", rows: 1 },
];

/** Holds the place of the navigation while the session is read. */
export function NavigationSkeleton() {
  return (
    <div className="grid gap-4">
      {skeletonSections.map(({ name, rows }) => (
        <div key={name}>
          <div className={cn("mb-1 h-4 px-2.5", name === "start" && "hidden")}>
            <Skeleton className="h-3 w-14 collapsed:hidden" />
          </div>
          <div className="grid gap-0.5">
            {["a", "b", "c"].slice(0, rows).map((row) => (
              <div key={row} className="flex h-8 items-center gap-2.5 px-2.5">
                <Skeleton className="size-4" />
                <Skeleton className="h-3 w-24 collapsed:hidden" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
