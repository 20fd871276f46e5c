import type { ApplyResult } from "@/lib/migrations/apply";
import type { SetStatus } from "@/lib/migrations/ledger";
import type { Loss } from "@/lib/migrations/loss";
import type { CheckResult, StatementFailure } from "@/lib/migrations/outcome";
import type { RollbackResult } from "@/lib/migrations/rollback";
import type { ValidateResult } from "@/lib/migrations/validate";

const SHOWN_ROWS = 5;

/** Prints how every set stands, a line for each step. */
export function printStatus(sets: readonly SetStatus[]): void {
  for (const set of sets) {
    console.log(`${set.set}  ${set.title}${set.current ? "" : "  (not current)"}`);
    for (const step of set.steps) {
      const when = step.appliedAt === null ? "" : `  ${step.appliedAt} by ${step.by}, ${step.ms} ms`;
      console.log(`  ${step.state.padEnd(8)} ${step.id}${when}`);
    }
  }
  if (sets.length === 0) console.log("There are no sets.");
}

/** Prints what one set's run of `apply` did, or why it did nothing. */
export function printApply(result: ApplyResult): void {
  if (result.outcome === "done" && result.applied.length === 0) {
    console.log(`${result.set}: nothing to do`);
    return;
  }
  for (const { step, statements, ms } of result.applied) {
    console.log(`${result.set}: applied ${step} (${statements} statements, ${ms} ms)`);
  }
  printTrouble(result);
  for (const check of result.checks) if (check.violations !== 0) printCheck(check);
}

/** Prints every check of a set with what it found. */
export function printValidate(result: ValidateResult): void {
  console.log(`${result.set}: ${result.valid ? "valid" : "NOT valid"} (${result.checks.length} checks)`);
  for (const check of result.checks) printCheck(check);
}

/** Prints what a rollback did, or would do, and what is lost by it. */
export function printRollback(result: RollbackResult): void {
  const verb = result.outcome === "done" ? "undid" : "would undo";
  for (const step of result.steps) console.log(`${result.set}: ${verb} ${step}`);
  if (result.loss) printLoss(result.loss);
  printTrouble(result);
}

function printLoss(loss: Loss): void {
  for (const { table, rows } of loss.tables) console.log(`  table ${table} goes, with ${rows} rows`);
  for (const { table, column, values } of loss.columns)
    console.log(`  column ${table}.${column} goes, with ${values} values`);
  for (const { table, deleted, updated } of loss.rows) {
    console.log(`  ${table}: ${deleted} rows deleted, ${updated} rows changed`);
  }
  if (loss.tables.length + loss.columns.length + loss.rows.length === 0)
    console.log("  no table, column or row goes");
}

function printTrouble(result: {
  outcome: string;
  set: string;
  reasons: string[];
  failure?: StatementFailure;
}): void {
  if (result.outcome === "done") return;
  const rolledBack = result.outcome === "failed" ? ", everything rolled back" : "";
  console.error(`${result.set}: ${result.outcome}${rolledBack}`);
  for (const reason of result.reasons) console.error(`  ${reason}`);
  const { failure } = result;
  if (!failure) return;
  const at = failure.statement === undefined ? "" : `, statement ${failure.statement}, line ${failure.line}`;
  console.error(`  in ${failure.step}${at} (${failure.code})`);
  for (const more of [failure.detail, failure.hint, failure.sql]) if (more) console.error(`  ${more}`);
}

function printCheck(check: CheckResult): void {
  const state = check.violations === 0 ? "ok" : check.severity;
  const found = check.error ?? (check.violations === 0 ? "" : `${check.violations} violations`);
  console.log(`  ${state.padEnd(5)} ${check.id}  ${check.title}${found ? `: ${found}` : ""}`);
  for (const row of check.sample.slice(0, SHOWN_ROWS)) console.log(`          ${JSON.stringify(row)}`);
}
