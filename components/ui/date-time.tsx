import { cn } from "@/components/ui/cn";
import { formatInstant } from "@/lib/core/clock";

type DateTimeProps = {
  /** An instant: a Date or an ISO string. */
  at: Date | string;
  /** The report zone, from the page. */
  zone: string;
  /** Leaves the time of day out. */
  dateOnly?: boolean;
  className?: string;
};

/** An instant in the report zone; the title names the zone and holds the UTC instant. */
export function DateTime({ at, zone, dateOnly, className }: DateTimeProps) {
  const iso = typeof at === "string" ? at : at.toISOString();
  const text = formatInstant(at, zone);
  return (
    <time
      dateTime={iso}
      title={`${text} ${zone} (${iso})`}
      className={cn("num whitespace-nowrap", className)}
    >
      {dateOnly ? text.slice(0, 10) : text}
    </time>
  );
}
