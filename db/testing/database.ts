import { afterAll, inject } from "vitest";
import type { Connections, Db, Tx } from "../client";
import { createTestDatabase, type TestDatabaseServer } from "./create";

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestDatabaseServer;
  }
}

/** A database that belongs to one test file. */
export interface TestDatabase extends Pick<Connections, "db" | "sql"> {
  url: string;
}

/**
 * A database of this test file's own, with every migration applied (or none, with `empty`), dropped after the file's
 * last test. Call it at the top of the file: `const { db, sql } = await testDatabase();`. Throws when there is no server.
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const created = await createTestDatabase(inject("testServer"), options);
  afterAll(created.close);
  return { db: created.db, sql: created.sql, url: created.url };
}

class RolledBack extends Error {}

/** Runs `work` in a transaction that is always rolled back, and answers its result. */
export async function withRollback<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  let outcome: { result: T } | undefined;
  try {
    await db.transaction(async (tx) => {
      outcome = { result: await work(tx) };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (!outcome) throw new Error("The work did not run.");
  return outcome.result;
}
