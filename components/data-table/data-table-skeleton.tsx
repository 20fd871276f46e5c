import { Skeleton } from "@/components/ui/skeleton";

type DataTableSkeletonProps = { columns?: number; rows?: number };

/** The outline of a `DataTable` while its first page is read: toolbar, heads, rows, foot at their places. */
export function DataTableSkeleton({ columns = 6, rows = 12 }: DataTableSkeletonProps) {
  const heads = Array.from({ length: columns }, (_, index) => `column-${index}`);
  const lines = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <div role="status" className="rounded-lg border bg-surface shadow-card">
      <span className="sr-only">Loading the list</span>
      <div className="flex gap-2 border-b p-2.5">
        <Skeleton className="h-8 w-72 max-w-[55%]" />
        <Skeleton className="h-8 w-20" />
        <Skeleton className="ml-auto hidden h-8 w-44 sm:block" />
      </div>
      <div className="h-8 border-b bg-sunken" />
      {lines.map((line) => (
        <div key={line} className="flex h-10 items-center gap-6 border-b px-4">
          {heads.map((head, index) => (
            <span key={head} className={index > 2 ? "hidden flex-1 md:block" : "flex-1"}>
              <Skeleton className={index === 0 ? "h-3 w-4/5" : "h-3 w-1/2"} />
            </span>
          ))}
        </div>
      ))}
      <div className="flex h-11 items-center justify-between bg-sunken px-3">
        <Skeleton className="h-3 w-32" />
        <Skeleton className="h-7 w-48" />
      </div>
    </div>
  );
}
