import "server-only";
import { type Column, gte, inArray, lte, notInArray, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { dayEnd, dayStart } from "@/lib/core/clock";
import { reportZone } from "@/lib/core/env";
import { InvalidError } from "@/lib/core/errors";
import type { Choice, ListCount, ListPage, Range, Sort } from "@/lib/core/list";

/** Counting stops here: beyond it a list says "more than 10,000", since an exact count would cost more than the page. */
export const COUNT_LIMIT = 10_000;

type Expression = Column | SQL;

/** `column` is any of, or none of, the chosen values; null and unknown filters add no condition. */
export function matchesChoice(column: Expression, choice: Choice | null): SQL | undefined {
  if (!choice) return undefined;
  return choice.not ? notInArray(column as Column, choice.values) : inArray(column as Column, choice.values);
}

/** `column` lies in an inclusive range of decimal strings. */
export function matchesAmount(column: Expression, range: Range | null): SQL | undefined {
  if (!range) return undefined;
  const from = range.from === null ? undefined : gte(column as Column, sql`${range.from}::numeric`);
  const to = range.to === null ? undefined : lte(column as Column, sql`${range.to}::numeric`);
  return from && to ? sql`${from} and ${to}` : (from ?? to);
}

/** `column` (timestamptz) lies within whole days of the report zone, both ends included. */
export function matchesDays(column: Expression, range: Range | null): SQL | undefined {
  if (!range) return undefined;
  const zone = reportZone();
  const from = range.from && sql`${column} >= ${dayStart(range.from, zone).toISOString()}::timestamptz`;
  const to = range.to && sql`${column} < ${dayEnd(range.to, zone).toISOString()}::timestamptz`;
  return from && to ? sql`${from} and ${to}` : from || to || undefined;
}

/** A `like` pattern that matches a literal prefix, whatever characters it holds. */
export function prefixPattern(text: string): string {
  return `${text.replace(/[\\%_]/g, "\\$&")}%`;
}

const ID_PREFIX = /^[0-9a-f]{8}(-|$)[0-9a-f-]{0,27}$/i;

/** `column` (uuid) begins with the given text; undefined when the text is not the beginning of a UUID, 8 digits or more. */
export function matchesIdPrefix(column: Expression, text: string): SQL | undefined {
  const digits = text.toLowerCase().replaceAll("-", "");
  if (!ID_PREFIX.test(text) || digits.length > 32) return undefined;
  const [low, high] = [digits.padEnd(32, "0"), digits.padEnd(32, "f")];
  return sql`${column} between ${low}::uuid and ${high}::uuid`;
}

/** A sortable column, never null, and the SQL type its cursor value is cast back to. */
export type SortColumn = {
  column: Expression;
  type: "timestamptz" | "numeric" | "text" | "uuid" | "bigint" | "int";
};

type KeysetQuery<Row, S extends string> = {
  params: { sort: Sort<S>; size: string; after: string | null; before: string | null };
  sorts: Record<S, SortColumn>;
  /** The unique tiebreaker, never null. */
  id: SortColumn;
  /** Runs the page query with these parts; every row must carry `cursor`, selected as given. */
  rows: (parts: {
    where: SQL | undefined;
    orderBy: SQL[];
    limit: number;
    cursor: SQL<string>;
  }) => Promise<(Row & { cursor: string })[]>;
  /** Counts at most `limit` matching rows. */
  count: (limit: number) => Promise<number>;
};

/**
 * One page by keyset: rows after (or before) a cursor of sort value and unique id, so that depth costs nothing and rows
 * that come or go meanwhile neither repeat nor skip others. Throws `InvalidError` for a cursor that is not ours.
 */
export async function keysetPage<Row, S extends string>(query: KeysetQuery<Row, S>): Promise<ListPage<Row>> {
  const { params, sorts, id } = query;
  const sort = sorts[params.sort.field];
  const size = Number(params.size);
  const backwards = params.after === null && params.before !== null;
  const position = params.after ?? params.before;
  const descending = params.sort.descending !== backwards;
  const direction = descending ? sql`desc` : sql`asc`;

  const [found, counted] = await Promise.all([
    query.rows({
      where:
        position === null ? undefined : beyond(sort, id, decodeCursor(position, params.sort), descending),
      orderBy: [sql`${sort.column} ${direction}`, sql`${id.column} ${direction}`],
      limit: size + 1,
      cursor: sql<string>`json_build_array(${sort.column}::text, ${id.column}::text)::text`,
    }),
    query.count(COUNT_LIMIT + 1),
  ]);

  const more = found.length > size;
  const page = more ? found.slice(0, size) : found;
  if (backwards) page.reverse();
  const cursorOf = (row: (Row & { cursor: string }) | undefined) =>
    row ? encodeCursor(row.cursor, params.sort) : null;
  const hasNext = backwards ? position !== null : more;
  const hasPrevious = backwards ? more : position !== null;
  return {
    rows: page.map(({ cursor: _cursor, ...row }) => row as unknown as Row),
    count: toCount(counted),
    nextCursor: hasNext ? cursorOf(page.at(-1)) : null,
    previousCursor: hasPrevious ? cursorOf(page.at(0)) : null,
  };
}

function beyond(sort: SortColumn, id: SortColumn, [value, key]: [string, string], descending: boolean): SQL {
  const operator = descending ? sql`<` : sql`>`;
  const cast = (type: SortColumn["type"]) => sql.raw(type);
  return sql`(${sort.column}, ${id.column}) ${operator} (${value}::${cast(sort.type)}, ${key}::${cast(id.type)})`;
}

/** How many rows of a table match, counted to `limit` and no further. */
export async function countUpTo(
  db: Queryable,
  table: PgTable,
  where: SQL | undefined,
  limit: number,
): Promise<number> {
  const matching = db
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(limit)
    .as("matching");
  const [counted] = await db.select({ count: sql<number>`count(*)::int` }).from(matching);
  return counted?.count ?? 0;
}

/** One page of an export: no count is needed, and it is read from the front. */
type ExportPaging<S extends string> = { sort: Sort<S>; size: string; after: string | null; before: null };

/** All pages of a list in its order, one after another, for an export. */
export async function* streamPages<Row, S extends string>(
  sort: Sort<S>,
  size: number,
  read: (paging: ExportPaging<S>) => Promise<ListPage<Row>>,
): AsyncGenerator<Row[]> {
  let after: string | null = null;
  do {
    const page: ListPage<Row> = await read({ sort, size: String(size), after, before: null });
    yield page.rows;
    after = page.nextCursor;
  } while (after !== null);
}

/** A count that was stopped at the limit is told as "more than". */
export function toCount(counted: number): ListCount {
  return counted > COUNT_LIMIT ? { value: COUNT_LIMIT, exact: false } : { value: counted, exact: true };
}

function encodeCursor(row: string, sort: Sort<string>): string {
  return Buffer.from(`${sort.descending ? "-" : ""}${sort.field}:${row}`).toString("base64url");
}

function decodeCursor(cursor: string, sort: Sort<string>): [string, string] {
  const text = Buffer.from(cursor, "base64url").toString();
  const prefix = `${sort.descending ? "-" : ""}${sort.field}:`;
  const parsed: unknown = text.startsWith(prefix) ? parseJson(text.slice(prefix.length)) : null;
  if (Array.isArray(parsed) && typeof parsed[0] === "string" && typeof parsed[1] === "string") {
    return [parsed[0], parsed[1]];
  }
  throw new InvalidError("This page of the list no longer exists. Go back to its first page.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
