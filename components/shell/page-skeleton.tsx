import { Skeleton } from "@/components/ui/skeleton";

/** The outline of a page (head, bar, table) while its data is on the way. */
export function PageSkeleton() {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">Loading the page</span>
      <div className="grid gap-2">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <div className="rounded-lg border bg-surface shadow-card">
        <div className="flex gap-2 border-b p-3">
          <Skeleton className="h-8 w-64 max-w-[60%]" />
          <Skeleton className="h-8 w-24" />
        </div>
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
          <div key={row} className="flex h-10 items-center gap-6 border-b px-4 last:border-b-0">
            <Skeleton className="h-3 w-1/4" />
            <Skeleton className="h-3 w-1/6" />
            <Skeleton className="hidden h-3 w-1/6 sm:block" />
            <Skeleton className="ml-auto h-3 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
