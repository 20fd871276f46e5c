"use client";

import { ListFilter, X } from "lucide-react";
import { lazy, Suspense, useLayoutEffect, useState } from "react";
import { choicesOf, filterText } from "@/components/data-table/filter-text";
import type { DataList, FilterChoice } from "@/components/data-table/list-spec";
import type { ListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";

const FilterEditor = lazy(() => import("@/components/data-table/filter-editor"));
const editorSpace = <Skeleton className="h-40 w-full" />;

type FilterProps = {
  list: DataList;
  state: ListState;
  choices: Record<string, readonly FilterChoice[]>;
  zone: string;
};

/** Adds a filter: first which, then its value. */
export function FilterMenu({ list, state, choices, zone, search }: FilterProps & { search?: string }) {
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const names = Object.keys(list.filters).filter((name) => name !== search);
  const filter = picked === null ? undefined : list.filters[picked];
  useLayoutEffect(() => () => setOpen(false), []);
  if (names.length === 0) return null;

  return (
    <Popover
      label={filter ? `Filter by ${filter.label}` : "Add a filter"}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setPicked(null);
      }}
      className={filter ? "w-72" : "w-52 p-1"}
      trigger={
        <Button>
          <ListFilter aria-hidden />
          Filter
        </Button>
      }
    >
      {filter && picked !== null ? (
        <Suspense fallback={editorSpace}>
          <FilterEditor
            filter={filter}
            value={state.valueOf(picked)}
            choices={choices[picked]}
            zone={zone}
            onApply={(value) => {
              setOpen(false);
              setPicked(null);
              state.setFilter(picked, value);
            }}
          />
        </Suspense>
      ) : (
        <ul className="thin-scroll max-h-80 overflow-y-auto">
          {names.map((name) => (
            <li key={name}>
              <Button
                variant="ghost"
                className="w-full justify-start px-2 font-normal text-ink"
                onClick={() => setPicked(name)}
              >
                {list.filters[name]?.label}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

/** The filters that are set, each as a chip that opens its editor and can be removed, and "Clear all". */
export function FilterChips({
  state,
  choices,
  zone,
  search,
}: Omit<FilterProps, "list"> & { search?: string }) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = state.filters.filter(({ name }) => name !== search);
  useLayoutEffect(() => () => setOpen(null), []);
  if (shown.length === 0) return null;

  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5 border-b px-3 py-2">
      {shown.map(({ name, filter, value }) => {
        const text = filterText(filter, value, choicesOf(filter, choices[name]));
        return (
          <li
            key={name}
            className="flex h-7 max-w-full items-center rounded-md border border-line-strong bg-sunken text-sm"
          >
            <Popover
              label={`Filter by ${filter.label}`}
              open={open === name}
              onOpenChange={(next) => setOpen(next ? name : null)}
              className="w-72"
              trigger={
                <button
                  type="button"
                  className="flex h-full min-w-0 items-center gap-1 rounded-l-md pr-1 pl-2 hover:bg-hover"
                >
                  <span className="shrink-0 text-ink-muted">{filter.label}</span>
                  <span className="truncate font-medium">{text}</span>
                </button>
              }
            >
              <Suspense fallback={editorSpace}>
                <FilterEditor
                  filter={filter}
                  value={value}
                  choices={choices[name]}
                  zone={zone}
                  onApply={(next) => {
                    setOpen(null);
                    state.setFilter(name, next);
                  }}
                />
              </Suspense>
            </Popover>
            <button
              type="button"
              aria-label={`Remove filter ${filter.label}`}
              onClick={() => state.setFilter(name, null)}
              className="grid h-full w-6 place-items-center rounded-r-md text-ink-muted hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        );
      })}
      <li>
        <Button size="sm" variant="ghost" onClick={state.clearFilters}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}
