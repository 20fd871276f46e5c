"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { countText, type Noun } from "@/components/data-table/filter-text";
import type { SelectionState } from "@/components/data-table/use-selection";
import { Button } from "@/components/ui/button";
import type { ListCount } from "@/lib/core/list";
import { groupDigits } from "@/lib/core/money";

type BulkBarProps = {
  chosen: SelectionState;
  count: ListCount;
  noun: Noun;
  /** Whether every row of this page is chosen: then all that match are offered. */
  wholePage: boolean;
  children: ReactNode;
};

/** Says what is chosen and holds the actions on it; stays in view at the bottom of the window. */
export function BulkBar({ chosen, count, noun, wholePage, children }: BulkBarProps) {
  const matching = chosen.mode === "matching";
  if (!matching && chosen.size === 0) return null;
  const exceptions = chosen.size > 0 ? ` except ${groupDigits(String(chosen.size))}` : "";
  return (
    <section
      aria-label="Selected rows"
      className="sticky bottom-4 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-raised py-2 pr-2 pl-4 shadow-modal"
    >
      <p role="status" className="num font-medium text-sm">
        {matching
          ? `All that match: ${countText(count, noun)}${exceptions}`
          : `${groupDigits(String(chosen.size))} selected`}
      </p>
      {!matching && wholePage && (count.value > chosen.size || !count.exact) ? (
        <Button size="sm" variant="ghost" className="text-accent-text" onClick={chosen.chooseMatching}>
          Select all that match
        </Button>
      ) : null}
      <div className="flex flex-wrap gap-2">{children}</div>
      <Button size="icon-sm" variant="ghost" aria-label="Clear the selection" onClick={chosen.clear}>
        <X aria-hidden />
      </Button>
    </section>
  );
}
