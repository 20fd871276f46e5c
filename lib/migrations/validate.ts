import type postgres from "postgres";
import { isBlocking, prepareChecks, runChecks } from "./checks";
import type { CheckResult } from "./outcome";
import type { MigrationSet } from "./sets";
import { structuralChecks } from "./structure";
import { inTransaction } from "./transaction";

export interface ValidateResult {
  set: string;
  /** False when a check of severity error found something or could not run. */
  valid: boolean;
  checks: CheckResult[];
}

/**
 * Runs the set's own checks and the structural ones (unvalidated constraints, invalid indexes, disabled triggers, every
 * foreign key by anti-join) on one snapshot of the live database. Changes nothing.
 */
export async function validate(sql: postgres.Sql, set: MigrationSet): Promise<ValidateResult> {
  const own = await prepareChecks(set.checks);
  const checks = await inTransaction(sql, "isolation level repeatable read read only", async (tx) => {
    const structural = await structuralChecks(tx, set.schemas);
    return { commit: false, result: [...(await runChecks(tx, own)), ...(await runChecks(tx, structural))] };
  });
  return { set: set.id, valid: !checks.some(isBlocking), checks };
}
