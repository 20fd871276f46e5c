import { parse } from "libpg-query";

/** One statement of a file, without its semicolon. */
export interface Statement {
  sql: string;
  /** The line it begins on, from 1. */
  line: number;
  /** The kind of the parser's node, e.g. `CreateStmt`. */
  kind: string;
  /** Why the engine will not run it in a migration; undefined when it may. */
  refusal?: string;
}

const TRANSACTION_CONTROL = "controls the transaction; the engine runs the whole file in one of its own";
const NO_TRANSACTION = "cannot run inside a transaction";

const REFUSED_KINDS: Record<string, string> = {
  TransactionStmt: TRANSACTION_CONTROL,
  CreatedbStmt: NO_TRANSACTION,
  DropdbStmt: NO_TRANSACTION,
  CreateTableSpaceStmt: NO_TRANSACTION,
  DropTableSpaceStmt: NO_TRANSACTION,
  AlterSystemStmt: NO_TRANSACTION,
  CreateSubscriptionStmt: NO_TRANSACTION,
};

/**
 * Splits a file with PostgreSQL's own grammar, so that dollar quotes, comments and `BEGIN ATOMIC` bodies stay whole.
 * A file of comments only has no statements. Throws the parser's error, its message ending in the line, when the file does not parse.
 */
export async function splitStatements(text: string): Promise<Statement[]> {
  const bytes = Buffer.from(text, "utf8");
  const result = await parse(text).catch((error: unknown) => {
    if (isEmptyQuery(error)) return undefined;
    throw withLine(error, bytes);
  });
  return (result?.stmts ?? []).flatMap((raw) => {
    if (!raw.stmt) return [];
    // The parser counts in UTF-8 bytes, and its statement begins with the white space and comments before it.
    const start = raw.stmt_location ?? 0;
    const end = raw.stmt_len ? start + raw.stmt_len : bytes.length;
    const source = bytes.subarray(start, end).toString("utf8");
    const sql = source.slice(leadingBlank(source));
    const kind = Object.keys(raw.stmt)[0] ?? "unknown";
    const node: unknown = Object.values(raw.stmt)[0];
    const line = lineAt(bytes, start + Buffer.byteLength(source.slice(0, leadingBlank(source))));
    return [
      { sql: sql.trimEnd(), line, kind, refusal: refusal(kind, (node ?? {}) as Record<string, unknown>) },
    ];
  });
}

function refusal(kind: string, node: Record<string, unknown>): string | undefined {
  if (REFUSED_KINDS[kind]) return REFUSED_KINDS[kind];
  if ((kind === "IndexStmt" || kind === "DropStmt") && node.concurrent === true) return NO_TRANSACTION;
  if (kind === "VacuumStmt" && node.is_vacuumcmd === true) return NO_TRANSACTION;
  if (kind === "ReindexStmt" && isReindexOutside(node)) return NO_TRANSACTION;
  if (kind === "VariableSetStmt" && node.is_local !== true && node.name !== "TRANSACTION") {
    return "changes the session beyond the migration; write SET LOCAL";
  }
  if (kind === "CopyStmt" && node.is_from === true && !node.filename) {
    return "reads from the client, which sends no data; write INSERT … VALUES";
  }
  return undefined;
}

function isReindexOutside(node: Record<string, unknown>): boolean {
  const whole = node.kind === "REINDEX_OBJECT_SCHEMA" || node.kind === "REINDEX_OBJECT_SYSTEM";
  return (
    whole ||
    node.kind === "REINDEX_OBJECT_DATABASE" ||
    JSON.stringify(node.params ?? []).includes('"concurrently"')
  );
}

/** Length of the white space and comments a text begins with; block comments nest, as in PostgreSQL. */
function leadingBlank(text: string): number {
  let at = 0;
  for (;;) {
    const blank = /^(?:\s+|--[^\n]*(?:\n|$))+/.exec(text.slice(at));
    if (blank) at += blank[0].length;
    if (!text.startsWith("/*", at)) return at;
    let depth = 0;
    do {
      if (text.startsWith("/*", at)) depth += 1;
      else if (text.startsWith("*/", at)) depth -= 1;
      else {
        at += 1;
        continue;
      }
      at += 2;
    } while (depth > 0 && at < text.length);
  }
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}

function isEmptyQuery(error: unknown): boolean {
  return error instanceof Error && /cannot be empty/i.test(error.message);
}

function withLine(error: unknown, bytes: Buffer): Error {
  const known = error as { message?: string; sqlDetails?: { cursorPosition?: number } };
  const at = known.sqlDetails?.cursorPosition;
  const where = at === undefined ? "" : ` (line ${lineAt(bytes, at)})`;
  return new Error(`${known.message ?? String(error)}${where}`);
}
