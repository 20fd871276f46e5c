"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment, useEffect, useSyncExternalStore } from "react";
import { crumbsFor } from "@/components/shell/navigation";

let current: { pathname: string; label: string } | null = null;
const listeners = new Set<() => void>();

function publish(next: typeof current) {
  current = next;
  for (const listener of listeners) listener();
}

/** Gives the last breadcrumb of this page a name, such as the customer of a subscription. Renders nothing. */
export function BreadcrumbLabel({ label }: { label: string }) {
  const pathname = usePathname();
  useEffect(() => {
    publish({ pathname, label });
    return () => publish(null);
  }, [pathname, label]);
  return null;
}

/** The trail to the current page, in the bar at the top. */
export function Breadcrumbs() {
  const pathname = usePathname();
  const named = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => null,
  );
  const crumbs = crumbsFor(pathname, named?.pathname === pathname ? named.label : undefined);
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <Fragment key={`${crumb.label}-${crumb.href}`}>
              {index > 0 ? (
                <li aria-hidden className="hidden text-ink-subtle sm:block">
                  <ChevronRight className="size-3.5" />
                </li>
              ) : null}
              <li className={last ? "min-w-0 truncate" : "hidden shrink-0 sm:block"}>
                {crumb.href ? (
                  <Link href={crumb.href} className="rounded-sm px-1 text-ink-muted hover:text-ink">
                    {crumb.label}
                  </Link>
                ) : (
                  <span
                    aria-current={last ? "page" : undefined}
                    className={last ? "px-1 font-medium" : "px-1 text-ink-muted"}
                  >
                    {crumb.label}
                  </span>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
