import "server-only";
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { getSql } from "@/db/client";
import { workers } from "@/db/schema/core";
import { createContext } from "@/lib/core/context";
import { databaseError } from "@/lib/core/database-errors";
import { status } from "@/lib/migrations/ledger";
import { loadSets } from "@/lib/migrations/sets";

export type Check = { status: "ok" | "degraded" | "failed"; detail: string };
export type Health = {
  status: Check["status"];
  checks: { application: Check; database: Check; migrations: Check; worker: Check };
};

const WORKER_LATE_SECONDS = 20;
const SETS_DIRECTORY = resolve("db/migrations");

/**
 * Tells application, database, migrations and worker apart. `failed` means that the console cannot serve people,
 * `degraded` that it can but background work stands still. Holds nothing secret: the route is public.
 */
export async function readHealth(): Promise<Health> {
  const application: Check = { status: "ok", detail: `up for ${Math.floor(process.uptime())} s` };
  const database = await checkDatabase();
  const reachable = database.status === "ok";
  const unknown: Check = { status: "failed", detail: "unknown while the database does not answer" };
  const [migrations, worker] = reachable
    ? await Promise.all([checkMigrations(), checkWorker()])
    : [unknown, unknown];
  const checks = { application, database, migrations, worker };
  const all = Object.values(checks).map((check) => check.status);
  const overall = all.includes("failed") ? "failed" : all.includes("degraded") ? "degraded" : "ok";
  return { status: overall, checks };
}

async function checkDatabase(): Promise<Check> {
  const started = performance.now();
  try {
    await createContext({ type: "anonymous" }).db.execute(sql`select 1`);
    return { status: "ok", detail: `answered in ${Math.round(performance.now() - started)} ms` };
  } catch (error) {
    return {
      status: "failed",
      detail: `does not answer (${databaseError(error)?.code ?? "unknown reason"})`,
    };
  }
}

async function checkMigrations(): Promise<Check> {
  try {
    const sets = await status(getSql(), await loadSets(SETS_DIRECTORY));
    const behind = sets.flatMap((set) =>
      set.steps
        .filter((step) => step.state !== "applied")
        .map((step) => `${set.set} ${step.id} ${step.state}`),
    );
    if (behind.length === 0) return { status: "ok", detail: `${sets.length} sets applied` };
    return { status: "failed", detail: behind.join(", ") };
  } catch {
    return { status: "failed", detail: "the migration ledger could not be read" };
  }
}

async function checkWorker(): Promise<Check> {
  const [row] = await createContext({ type: "anonymous" })
    .db.select({
      late: sql<number | null>`extract(epoch from now() - max(${workers.seenAt}))::int`,
      alive: sql<number>`(count(*) filter (where ${workers.seenAt} > now() - make_interval(secs => ${WORKER_LATE_SECONDS})))::int`,
    })
    .from(workers);
  if (row && row.alive > 0) return { status: "ok", detail: `${row.alive} running` };
  const seen = row?.late == null ? "none has ever run" : `the last was seen ${row.late} s ago`;
  return { status: "degraded", detail: `no worker runs: ${seen}` };
}
