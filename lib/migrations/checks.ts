import { isConnectionLost } from "@/db/transactions";
import type { Session } from "./ledger";
import type { CheckResult } from "./outcome";
import type { MigrationCheck } from "./sets";
import { splitStatements } from "./statements";
import { inSavepoint, type Transaction } from "./transaction";

const SAMPLE_ROWS = 20;

/** Whether this result must stop a migration. */
export function isBlocking(check: CheckResult): boolean {
  return check.severity === "error" && check.violations !== 0;
}

/** A check whose SQL is known to be one statement, or why it is not. */
export interface PreparedCheck {
  check: MigrationCheck;
  error?: string;
}

/** Cuts each check to its one statement. Parsing happens here, before any transaction is open. */
export async function prepareChecks(checks: readonly MigrationCheck[]): Promise<PreparedCheck[]> {
  const prepared: PreparedCheck[] = [];
  for (const check of checks) {
    try {
      const statements = await splitStatements(check.sql);
      const [only] = statements;
      const single = only !== undefined && statements.length === 1 && only.kind === "SelectStmt";
      prepared.push(
        single
          ? { check: { ...check, sql: only.sql } }
          : { check, error: "A check must be exactly one SELECT." },
      );
    } catch (error) {
      prepared.push({ check, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return prepared;
}

/** Runs checks in an open transaction, each in a savepoint, so that a broken one becomes a result. */
export async function runChecks(tx: Transaction, checks: readonly PreparedCheck[]): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { check, error } of checks) {
    const started = performance.now();
    const base = { id: check.id, title: check.title, severity: check.severity };
    const broken = (message: string): CheckResult => ({
      ...base,
      violations: -1,
      sample: [],
      ms: Math.round(performance.now() - started),
      error: message,
    });
    if (error !== undefined) {
      results.push(broken(error));
      continue;
    }
    try {
      const outcome = await inSavepoint(tx, () => violationsOf(tx, check.sql));
      results.push({ ...base, ...outcome, ms: Math.round(performance.now() - started) });
    } catch (cause) {
      if (isConnectionLost(cause)) throw cause;
      results.push(broken(cause instanceof Error ? cause.message : String(cause)));
    }
  }
  return results;
}

interface Violations {
  violations: number;
  sample: unknown[];
}

async function violationsOf(session: Session, query: string): Promise<Violations> {
  // The line break keeps a trailing comment from swallowing the bracket.
  const rows = await session.unsafe<{ row: unknown }[]>(
    `select to_json(found)::text as row from (${query}\n) as found limit ${SAMPLE_ROWS}`,
  );
  const sample = rows.map(({ row }): unknown => JSON.parse(String(row)));
  if (sample.length < SAMPLE_ROWS) return { violations: sample.length, sample };
  const [total] = await session.unsafe<{ n: string }[]>(
    `select count(*)::text as n from (${query}\n) as found`,
  );
  return { violations: Number(total?.n ?? sample.length), sample };
}
