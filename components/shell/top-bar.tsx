import { type ReactNode, Suspense } from "react";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { CommandTrigger } from "@/components/shell/command-trigger";
import { Shortcuts } from "@/components/shell/shortcuts";
import { ThemeMenu } from "@/components/shell/theme-menu";
import { type ShellUser, UserMenu } from "@/components/shell/user-menu";
import { Skeleton } from "@/components/ui/skeleton";

type TopBarProps = {
  /** The part that depends on the session, behind its own boundary. */
  start: ReactNode;
  end: ReactNode;
};

/** The bar at the top: where one is, what one looks for, who one is. */
export function TopBar({ start, end }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-canvas/90 px-4 backdrop-blur-sm sm:px-6">
      {start}
      <div className="min-w-0 flex-1">
        <Suspense fallback={<Skeleton className="h-4 w-40" />}>
          <Breadcrumbs />
        </Suspense>
      </div>
      <div className="flex items-center gap-1">{end}</div>
    </header>
  );
}

/** Search, theme and account of the signed-in person. */
export function TopBarControls({ user }: { user: ShellUser }) {
  return (
    <>
      <CommandTrigger role={user.role} />
      <ThemeMenu />
      <UserMenu user={user} />
      <Shortcuts role={user.role} />
    </>
  );
}

/** Holds the place of `TopBarControls` while the session is read. */
export function TopBarSkeleton() {
  return (
    <>
      <Skeleton className="hidden h-8 w-72 md:block" />
      <Skeleton className="size-8 md:hidden" />
      <Skeleton className="size-8" />
      <Skeleton className="size-8 rounded-full" />
    </>
  );
}
