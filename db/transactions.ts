import type postgres from "postgres";

type Work<T> = (tx: postgres.TransactionSql) => T | Promise<T>;

/** Whether an error, or what caused it, means that the session is gone, as opposed to a statement the server refused. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, syscall } = error as Error & Record<string, unknown>;
  if (name === "PostgresError") return false;
  if (typeof syscall === "string" || (typeof code === "string" && code.startsWith("CONNECTION_")))
    return true;
  return isConnectionLost(error.cause);
}

/** Takes a connection and opens a transaction on it. */
export async function openTransaction(sql: postgres.Sql, mode: string): Promise<postgres.ReservedSql> {
  const reserved = await reserve(sql);
  try {
    await reserved.unsafe(`begin ${mode}`);
    return reserved;
  } catch (error) {
    if (!isConnectionLost(error)) reserved.release();
    throw error;
  }
}

const LAST_WORDS = new Set(["57P01", "57P02", "57P05", "25P03"]);
const RESERVE_TRIES = 20;

/**
 * When a session was terminated, the driver answers whoever next uses its connection with that session's last words, although
 * it has a new one by then. They cannot come from a new session, so the next connection is asked for.
 */
async function reserve(sql: postgres.Sql): Promise<postgres.ReservedSql> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sql.reserve();
    } catch (error) {
      const { code } = (error instanceof Error ? error : {}) as { code?: string };
      if (tries === RESERVE_TRIES || !LAST_WORDS.has(code ?? "")) throw error;
    }
  }
}

/**
 * Gives a client a `begin` that survives a lost connection. The driver's own sends ROLLBACK on the closed socket, and that
 * throws outside of any promise and ends the process. Otherwise it is the same: commits what `work` did, rolls back when it
 * throws, and never commits after a failed statement. Drizzle's transactions go through it.
 */
export function guardTransactions(sql: postgres.Sql): postgres.Sql {
  async function begin<T>(options: string | Work<T>, given?: Work<T>): Promise<T> {
    const work = typeof options === "function" ? options : given;
    if (!work) throw new TypeError("A transaction needs a function.");
    const mode = typeof options === "string" ? options.replace(/[^a-z ]/gi, "") : "";
    const reserved = await openTransaction(sql, mode);
    let usable = true;
    try {
      const result = await settle(work(withSavepoints(reserved)));
      const ended = await reserved.unsafe("commit");
      if (ended.command !== "COMMIT")
        throw new Error("A statement of the transaction had failed; it was rolled back.");
      return result;
    } catch (error) {
      usable = !isConnectionLost(error);
      if (usable) {
        await reserved.unsafe("rollback").catch(() => {
          usable = false;
        });
      }
      throw error;
    } finally {
      // A lost connection goes back to the pool by itself.
      if (usable) reserved.release();
    }
  }
  return Object.assign(sql, { begin });
}

function withSavepoints(reserved: postgres.ReservedSql): postgres.TransactionSql {
  let count = 0;
  async function savepoint<T>(name: string | Work<T>, given?: Work<T>): Promise<T> {
    const work = typeof name === "function" ? name : given;
    if (!work) throw new TypeError("A savepoint needs a function.");
    count += 1;
    const label = `s${count}`;
    await reserved.unsafe(`savepoint ${label}`);
    try {
      return await settle(work(tx));
    } catch (error) {
      if (!isConnectionLost(error)) await reserved.unsafe(`rollback to savepoint ${label}`);
      throw error;
    }
  }
  const prepare = () => {
    throw new Error("Prepared transactions are not supported.");
  };
  const tx = Object.assign(reserved, { savepoint, prepare }) as unknown as postgres.TransactionSql;
  return tx;
}

/** A function of a transaction may answer an array of queries, which are then all awaited. */
async function settle<T>(result: T | Promise<T>): Promise<T> {
  return Array.isArray(result) ? ((await Promise.all(result)) as T) : await result;
}
