import type postgres from "postgres";
import { type AppliedStep, appliedSteps, record, stepId } from "./ledger";
import { type Loss, measureLoss, observe } from "./loss";
import type { LockHolder, Outcome, StatementFailure } from "./outcome";
import { describeFailure, MigrationRefusal } from "./outcome";
import { describeHolder, inLockedTransaction, type LockedTransaction, type RunOptions } from "./run";
import type { MigrationSet } from "./sets";
import { type Statement, splitStatements } from "./statements";
import { inSavepoint, type Transaction } from "./transaction";

export interface RollbackOptions extends RunOptions {
  /** How many steps to undo, from the last on; default 1. */
  steps?: number;
  /** Undo every step after this number instead; 0 undoes all. */
  to?: number;
  /** Must be the set's id; anything else only previews. */
  confirm?: string;
}

export interface RollbackResult {
  outcome: Outcome;
  set: string;
  /** The steps undone, last first; in a preview, those that would be. */
  steps: string[];
  /** What is or would be lost, measured by running the down files. */
  loss: Loss | undefined;
  reasons: string[];
  failure?: StatementFailure;
  holder?: LockHolder;
}

/** A step to undo, with its stored way back cut into statements. */
interface WayBack {
  step: AppliedStep;
  statements: Statement[];
}

/**
 * Undoes the last steps of a set with the down files as they were stored when the steps were applied, in one transaction
 * with their ledger rows. Without `confirm` it is a preview: the same statements run, what they take away is counted, and
 * everything is rolled back (it does take their locks for that long); the outcome is then `refused`, with the loss.
 */
export async function rollback(
  sql: postgres.Sql,
  set: MigrationSet,
  options: RollbackOptions = {},
): Promise<RollbackResult> {
  const base = { set: set.id, steps: [], loss: undefined };
  const at: { step: string; statement?: number; line?: number; sql?: string } = { step: set.id };
  try {
    // Parsed before the lock is taken: inside the transaction nothing but queries may be awaited.
    const planned = await parseAll(choose(await appliedSteps(sql, set.id), set, options));
    const confirmed = options.confirm === set.id;
    const run = await inLockedTransaction<RollbackResult>(
      sql,
      { ...options, schemas: set.schemas },
      async (locked) => {
        const now = choose(await appliedSteps(locked.tx, set.id), set, options);
        if (now.map(stepId).join() !== planned.map(({ step }) => stepId(step)).join()) {
          throw new MigrationRefusal([`The steps of ${set.id} changed in the meantime; look again.`]);
        }
        const loss = await rehearse(locked, planned, options, at);
        const result = { ...base, steps: planned.map(({ step }) => stepId(step)), loss };
        if (!confirmed) {
          const reason = `Nothing was changed. To do it, confirm with the name of the set: --confirm ${set.id}`;
          return { commit: false, result: { ...result, outcome: "refused", reasons: [reason] } };
        }
        for (const one of planned) await undo(locked, set, one, options, at);
        await locked.tx.unsafe("set constraints all immediate");
        return { commit: true, result: { ...result, outcome: "done", reasons: [] } };
      },
    );
    if ("result" in run) return run.result;
    return { ...base, outcome: "locked", reasons: [describeHolder(run.holder)], holder: run.holder };
  } catch (error) {
    if (error instanceof MigrationRefusal)
      return { ...base, outcome: "refused", reasons: [...error.reasons] };
    const failure = describeFailure(error, at);
    return { ...base, outcome: "failed", reasons: [failure.message], failure };
  }
}

function choose(
  applied: readonly AppliedStep[],
  set: MigrationSet,
  { steps = 1, to }: RollbackOptions,
): AppliedStep[] {
  if (applied.length === 0) throw new MigrationRefusal([`No step of ${set.id} is applied.`]);
  if (to !== undefined && to !== 0 && !applied.some((step) => step.number === to)) {
    throw new MigrationRefusal([`Step ${to} of ${set.id} is not applied.`]);
  }
  const chosen =
    to === undefined
      ? applied.slice(Math.max(0, applied.length - steps))
      : applied.filter((step) => step.number > to);
  if (chosen.length === 0) throw new MigrationRefusal([`${set.id} is already there; nothing to undo.`]);
  return chosen.toReversed();
}

async function parseAll(steps: readonly AppliedStep[]): Promise<WayBack[]> {
  const parsed: WayBack[] = [];
  for (const step of steps) parsed.push({ step, statements: await splitStatements(step.downText) });
  return parsed;
}

type Position = { step: string; statement?: number; line?: number; sql?: string };

/** Runs the down files in a savepoint, looks at what is gone, and undoes them again to count it. */
async function rehearse(
  { tx }: LockedTransaction,
  planned: readonly WayBack[],
  options: RunOptions,
  at: Position,
): Promise<Loss> {
  const before = await observe(tx);
  const after = await inSavepoint(tx, async () => {
    for (const one of planned) await execute(tx, one, options, at);
    return observe(tx);
  });
  return measureLoss(tx, before, after);
}

async function undo(
  { tx, xid }: LockedTransaction,
  set: MigrationSet,
  one: WayBack,
  options: RunOptions,
  at: Position,
) {
  const started = performance.now();
  await execute(tx, one, options, at);
  await record(tx, {
    setId: set.id,
    step: one.step,
    direction: "down",
    ms: Math.round(performance.now() - started),
    by: options.by,
    xid,
  });
}

async function execute(tx: Transaction, { step, statements }: WayBack, options: RunOptions, at: Position) {
  for (const [index, { sql, line }] of statements.entries()) {
    Object.assign(at, { step: stepId(step), statement: index + 1, line, sql });
    options.onProgress?.({ step: stepId(step), statement: index + 1, of: statements.length });
    await tx.unsafe(sql);
  }
}
