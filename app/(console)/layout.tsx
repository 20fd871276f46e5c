import { type ReactNode, Suspense } from "react";
import { MobileNavigation } from "@/components/shell/mobile-navigation";
import { NavigationList, NavigationSkeleton } from "@/components/shell/navigation-list";
import { Sidebar } from "@/components/shell/sidebar";
import { TopBar, TopBarControls, TopBarSkeleton } from "@/components/shell/top-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { getActor } from "@/lib/core/session";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <Sidebar>
          <Suspense fallback={<NavigationSkeleton />}>
            <SessionNavigation />
          </Suspense>
        </Sidebar>
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar
            start={
              <Suspense fallback={<Skeleton className="size-8 lg:hidden" />}>
                <SessionDrawer />
              </Suspense>
            }
            end={
              <Suspense fallback={<TopBarSkeleton />}>
                <SessionControls />
              </Suspense>
            }
          />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto flex w-full max-w-[90rem] flex-1 flex-col gap-6 px-4 py-6 outline-none sm:px-6"
          >
            {children}
          </main>
        </div>
      </div>
    </>
  );
}

// Without a session these show nothing: the page itself sends the visitor to the sign-in page.
async function SessionNavigation() {
  const actor = await getActor();
  return actor ? <NavigationList role={actor.role} /> : null;
}

async function SessionDrawer() {
  const actor = await getActor();
  return actor ? <MobileNavigation role={actor.role} /> : null;
}

async function SessionControls() {
  const actor = await getActor();
  return actor ? <TopBarControls user={{ name: actor.name, email: actor.email, role: actor.role }} /> : null;
}
