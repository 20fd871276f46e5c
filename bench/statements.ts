import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Db } from "@/db/client";

/**
 * The statements that some work sends on a connection of its own, parameters written into them, as psql would need them.
 */
export async function statementsOf(url: string, work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const pool = postgres(url, {
    max: 1,
    connection: { TimeZone: "UTC" },
    debug: (_connection, query, parameters) => {
      statements.push(inline(query, parameters));
    },
  });
  try {
    // The driver looks up array types with its first query.
    await pool`select 1`;
    statements.length = 0;
    await work(drizzle(pool));
    return statements;
  } finally {
    await pool.end();
  }
}

function inline(query: string, parameters: unknown[]): string {
  return `${query.replace(/\$(\d+)/g, (_match, place: string) => literal(parameters[Number(place) - 1]))};`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = value instanceof Date ? value.toISOString() : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}
