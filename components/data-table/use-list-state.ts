"use client";

import { useRouter } from "next/navigation";
import { createSerializer, useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";
import { type AnyFilterValue, type DataList, filterValue } from "@/components/data-table/list-spec";

const firstPage = { after: null, before: null };

/**
 * The state of a list, kept in the URL. Every change asks the server for the page again inside a transition; `pending`
 * is true until it has arrived. A change of filter, sort or size goes back to the first page.
 */
export function useListState(list: DataList) {
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  const [params, setParams] = useQueryStates(list.parsers, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition,
  });
  const serialize = useMemo(() => createSerializer(list.parsers), [list]);

  const values: Record<string, unknown> = params;
  const filters = Object.entries(list.filters).flatMap(([name, filter]) => {
    const value = filterValue(filter, values[name]);
    return value === null ? [] : [{ name, filter, value }];
  });
  const noFilters = Object.fromEntries(Object.keys(list.filters).map((name) => [name, null]));
  const sort = params.sort ?? list.defaultSort;

  return {
    pending,
    filters,
    sort: { field: String(sort.field), descending: Boolean(sort.descending) },
    size: String(params.size),
    columns: typeof params.columns === "string" ? params.columns.split(",") : null,
    isFirstPage: !params.after && !params.before,
    /** Identifies what matches, whatever the sort or the page. */
    filterKey: serialize("", { ...params, ...firstPage, sort: null, size: null, columns: null }),
    /** Everything that a saved view keeps. */
    query: serialize("", { ...params, ...firstPage }).replace(/^\?/, ""),
    exportHref: list.exportPath ? serialize(list.exportPath, { ...params, ...firstPage, size: null }) : null,
    valueOf: (name: string) => filters.find((entry) => entry.name === name)?.value ?? null,
    setFilter: (name: string, value: AnyFilterValue | null) => setParams({ ...firstPage, [name]: value }),
    clearFilters: () => setParams({ ...firstPage, ...noFilters }),
    /** Ascending first; the same head again turns it round. */
    toggleSort: (field: string) =>
      setParams({ ...firstPage, sort: { field, descending: sort.field === field && !sort.descending } }),
    setSize: (size: string) => setParams({ ...firstPage, size }),
    setColumns: (columns: string[] | null) =>
      setParams({ columns: columns?.join(",") ?? null }, { history: "replace", shallow: true }),
    goTo: (cursor: { after: string } | { before: string }) =>
      setParams({ ...firstPage, ...cursor }, { scroll: true }),
    goToFirstPage: () => setParams(firstPage),
    openView: (query: string) =>
      startTransition(() => router.push(query ? `${list.path}?${query}` : list.path, { scroll: false })),
    retry: () => startTransition(() => router.refresh()),
  };
}

export type ListState = ReturnType<typeof useListState>;
