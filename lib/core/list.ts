import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { isDay } from "@/lib/core/clock";
import { isDecimal } from "@/lib/core/money";

/** Any of the values, or none of them. In a URL: `active,paused`, or `!active,paused`. */
export type Choice = { not: boolean; values: string[] };
/** An inclusive range with open ends; decimal strings or days. In a URL: `10..50`, `10..`, `..50`. */
export type Range = { from: string | null; to: string | null };

export type Filter =
  | { kind: "text"; label: string; placeholder?: string }
  | { kind: "choice"; label: string; options: readonly { value: string; label: string }[] }
  /** Choices known only to the database (places, staff): the page passes the options to the table. */
  | { kind: "dynamic"; label: string }
  | { kind: "amount"; label: string; unit?: string }
  | { kind: "days"; label: string };

export type FilterValue<F extends Filter> = F["kind"] extends "text"
  ? string
  : F["kind"] extends "choice" | "dynamic"
    ? Choice
    : Range;

export type SortField = { label: string };
export type Sort<S extends string> = { field: S; descending: boolean };

/** Page sizes a list offers; anything else in the URL falls back to the first. */
export const PAGE_SIZES = [50, 25, 100] as const;

const MAX_CHOICES = 50;

const parseAsChoice = createParser<Choice>({
  parse(value) {
    const not = value.startsWith("!");
    const values = (not ? value.slice(1) : value)
      .replaceAll("\0", "")
      .split(",")
      .filter(Boolean)
      .slice(0, MAX_CHOICES);
    return values.length > 0 ? { not, values } : null;
  },
  serialize: ({ not, values }) => `${not ? "!" : ""}${values.join(",")}`,
  eq: (a, b) => a.not === b.not && a.values.join() === b.values.join(),
});

function parseAsRange(valid: (value: string) => boolean) {
  return createParser<Range>({
    parse(value) {
      const [from = "", to = "", ...rest] = value.split("..");
      if (rest.length > 0 || !value.includes("..")) return null;
      if ((from && !valid(from)) || (to && !valid(to)) || (!from && !to)) return null;
      return { from: from || null, to: to || null };
    },
    serialize: ({ from, to }) => `${from ?? ""}..${to ?? ""}`,
    eq: (a, b) => a.from === b.from && a.to === b.to,
  });
}

const parseAsAmounts = parseAsRange((value) => isDecimal(value) && value.length <= 20);
const parseAsDays = parseAsRange(isDay);

const MAX_TEXT = 200;

/** What a person may search for: no character that the database cannot hold, and not endless. */
const parseAsText = createParser<string>({
  parse: (value) => value.replaceAll("\0", "").slice(0, MAX_TEXT) || null,
  serialize: (value) => value,
});

function parserFor(filter: Filter) {
  switch (filter.kind) {
    case "text":
      return parseAsText;
    case "choice":
    case "dynamic":
      return parseAsChoice;
    case "amount":
      return parseAsAmounts;
    case "days":
      return parseAsDays;
  }
}

function parseAsSort<S extends string>(fields: readonly S[]) {
  return createParser<Sort<S>>({
    parse(value) {
      const name = value.replace(/^-/, "");
      const field = fields.find((candidate) => candidate === name);
      return field ? { field, descending: value.startsWith("-") } : null;
    },
    serialize: ({ field, descending }) => `${descending ? "-" : ""}${field}`,
    eq: (a, b) => a.field === b.field && a.descending === b.descending,
  });
}

type Filters = Record<string, Filter>;

/**
 * Defines a list once for page, browser, export and saved views: its filters, its sort allow-list and its URL. The
 * reserved names are `sort`, `size`, `after`, `before` and `columns`.
 *
 * `sort` is written `field` or `-field` (descending). `after` and `before` are keyset cursors.
 */
export function defineList<const F extends Filters, const S extends Record<string, SortField>>(spec: {
  /** Stable id, such as `billing.subscriptions`; saved views are stored under it. */
  id: string;
  /** Path of the page the list lives on. */
  path: string;
  /** Export route of the filtered set, when there is one. */
  exportPath?: string;
  filters: F;
  sorts: S;
  defaultSort: Sort<Extract<keyof S, string>>;
}) {
  type SortName = Extract<keyof S, string>;
  const sortNames = Object.keys(spec.sorts) as SortName[];
  // Sound because parserFor answers with the parser of the filter's own kind.
  const filterParsers = Object.fromEntries(
    Object.entries(spec.filters).map(([name, filter]) => [name, parserFor(filter)]),
  ) as unknown as { [K in keyof F]: ReturnType<typeof createParser<FilterValue<F[K]>>> };
  const parsers = {
    ...filterParsers,
    sort: parseAsSort(sortNames).withDefault(spec.defaultSort),
    size: parseAsStringLiteral(PAGE_SIZES.map(String)).withDefault(String(PAGE_SIZES[0])),
    after: parseAsString,
    before: parseAsString,
    columns: parseAsString,
  };
  return { ...spec, sortNames, parsers, load: createLoader(parsers) };
}

/** What a page parsed from the URL of a list. */
export type ListParams<L extends { parsers: Record<string, unknown> }> = inferParserType<L["parsers"]>;

/** How many rows match: exact up to the counting limit, "more than" beyond it. */
export type ListCount = { value: number; exact: boolean };

/** One page of a list, as every `list…` query returns it. Cursors are opaque; null at either end. */
export type ListPage<Row> = {
  rows: Row[];
  count: ListCount;
  nextCursor: string | null;
  previousCursor: string | null;
};
