import Link from "next/link";
import { Card } from "@/components/ui/card";
import { groupDigits } from "@/lib/core/money";

type StatusPanelProps = {
  rows: readonly { label: string; href: string; count: number }[];
};

/** Subscriptions by status as bars of equal scale; each leads to the list filtered to it. */
export function StatusPanel({ rows }: StatusPanelProps) {
  const largest = Math.max(1, ...rows.map((row) => row.count));
  return (
    <Card title="Subscriptions by status">
      <ul className="grid gap-1">
        {rows.map((row) => (
          <li key={row.href}>
            <Link
              href={row.href}
              className="grid grid-cols-[9rem_1fr_4.5rem] items-center gap-3 rounded-md px-2 py-1 hover:bg-neutral-soft"
            >
              <span className="truncate">{row.label}</span>
              <span aria-hidden className="h-2 overflow-hidden rounded-full bg-neutral-soft">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${(row.count / largest) * 100}%` }}
                />
              </span>
              <span className="num text-right">{groupDigits(String(row.count))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
