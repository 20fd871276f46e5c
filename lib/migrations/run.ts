import type postgres from "postgres";
import type { LockHolder } from "./outcome";
import { type Decision, inTransaction, type Transaction } from "./transaction";

/** What every run of the engine may be told. */
export interface RunOptions {
  /** How long to wait for the migration lock, in milliseconds; default 5000. */
  lockWaitMs?: number;
  /** How long one statement may wait for a table lock, in milliseconds; default 10000. */
  tableLockMs?: number;
  /** Who asked for it, for the ledger; default the database role. */
  by?: string;
  /** Called before each statement. */
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  step: string;
  statement: number;
  of: number;
}

/** A transaction that holds the migration lock. */
export interface LockedTransaction {
  tx: Transaction;
  xid: string;
}

// The second key leaves room for locks of other kinds; the first spells CHOU.
const LOCK_CLASS = 0x43484f55;
const LOCK_OBJECT = 1;
const POLL_SECONDS = 0.1;

/**
 * Runs `work` in one transaction that holds the engine's lock on this database, commits it if `work` says so, and
 * otherwise leaves the database untouched. Answers `{ holder }` when the lock stays taken.
 *
 * The lock belongs to the transaction, so it is gone exactly when the outcome is known, also after `kill -9`; and it is
 * polled, because a session that blocks in `pg_advisory_lock` keeps CREATE INDEX CONCURRENTLY from ever finishing.
 */
export async function inLockedTransaction<T>(
  sql: postgres.Sql,
  options: RunOptions & { schemas: readonly string[] },
  work: (locked: LockedTransaction) => Promise<Decision<T>>,
): Promise<{ result: T } | { holder: LockHolder | undefined }> {
  type Run = { result: T } | { holder: LockHolder | undefined };
  return inTransaction<Run>(sql, "isolation level read committed read write", async (tx) => {
    await configure(tx, options);
    if (!(await acquire(tx, options.lockWaitMs ?? 5000))) {
      return { commit: false, result: { holder: await holder(tx) } };
    }
    const [row] = await tx.unsafe<{ xid: string }[]>("select pg_current_xact_id()::text as xid");
    const { commit, result } = await work({ tx, xid: row?.xid ?? "" });
    return { commit, result: { result } };
  });
}

async function configure(tx: Transaction, options: RunOptions & { schemas: readonly string[] }) {
  const path = [...options.schemas, "public"].map((name) => `"${name.replaceAll('"', '""')}"`).join(", ");
  await tx.unsafe(
    `select set_config('search_path', $1, true), set_config('lock_timeout', $2, true),
            set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '60s', true),
            set_config('timezone', 'UTC', true)`,
    [path, String(options.tableLockMs ?? 10_000)],
  );
  // Lets the server notice within half a second that its client died; not every platform has it.
  await tx.unsafe(`do $$ begin
    perform set_config('client_connection_check_interval', '500', true);
  exception when others then null; end $$`);
}

async function acquire(tx: Transaction, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const [row] = await tx.unsafe<{ taken: boolean }[]>(
      "select pg_try_advisory_xact_lock($1::int, $2::int) as taken",
      [LOCK_CLASS, LOCK_OBJECT],
    );
    if (row?.taken) return true;
    if (performance.now() >= deadline) return false;
    await tx.unsafe(`select pg_sleep(${POLL_SECONDS})`);
  }
}

async function holder(tx: Transaction): Promise<LockHolder | undefined> {
  const [row] = await tx.unsafe<LockHolder[]>(
    `select a.pid, coalesce(a.usename, '') as "user", coalesce(a.application_name, '') as application,
            to_char(a.xact_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
     from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.classid = $1::int::oid and l.objid = $2::int::oid and l.objsubid = 2
       and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK_CLASS, LOCK_OBJECT],
  );
  return row ? { ...row } : undefined;
}

/** A lock holder as a sentence. */
export function describeHolder(found: LockHolder | undefined): string {
  if (!found) return "Another migration was running a moment ago; try again.";
  const since = found.since ? ` since ${found.since}` : "";
  const name = found.application ? ` (${found.application})` : "";
  return `Another migration holds the lock: process ${found.pid} of ${found.user}${name}${since}.`;
}
