/** How a run of the engine ended; each word has its exit status in {@link EXIT_STATUS}. */
export type Outcome = "done" | "refused" | "locked" | "failed";

/** Exit statuses of `npm run db`: 2 nothing was tried, 3 somebody else holds the lock, 4 tried and rolled back. */
export const EXIT_STATUS: Record<Outcome, number> = { done: 0, refused: 2, locked: 3, failed: 4 };

/** Raised before anything is executed: the set, its files or the request are not acceptable. */
export class MigrationRefusal extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join("\n"));
    this.name = "MigrationRefusal";
    this.reasons = reasons;
  }
}

/** The session that holds the migration lock. */
export interface LockHolder {
  pid: number;
  user: string;
  application: string;
  /** ISO instant at which that session began its transaction. */
  since: string | null;
}

/** A statement the server refused, with everything it said about it. */
export interface StatementFailure {
  step: string;
  /** Position of the statement in its file, from 1, and the line it begins on; absent for COMMIT and the like. */
  statement?: number;
  line?: number;
  /** The statement, cut to 500 characters. */
  sql?: string;
  /** SQLSTATE, or the driver's code when the connection was lost. */
  code: string;
  message: string;
  detail?: string;
  hint?: string;
}

/** The outcome of one check or of one structural validation. */
export interface CheckResult {
  id: string;
  title: string;
  severity: "error" | "warn";
  /** How many rows violate it; -1 when the check itself could not run. */
  violations: number;
  /** At most 20 violating rows. */
  sample: unknown[];
  ms: number;
  /** Why the check could not run. */
  error?: string;
}

const SQL_EXCERPT = 500;

/** Describes a driver error as data: what was running, and what the server said. */
export function describeFailure(
  error: unknown,
  at: { step: string; statement?: number; line?: number; sql?: string },
): StatementFailure {
  const fields = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const text = (key: string) =>
    typeof fields[key] === "string" && fields[key] !== "" ? fields[key] : undefined;
  return {
    ...at,
    sql: at.sql?.slice(0, SQL_EXCERPT),
    code: text("code") ?? "unknown",
    message: text("message") ?? String(error),
    detail: text("detail"),
    hint: text("hint"),
  };
}
