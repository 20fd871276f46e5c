"use client";

import { Download, FilterX, Inbox, RefreshCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { BulkBar } from "@/components/data-table/bulk-bar";
import { DataGrid } from "@/components/data-table/data-grid";
import { FilterChips, FilterMenu } from "@/components/data-table/filter-bar";
import type { Noun } from "@/components/data-table/filter-text";
import type { DataColumn, DataList, FilterChoice, Selection } from "@/components/data-table/list-spec";
import { Pagination } from "@/components/data-table/pagination";
import { SavedViews, type ViewStore } from "@/components/data-table/saved-views";
import { SearchBox } from "@/components/data-table/search-box";
import { type ListState, useListState } from "@/components/data-table/use-list-state";
import { useSelection } from "@/components/data-table/use-selection";
import { densities, ViewMenu } from "@/components/data-table/view-menu";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { useLocalSetting } from "@/components/ui/use-local-setting";
import type { ActionFailure } from "@/lib/core/action-result";
import type { ListPage } from "@/lib/core/list";

export type DataTableProps<Row> = {
  list: DataList;
  /** The page the server read; null together with `failure`. */
  page: ListPage<Row> | null;
  failure?: ActionFailure;
  /** The first column names the row and always stays; it must not hold links or buttons when `rowHref` is given. */
  columns: readonly DataColumn<Row>[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** How a row is called where it is spoken of, such as its customer; the id when left out. */
  rowLabel?: (row: Row) => string;
  /** Accessible name of the list. */
  label: string;
  noun: Noun;
  /** The report zone. */
  zone: string;
  /** Name of the text filter that is shown as the search box. */
  search?: string;
  /** Values of the dynamic filters, by filter name. */
  choices?: Record<string, readonly FilterChoice[]>;
  views?: ViewStore;
  /** Whether this role may export; the list must have an `exportPath`. */
  canExport?: boolean;
  /** Buttons of the bar for chosen rows. Without it there are no checkboxes. */
  bulk?: (selection: Selection, clear: () => void) => ReactNode;
  /** More controls at the right of the toolbar. */
  actions?: ReactNode;
  /** What stands in an empty list, filters aside. */
  empty: { title: string; text?: ReactNode; actions?: ReactNode };
};

const noChoices = {};

/**
 * A list: search, filters as chips, sort, columns, density, saved views, CSV, selection and keyset pages. The URL holds
 * its state, the server its data.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { list, page, columns, rowId, label, noun, zone, search, choices = noChoices, views, bulk } = props;
  const state = useListState(list);
  const selection = useSelection(state.filterKey);
  const [density, setDensity] = useLocalSetting("table-density", densities, "comfortable");
  const visible = visibleColumns(columns, state.columns);
  const rows = page?.rows ?? [];
  const searchFilter = search ? list.filters[search] : undefined;
  const searchValue = search ? state.valueOf(search) : null;

  return (
    <section aria-label={label} aria-busy={state.pending} className="min-w-0">
      <div className="rounded-lg border bg-surface shadow-card">
        <div className="flex flex-wrap items-center gap-2 border-b p-2.5">
          {search && searchFilter ? (
            <SearchBox
              label={searchFilter.label}
              placeholder={searchFilter.kind === "text" ? searchFilter.placeholder : undefined}
              value={typeof searchValue === "string" ? searchValue : ""}
              onSearch={(text) => state.setFilter(search, text === "" ? null : text)}
            />
          ) : null}
          <FilterMenu list={list} state={state} choices={choices} zone={zone} search={search} />
          <div className="ml-auto flex flex-wrap items-center gap-2">
            {views ? <SavedViews list={list} state={state} store={views} /> : null}
            <ViewMenu
              columns={columns}
              visible={visible}
              state={state}
              density={density}
              onDensityChange={setDensity}
            />
            {props.canExport && state.exportHref ? (
              <a
                href={state.exportHref}
                download
                aria-label="Download as CSV what the filters leave"
                className={buttonClass("secondary", "md")}
              >
                <Download aria-hidden />
                <span className="hidden sm:inline">CSV</span>
              </a>
            ) : null}
            {props.actions}
          </div>
        </div>
        <FilterChips state={state} choices={choices} zone={zone} search={search} />
        <div className="relative">
          {state.pending ? <PendingLine /> : null}
          {rows.length > 0 ? (
            <div className="thin-scroll overflow-auto sm:max-h-[max(26rem,calc(100dvh-13rem))]">
              <DataGrid
                label={label}
                rows={rows}
                columns={columns}
                visible={visible}
                rowId={rowId}
                rowHref={props.rowHref}
                rowLabel={props.rowLabel ?? rowId}
                state={state}
                chosen={bulk ? selection : null}
                density={density}
              />
            </div>
          ) : (
            <NoRows page={page} failure={props.failure} state={state} noun={noun} empty={props.empty} />
          )}
        </div>
        {page ? <Pagination page={page} noun={noun} state={state} /> : null}
      </div>
      {bulk && page ? (
        <BulkBar
          chosen={selection}
          count={page.count}
          noun={noun}
          wholePage={rows.length > 0 && rows.every((row) => selection.isChosen(rowId(row)))}
        >
          {bulk(selection.selection(), selection.clear)}
        </BulkBar>
      ) : null}
    </section>
  );
}

function visibleColumns<Row>(
  columns: readonly DataColumn<Row>[],
  chosen: readonly string[] | null,
): ReadonlySet<string> {
  const shown = columns.filter((column, index) =>
    index === 0 ? true : chosen ? chosen.includes(column.id) : !column.hidden,
  );
  return new Set(shown.map((column) => column.id));
}

function PendingLine() {
  return (
    <div aria-hidden className="absolute inset-x-0 top-0 z-20 h-0.5 overflow-hidden">
      <div className="h-full w-1/3 animate-[slide_1s_ease-in-out_infinite] bg-accent" />
    </div>
  );
}

type NoRowsProps = {
  page: ListPage<unknown> | null;
  failure: ActionFailure | undefined;
  state: ListState;
  noun: Noun;
  empty: DataTableProps<unknown>["empty"];
};

/** Why there are no rows: it failed, the filters leave nothing, the page is past the end, or there is nothing yet. */
function NoRows({ page, failure, state, noun, empty }: NoRowsProps) {
  if (!page) {
    return (
      <EmptyState
        icon={<TriangleAlert aria-hidden />}
        title={`The ${noun.many} could not be read`}
        actions={
          <Button onClick={state.retry} pending={state.pending}>
            <RefreshCw aria-hidden />
            Try again
          </Button>
        }
      >
        {failure?.message ?? "The server did not answer."}
      </EmptyState>
    );
  }
  if (!state.isFirstPage) {
    return (
      <EmptyState
        icon={<Inbox aria-hidden />}
        title={`No more ${noun.many} here`}
        actions={<Button onClick={state.goToFirstPage}>Go to the first page</Button>}
      >
        The rows of this page have moved or gone since you came here.
      </EmptyState>
    );
  }
  if (state.filters.length > 0) {
    return (
      <EmptyState
        icon={<FilterX aria-hidden />}
        title={`No ${noun.many} match the filters`}
        actions={<Button onClick={state.clearFilters}>Clear filters</Button>}
      >
        Remove a filter, or make its range wider.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Inbox aria-hidden />} title={empty.title} actions={empty.actions}>
      {empty.text}
    </EmptyState>
  );
}
