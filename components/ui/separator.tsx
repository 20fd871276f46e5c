import { cn } from "@/components/ui/cn";

/** A line between parts of a page. */
export function Separator({ className }: { className?: string }) {
  return <hr className={cn("border-line border-t", className)} />;
}
