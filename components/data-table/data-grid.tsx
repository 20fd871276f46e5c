"use client";

import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useMemo, useRef } from "react";
import { ariaSort, ColumnHead } from "@/components/data-table/column-head";
import type { DataColumn } from "@/components/data-table/list-spec";
import type { ListState } from "@/components/data-table/use-list-state";
import { useRowLinks } from "@/components/data-table/use-row-links";
import type { SelectionState } from "@/components/data-table/use-selection";
import type { Density } from "@/components/data-table/view-menu";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

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
  "sticky top-0 z-10 h-8 whitespace-nowrap border-b bg-sunken px-3 text-left font-medium text-ink-muted text-xs";
const pinned = "sticky z-[5] bg-inherit";

/** The table itself: heads that sort, rows that lead somewhere, checkboxes. The first column stays when it scrolls sideways. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { label, rows, columns, visible, rowId, rowHref, rowLabel, state, chosen, density } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowLinks(body);

  const defs = useMemo(
    () => columns.map((column) => ({ id: column.id, accessorFn: (row: Row) => row, header: column.header })),
    [columns],
  );
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const columnVisibility = Object.fromEntries(columns.map((column) => [column.id, visible.has(column.id)]));
  const ids = rows.map(rowId);
  const rowSelection = Object.fromEntries(
    ids.filter((id) => chosen?.isChosen(id)).map((id) => [id, true as const]),
  );
  const table = useTable({
    features,
    columns: defs,
    data: rows,
    getRowId: rowId,
    state: { columnVisibility, rowSelection },
    onRowSelectionChange: (updater) => {
      const next = typeof updater === "function" ? updater(rowSelection) : updater;
      chosen?.choose(ids, (id) => next[id] === true);
    },
  });
  // While the next rows are on the way nothing can be chosen: the rows shown may not match any more.
  const chosenHere = ids.filter((id) => chosen?.isChosen(id)).length;

  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          {chosen ? (
            <th scope="col" className={cn(headClass, "left-0 z-[11] w-9 min-w-9 pr-0 pl-3")}>
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
          {table.getVisibleLeafColumns().map((leaf, index) => {
            const column = byId.get(leaf.id);
            return (
              <th
                key={leaf.id}
                scope="col"
                aria-sort={ariaSort(column?.sort, state)}
                className={cn(
                  headClass,
                  column?.numeric && "text-right",
                  index === 0 && (chosen ? "left-9 z-[11]" : "left-0 z-[11] pl-4"),
                  column?.className,
                )}
              >
                <ColumnHead
                  header={column?.header ?? ""}
                  sort={column?.sort}
                  numeric={column?.numeric}
                  state={state}
                />
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body} className={cn("transition-opacity duration-150", state.pending && "opacity-60")}>
        {table.getRowModel().rows.map((row) => {
          const href = rowHref?.(row.original);
          const selected = chosen?.isChosen(row.id) ?? false;
          return (
            <tr
              key={row.id}
              aria-selected={chosen ? selected : undefined}
              className={cn(
                "group bg-surface hover:bg-hover [&:last-child>td]:border-b-0",
                href && "cursor-pointer",
                selected && "bg-selected hover:bg-selected",
              )}
            >
              {chosen ? (
                <td className={cn(pinned, "left-0 w-9 min-w-9 border-b pr-0 pl-3")}>
                  <Checkbox
                    aria-label={`Select ${rowLabel(row.original)}`}
                    className="grid"
                    checked={selected}
                    disabled={state.pending}
                    onChange={row.getToggleSelectedHandler()}
                  />
                </td>
              ) : null}
              {row.getVisibleCells().map((cell, index) => {
                const column = byId.get(cell.column.id);
                const content = column?.cell(row.original);
                return (
                  <td
                    key={cell.id}
                    className={cn(
                      "border-b px-3",
                      density === "compact" ? "h-8" : "h-10",
                      column?.numeric && "num whitespace-nowrap text-right",
                      index === 0 && cn(pinned, "max-w-[46vw]", chosen ? "left-9" : "left-0 pl-4"),
                      column?.className,
                    )}
                  >
                    {index === 0 && href ? (
                      <Link
                        href={href}
                        data-row-link
                        prefetch={false}
                        className="block truncate rounded-sm font-medium text-ink group-hover:text-accent-text"
                      >
                        {content}
                      </Link>
                    ) : (
                      content
                    )}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
