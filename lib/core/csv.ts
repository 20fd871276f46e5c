import "server-only";
import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { log } from "@/lib/core/log";

/** One column of an export: its header and the cell of a row. Amounts are plain decimals, instants ISO. */
export type CsvColumn<Row> = { header: string; cell: (row: Row) => string | number | null };

const FORMULA_START = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/** Makes a cell harmless in a spreadsheet: text that would start a formula gets a leading apostrophe. */
export function safeCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/**
 * Streams rows as CSV (RFC 4180, CRLF, UTF-8 with byte order mark) while they are read, batch by batch, so that an
 * export of a million rows holds one batch in memory.
 */
export function csvStream<Row>(
  batches: AsyncIterable<Row[]>,
  columns: readonly CsvColumn<Row>[],
): ReadableStream {
  async function* records() {
    for await (const batch of batches) {
      for (const row of batch) yield columns.map((column) => safeCell(column.cell(row)));
    }
  }
  const writer = stringify({
    header: true,
    bom: true,
    record_delimiter: "windows",
    columns: columns.map((c) => c.header),
  });
  // A failure while rows are read breaks the download off: half a file must not look like a whole one.
  pipeline(Readable.from(records()), writer, (error) => {
    if (error) log.error({ err: error }, "an export broke off");
  });
  return Readable.toWeb(writer) as ReadableStream;
}

/** A file download of a CSV stream, never cached; `name` without extension. */
export function csvResponse(stream: ReadableStream, name: string): Response {
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
