import { cn } from "@/components/ui/cn";

/** The mark (two columns of a ledger, balanced) with the name; in the sidebar the name hides when it is narrow. */
export function Wordmark({ always }: { always?: boolean }) {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 shrink-0">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <path
          d="M12 5.5v13M6.5 8.75h3M6.5 12h3M6.5 15.25h3M14.5 8.75h3M14.5 12h3M14.5 15.25h3"
          className="stroke-accent-ink"
          strokeWidth="1.6"
          strokeLinecap="round"
          fill="none"
        />
      </svg>
      <span className={cn("font-semibold text-ink tracking-tight", !always && "collapsed:hidden")}>
        Countinghouse
      </span>
    </span>
  );
}
