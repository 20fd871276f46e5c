"use client";

import Link from "next/link";
import { type MouseEvent, useRef } from "react";
import { ariaSort, ColumnHead } from "@/components/data-table/column-head";
import type { DataColumn } from "@/components/data-table/list-spec";
import type { ListState } from "@/components/data-table/use-list-state";
import { useRowLinks } from "@/components/data-table/use-row-links";
import type { SelectionState } from "@/components/data-table/use-selection";
import type { Density } from "@/components/data-table/view-menu";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";

type DataGridProps<Row> = {
  label: string;
  rows: Row[];
  columns: readonly DataColumn<Row>[];
  visible: ReadonlySet<string>;
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** How a row is called in the name of its checkbox. */
  rowLabel: (row: Row) => string;
  state: ListState;
  chosen: SelectionState | null;
  density: Density;
};

const headClass =
  "sticky top-0 h-8 whitespace-nowrap border-b bg-sunken px-3 font-medium text-ink-muted text-xs";
const pinned = "sticky z-[5] bg-inherit";

/** The table itself: heads that sort, rows that lead somewhere, checkboxes. The first column stays when it scrolls sideways. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { label, rows, columns, visible, rowId, rowHref, rowLabel, state, chosen, density } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowLinks(body);

  const shown = columns.filter((column) => visible.has(column.id));
  const ids = rows.map(rowId);
  const anchor = useRef<string | null>(null);
  // While the next rows are on the way nothing can be chosen: the rows shown may not match any more.
  const chosenHere = ids.filter((id) => chosen?.isChosen(id)).length;

  // With Shift held, everything from the last press to this one follows it.
  function toggle(id: string, event: MouseEvent<HTMLInputElement>) {
    const to = event.currentTarget.checked;
    const from = event.shiftKey && anchor.current ? ids.indexOf(anchor.current) : -1;
    const here = ids.indexOf(id);
    const range = from < 0 ? [id] : ids.slice(Math.min(from, here), Math.max(from, here) + 1);
    anchor.current = id;
    chosen?.choose(range, () => to);
  }

  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          {chosen ? (
            <th scope="col" className={cn(headClass, "left-0 z-20 text-left w-9 min-w-9 pr-0 pl-3")}>
              <Checkbox
                aria-label="Select all rows of this page"
                className="grid"
                checked={ids.length > 0 && chosenHere === ids.length}
                disabled={state.pending}
                indeterminate={chosenHere > 0 && chosenHere < ids.length}
                onChange={(event) => chosen.choose(ids, () => event.target.checked)}
              />
            </th>
          ) : null}
          {shown.map((column, index) => (
            <th
              key={column.id}
              scope="col"
              aria-sort={ariaSort(column.sort, state)}
              className={cn(
                headClass,
                column.numeric ? "text-right" : "text-left",
                index === 0 ? (chosen ? "left-9 z-20" : "left-0 z-20 pl-4") : "z-10",
                column.className,
              )}
            >
              <ColumnHead header={column.header} sort={column.sort} numeric={column.numeric} state={state} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} className={cn("transition-opacity duration-150", state.pending && "opacity-60")}>
        {rows.map((row) => {
          const id = rowId(row);
          const selected = chosen?.isChosen(id) ?? false;
          return (
            <tr
              key={id}
              aria-selected={chosen ? selected : undefined}
              className={cn(
                "group [&:last-child>td]:border-b-0",
                rowHref && "cursor-pointer",
                selected ? "bg-selected" : "bg-surface hover:bg-hover",
              )}
            >
              {chosen ? (
                <td className={cn(pinned, "left-0 w-9 min-w-9 border-b pr-0 pl-3")}>
                  <Checkbox
                    aria-label={`Select ${rowLabel(row)}`}
                    className="grid"
                    checked={selected}
                    disabled={state.pending}
                    onClick={(event) => toggle(id, event)}
                    readOnly
                  />
                </td>
              ) : null}
              {shown.map((column, index) => (
                <td
                  key={column.id}
                  className={cn(
                    "border-b px-3",
                    density === "compact" ? "h-8" : "h-10",
                    column.numeric && "numeric",
                    index === 0 && cn(pinned, "max-w-[46vw]", chosen ? "left-9" : "left-0 pl-4"),
                    column.className,
                  )}
                >
                  {index === 0 && rowHref ? (
                    <Link
                      href={rowHref(row)}
                      data-row-link
                      prefetch={false}
                      className="block truncate rounded-sm font-medium text-ink group-hover:text-accent-text"
                    >
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
