import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import { createSql } from "@/db/client";
import { ClusterError, openCluster } from "@/db/cluster";
import { OLDEST_MAJOR } from "@/db/cluster/binaries";

/** The checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The checkout's state folder: private database, secrets, backups. Never committed. */
export const state = join(root, ".data");

/** Something the operator has to change; the message is the one sentence to show. */
export class Refusal extends Error {
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** The database a command works on. */
export interface Target {
  url: string;
  /** True for the private PostgreSQL of this checkout. */
  isPrivate: boolean;
  /** Gives the private server up; nothing for one that was named. */
  release(): Promise<void>;
}

const DATABASE = "countinghouse";

/** Reads `.env` and `.env.local` the way Next.js does; variables already set win. */
export function loadEnvironment(dev: boolean): void {
  nextEnv.loadEnvConfig(root, dev, { info: () => {}, error: console.error });
}

/**
 * The database named by `given` or `DATABASE_URL`, else the private PostgreSQL, started if need be. Throws {@link Refusal}
 * with one sentence when it does not answer or is too old; the sentence never holds the password.
 */
export async function openTarget(given: string | undefined, say: (line: string) => void): Promise<Target> {
  const named = given || process.env.DATABASE_URL;
  if (named) {
    await inspect(named);
    return { url: named, isPrivate: false, release: async () => {} };
  }
  try {
    const cluster = await openCluster({
      state,
      name: "postgres",
      durable: true,
      path: process.env.PATH,
      say,
    });
    const admin = createSql(cluster.url("postgres"), { max: 1 });
    try {
      const [found] = await admin`select from pg_database where datname = ${DATABASE}`;
      // Two first starts at once: the slower one finds the name taken.
      if (!found) await admin.unsafe(`create database ${DATABASE}`).catch(ignoreDuplicate);
    } finally {
      await admin.end({ timeout: 5 });
    }
    return { url: cluster.url(DATABASE), isPrivate: true, release: cluster.release };
  } catch (error) {
    if (error instanceof ClusterError) throw new Refusal(error.message);
    throw error;
  }
}

/** Throws {@link Refusal} when the role may not create the schemas that migrations need. */
export async function requireCreate(url: string): Promise<void> {
  const sql = createSql(url, { max: 1 });
  try {
    const [row] = await sql<{ allowed: boolean; role: string; database: string }[]>`
      select has_database_privilege(current_database(), 'CREATE') as allowed, current_user as role, current_database() as database`;
    if (!row || row.allowed) return;
    throw new Refusal(
      `The role "${row.role}" may not create schemas in the database "${row.database}". As its owner run: GRANT CREATE ON DATABASE "${row.database}" TO "${row.role}";`,
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function inspect(url: string): Promise<void> {
  const where = place(url);
  const sql = createSql(url, { max: 1, applicationName: "countinghouse start" });
  try {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    const major = Math.floor((row?.version ?? 0) / 10_000);
    if (major < OLDEST_MAJOR) {
      throw new Refusal(
        `The server at ${where} is PostgreSQL ${major}; ${OLDEST_MAJOR} or newer is needed. Upgrade it, or point DATABASE_URL to another.`,
      );
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(explain(error, where));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function explain(error: unknown, where: string): string {
  const { code = "unknown", message = "" } = error as { code?: string; message?: string };
  if (code === "28P01" || code === "28000") {
    return `The server at ${where} refuses this user: correct the name or password in DATABASE_URL.`;
  }
  if (code === "3D000")
    return `The server at ${where} has no such database: create it, or correct DATABASE_URL.`;
  if (/^[0-9A-Z]{5}$/.test(code))
    return `The server at ${where} refuses the connection (${message}). Correct DATABASE_URL.`;
  return `The database at ${where} does not answer (${code}). Start it, correct DATABASE_URL, or unset it to use a private PostgreSQL.`;
}

/** `host:port/database` of a connection string, without anything secret. */
function place(url: string): string {
  try {
    const { protocol, hostname, port, pathname, searchParams } = new URL(url);
    if (protocol !== "postgres:" && protocol !== "postgresql:") throw new Error("not PostgreSQL");
    return `${hostname || searchParams.get("host") || "localhost"}:${port || 5432}${pathname}`;
  } catch {
    throw new Refusal(
      "DATABASE_URL is not a PostgreSQL address. It looks like postgres://user:password@host:5432/database.",
    );
  }
}

function ignoreDuplicate(error: { code?: string }): void {
  if (error.code !== "42P04" && error.code !== "23505") throw error;
}

/** A secret of this checkout, made on first use and readable by its owner only. */
export async function ownSecret(): Promise<string> {
  const path = join(state, "secret");
  await mkdir(state, { recursive: true, mode: 0o755 });
  const text = `${randomBytes(32).toString("base64url")}\n`;
  await writeFile(path, text, { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(path, "utf8")).trim();
}
