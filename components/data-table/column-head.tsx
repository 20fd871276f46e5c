"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ListState } from "@/components/data-table/use-list-state";
import { cn } from "@/components/ui/cn";

type ColumnHeadProps = {
  header: string;
  sort: string | undefined;
  numeric: boolean | undefined;
  state: ListState;
};

/** The words above a column; a button when the list may be sorted by it. */
export function ColumnHead({ header, sort, numeric, state }: ColumnHeadProps) {
  if (!sort) return header;
  const active = state.sort.field === sort;
  const Icon = active ? (state.sort.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <button
      type="button"
      onClick={() => state.toggleSort(sort)}
      className={cn(
        "group -mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:text-ink",
        active && "text-ink",
        numeric && "flex-row-reverse",
      )}
    >
      {header}
      <Icon
        aria-hidden
        className={cn(
          "size-3",
          !active && "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100",
        )}
      />
    </button>
  );
}

/** The value of `aria-sort` for a column. */
export function ariaSort(
  sort: string | undefined,
  state: ListState,
): "ascending" | "descending" | "none" | undefined {
  if (!sort) return undefined;
  if (state.sort.field !== sort) return "none";
  return state.sort.descending ? "descending" : "ascending";
}
