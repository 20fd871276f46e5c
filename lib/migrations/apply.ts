import type postgres from "postgres";
import { isBlocking, prepareChecks, runChecks } from "./checks";
import { appliedSteps, createLedger, pendingSteps, record } from "./ledger";
import type { CheckResult, LockHolder, Outcome, StatementFailure } from "./outcome";
import { describeFailure, MigrationRefusal } from "./outcome";
import { describeHolder, inLockedTransaction, type LockedTransaction, type RunOptions } from "./run";
import type { MigrationSet, MigrationStep } from "./sets";
import { type Statement, splitStatements } from "./statements";
import type { Transaction } from "./transaction";

export interface StepRun {
  step: string;
  statements: number;
  ms: number;
}

export interface ApplyResult {
  outcome: Outcome;
  set: string;
  /** The steps this run put into the database; empty unless it ended `done`. */
  applied: StepRun[];
  /** Results of the set's checks, run before COMMIT; empty when nothing was pending. */
  checks: CheckResult[];
  /** Why it was refused, who holds the lock, or what failed: for people. */
  reasons: string[];
  failure?: StatementFailure;
  holder?: LockHolder;
}

/** A step with its statements, parsed before any lock is taken. */
interface Script {
  step: MigrationStep;
  statements: Statement[];
}

/**
 * Applies all pending steps of one set in a single transaction, together with their ledger rows, and commits only if no
 * check of severity error finds a row. Never throws for what can go wrong with a migration: see `outcome`. Whatever happens,
 * a killed process or a lost session included, the database is as before or fully migrated.
 */
export async function apply(
  sql: postgres.Sql,
  set: MigrationSet,
  options: RunOptions = {},
): Promise<ApplyResult> {
  const nothing = { set: set.id, applied: [], checks: [] };
  const at: { step: string; statement?: number; line?: number; sql?: string } = { step: set.id };
  try {
    const scripts = await parseSteps(set);
    const checks = await prepareChecks(set.checks);
    const run = await inLockedTransaction<ApplyResult>(
      sql,
      { ...options, schemas: set.schemas },
      async (locked) => {
        await refuseUnprepared(locked.tx, set);
        const pending = new Set(pendingSteps(set, await appliedSteps(locked.tx, set.id)));
        if (pending.size === 0) return { commit: true, result: { ...nothing, outcome: "done", reasons: [] } };
        await createLedger(locked.tx);
        const applied: StepRun[] = [];
        for (const script of scripts.filter(({ step }) => pending.has(step))) {
          applied.push(await runStep(locked, set, script, options, at));
        }
        Object.assign(at, { step: set.id, statement: undefined, line: undefined, sql: undefined });
        const results = await runChecks(locked.tx, checks);
        await locked.tx.unsafe("set constraints all immediate");
        const reasons = results.filter(isBlocking).map(describeViolation);
        if (reasons.length === 0) {
          return {
            commit: true,
            result: { outcome: "done", set: set.id, applied, checks: results, reasons },
          };
        }
        return { commit: false, result: { ...nothing, outcome: "failed", checks: results, reasons } };
      },
    );
    if ("result" in run) return run.result;
    return { ...nothing, outcome: "locked", reasons: [describeHolder(run.holder)], holder: run.holder };
  } catch (error) {
    if (error instanceof MigrationRefusal)
      return { ...nothing, outcome: "refused", reasons: [...error.reasons] };
    const failure = describeFailure(error, at);
    return { ...nothing, outcome: "failed", reasons: [failure.message], failure };
  }
}

async function parseSteps(set: MigrationSet): Promise<Script[]> {
  const reasons: string[] = [];
  const scripts: Script[] = [];
  for (const step of set.steps) {
    const statements = await acceptable(`${set.id}/${step.id}.up.sql`, step.upSql, reasons);
    await acceptable(`${set.id}/${step.id}.down.sql`, step.downSql, reasons);
    scripts.push({ step, statements });
  }
  if (reasons.length > 0) throw new MigrationRefusal(reasons);
  return scripts;
}

async function acceptable(file: string, text: string, reasons: string[]): Promise<Statement[]> {
  try {
    const statements = await splitStatements(text);
    for (const { refusal, line } of statements)
      if (refusal) reasons.push(`${file}, line ${line}: the statement ${refusal}.`);
    return statements;
  } catch (error) {
    reasons.push(`${file} does not parse: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

async function refuseUnprepared(tx: Transaction, set: MigrationSet): Promise<void> {
  const reasons: string[] = [];
  const [server] = await tx.unsafe<{ version: string }[]>(
    "select current_setting('server_version_num') as version",
  );
  const major = Math.floor(Number(server?.version) / 10_000);
  if (major < set.minServer)
    reasons.push(`${set.id} needs PostgreSQL ${set.minServer} or newer; this server is ${major}.`);
  for (const id of set.dependsOn) {
    if ((await appliedSteps(tx, id)).length === 0)
      reasons.push(`${set.id} needs the set "${id}", which is not applied.`);
  }
  if (reasons.length > 0) throw new MigrationRefusal(reasons);
}

async function runStep(
  { tx, xid }: LockedTransaction,
  set: MigrationSet,
  { step, statements }: Script,
  options: RunOptions,
  at: { step: string; statement?: number; line?: number; sql?: string },
): Promise<StepRun> {
  const started = performance.now();
  for (const [index, { sql, line }] of statements.entries()) {
    Object.assign(at, { step: step.id, statement: index + 1, line, sql });
    options.onProgress?.({ step: step.id, statement: index + 1, of: statements.length });
    // One statement at a time: a string of several would go on, and commit, after this process died.
    await tx.unsafe(sql);
  }
  const ms = Math.round(performance.now() - started);
  await record(tx, {
    setId: set.id,
    step: { ...step, downText: step.downSql },
    direction: "up",
    ms,
    by: options.by,
    xid,
  });
  return { step: step.id, statements: statements.length, ms };
}

function describeViolation(check: CheckResult): string {
  if (check.error !== undefined) return `Check ${check.id} could not run: ${check.error}`;
  return `Check ${check.id} (${check.title}) finds ${check.violations} ${check.violations === 1 ? "row" : "rows"}.`;
}
