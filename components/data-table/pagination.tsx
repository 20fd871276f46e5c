"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { countText, type Noun } from "@/components/data-table/filter-text";
import type { ListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type ListPage, PAGE_SIZES } from "@/lib/core/list";

const sizes = [...PAGE_SIZES]
  .sort((a, b) => a - b)
  .map((size) => ({ value: String(size), label: `${size} rows` }));

type PaginationProps = { page: ListPage<unknown>; noun: Noun; state: ListState };

/** How many rows there are and the way to the next and the previous ones. */
export function Pagination({ page, noun, state }: PaginationProps) {
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-sunken px-3 py-2">
      <p role="status" className="num text-ink-muted text-sm first-letter:uppercase">
        {countText(page.count, noun)}
      </p>
      <div className="ml-auto flex items-center gap-2">
        <Select
          aria-label="Rows per page"
          className="h-7 w-auto border-line-strong text-sm"
          options={sizes}
          value={state.size}
          onChange={(event) => state.setSize(event.target.value)}
        />
        <nav aria-label="Pages" className="flex gap-1">
          <Button
            size="sm"
            disabled={page.previousCursor === null}
            onClick={() => (page.previousCursor ? state.goTo({ before: page.previousCursor }) : undefined)}
          >
            <ChevronLeft aria-hidden className="-ml-1" />
            Previous
          </Button>
          <Button
            size="sm"
            disabled={page.nextCursor === null}
            onClick={() => (page.nextCursor ? state.goTo({ after: page.nextCursor }) : undefined)}
          >
            Next
            <ChevronRight aria-hidden className="-mr-1" />
          </Button>
        </nav>
      </div>
    </footer>
  );
}
