import type { ParserMap } from "nuqs";
import type { ReactNode } from "react";
import type { Choice, Filter, Range, Sort, SortField } from "@/lib/core/list";

/** What the kit needs of a list; the result of `defineList` fits. */
export type DataList = {
  id: string;
  path: string;
  exportPath?: string;
  filters: Record<string, Filter>;
  sorts: Record<string, SortField>;
  defaultSort: Sort<string>;
  parsers: ParserMap;
};

/** A column: its head, its cell, whether it sorts and whether it is shown at first. */
export type DataColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** A name of the list's sort allow-list; the head becomes a button. */
  sort?: string;
  /** Right-aligned, figures of equal width. */
  numeric?: boolean;
  /** Not shown until the reader chooses it. */
  hidden?: boolean;
  /** Extra classes of head and cells, such as a width. */
  className?: string;
};

export type FilterChoice = { value: string; label: string };
export type AnyFilterValue = string | Choice | Range;

/** Which rows a bulk action means: the ones named, or all that match a query except some. */
export type Selection = { ids: string[] } | { query: string; excluded: string[] };

/** A stored filter, sort and column choice of a list. */
export type SavedView = {
  id: string;
  name: string;
  /** Search part of the URL, without "?" and cursors. */
  query: string;
  shared: boolean;
  /** Whether the signed-in person may delete it. */
  own: boolean;
};

/** Narrows a value from the URL by the kind of its filter; null when the filter is not set. */
export function filterValue(filter: Filter, value: unknown): AnyFilterValue | null {
  if (filter.kind === "text") {
    return typeof value === "string" && value !== "" ? value : null;
  }
  if (filter.kind === "choice" || filter.kind === "dynamic") {
    return isChoice(value) ? value : null;
  }
  return isRange(value) ? value : null;
}

/** Whether a filter value is a choice. */
export function isChoice(value: unknown): value is Choice {
  return typeof value === "object" && value !== null && "values" in value;
}

/** Whether a filter value is a range. */
export function isRange(value: unknown): value is Range {
  return typeof value === "object" && value !== null && "from" in value;
}
