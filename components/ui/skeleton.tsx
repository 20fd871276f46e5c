import { cn } from "@/components/ui/cn";

/** A grey stand-in of the size of what is coming; hidden from screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton", className)} />;
}
