import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgTransaction } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { guardTransactions } from "./transactions";

type NoRelations = Record<string, never>;

/** The application's connection pool, for queries written with the Drizzle builder. */
export type Db = PostgresJsDatabase<NoRelations>;

/** An open transaction of {@link Db}. */
export type Tx = PgTransaction<
  PostgresJsQueryResultHKT,
  NoRelations,
  ExtractTablesWithRelations<NoRelations>
>;

/** Whatever a query may run on: the pool or a transaction somebody else opened. */
export type Queryable = Db | Tx;

/** What {@link createDb} opens. Connections are made on first use, so an unused half costs nothing. */
export interface Connections {
  db: Db;
  /** The plain postgres.js client, for streaming, COPY and LISTEN. Never shared with `db`: Drizzle rewires its type parsers. */
  sql: postgres.Sql;
  /** Waits up to five seconds for running queries, then closes every connection. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** Connections of the builder's pool; default 10. The plain client opens at most half as many. */
  max?: number;
  /** Shown in `pg_stat_activity`; default `countinghouse`. */
  applicationName?: string;
}

const DEFAULT_POOL_MAX = 10;
const POOL_MAX_LIMIT = 1000;

/** Opens a plain postgres.js client whose sessions run in UTC and carry a name. */
export function createSql(url: string, options: ConnectionOptions = {}): postgres.Sql {
  const sql = postgres(url, {
    max: options.max ?? DEFAULT_POOL_MAX,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
    connection: {
      TimeZone: "UTC",
      application_name: options.applicationName ?? "countinghouse",
      // A prepared statement is still planned for the values at hand: a rare status and a common one want other plans.
      plan_cache_mode: "force_custom_plan",
    },
  });
  return guardTransactions(sql);
}

/** Opens connections of their own for a command line tool, a job process or a test; the caller closes them. */
export function createDb(url: string, options: ConnectionOptions = {}): Connections {
  const max = options.max ?? DEFAULT_POOL_MAX;
  const pool = createSql(url, options);
  const sql = createSql(url, { ...options, max: Math.max(1, Math.ceil(max / 2)) });
  return {
    db: drizzle(prepareQueries(pool)),
    sql,
    close: async () => {
      await Promise.all([pool.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}

/** Drizzle sends text with parameters. Prepared, a query costs one round trip where it otherwise costs two. */
function prepareQueries(pool: postgres.Sql): postgres.Sql {
  const { unsafe } = pool;
  const prepared: typeof unsafe = (query, parameters = [], options = {}) =>
    unsafe(query, parameters, { prepare: parameters.length > 0, ...options });
  return Object.assign(pool, { unsafe: prepared });
}

// Next's hot reload evaluates this module again; the pool has to outlive it.
const shared = globalThis as typeof globalThis & { countinghouseDb?: Connections };

function connections(): Connections {
  if (!shared.countinghouseDb) {
    shared.countinghouseDb = createDb(databaseUrl(), { max: poolMax(process.env.DATABASE_POOL_MAX) });
  }
  return shared.countinghouseDb;
}

/** The connection string of the database in use; holds a password, so it is never logged or shown. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set: start with `npm run up`, or name a PostgreSQL database.");
  return url;
}

/** The process-wide pool on `DATABASE_URL`, opened by the first call. Throws when the variable is not set. */
export function getDb(): Db {
  return connections().db;
}

/** The process-wide plain client on `DATABASE_URL`, for streaming and LISTEN; a small pool apart from {@link getDb}'s. */
export function getSql(): postgres.Sql {
  return connections().sql;
}

/** Closes the process-wide connections; the next {@link getDb} opens new ones. */
export async function closeDb(): Promise<void> {
  const open = shared.countinghouseDb;
  shared.countinghouseDb = undefined;
  await open?.close();
}

function poolMax(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_POOL_MAX;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > POOL_MAX_LIMIT) {
    throw new Error(`DATABASE_POOL_MAX must be a whole number from 1 to ${POOL_MAX_LIMIT}, not "${text}".`);
  }
  return value;
}
