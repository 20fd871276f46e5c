import type postgres from "postgres";
import { isConnectionLost, openTransaction } from "@/db/transactions";

/** An open transaction on a connection of its own. */
export type Transaction = postgres.ReservedSql;

/** Whether the work is to be committed, and what the caller gets. */
export interface Decision<T> {
  commit: boolean;
  result: T;
}

/**
 * Runs `work` between BEGIN and COMMIT or ROLLBACK, as it decides; whatever it throws rolls back. Once the connection is lost
 * nothing more is sent on it: the driver's own `begin` does, and that throws where nobody can catch it. `work` must await
 * nothing but queries, so that a connection can only be lost while one is in flight to say so.
 */
export async function inTransaction<T>(
  sql: postgres.Sql,
  mode: string,
  work: (tx: Transaction) => Promise<Decision<T>>,
): Promise<T> {
  const tx = await openTransaction(sql, mode);
  let usable = true;
  try {
    const { commit, result } = await work(tx);
    const ended = await tx.unsafe(commit ? "commit" : "rollback");
    if (commit && ended.command !== "COMMIT")
      throw new Error("The server rolled back instead of committing.");
    return result;
  } catch (error) {
    usable = !isConnectionLost(error);
    if (usable) {
      await tx.unsafe("rollback").catch(() => {
        usable = false;
      });
    }
    throw error;
  } finally {
    // A lost connection goes back to the pool by itself.
    if (usable) tx.release();
  }
}

/** Runs `work` in a savepoint that is always rolled back to. Answers its result; what it throws is thrown, the transaction lives on. */
export async function inSavepoint<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.unsafe("savepoint engine");
  try {
    const result = await work();
    await tx.unsafe("rollback to savepoint engine");
    return result;
  } catch (error) {
    if (!isConnectionLost(error)) await tx.unsafe("rollback to savepoint engine");
    throw error;
  }
}
