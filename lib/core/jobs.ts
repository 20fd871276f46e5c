import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { sql } from "drizzle-orm";
import { Logger, run, runMigrations, type TaskList } from "graphile-worker";
import { z } from "zod";
import { workers } from "@/db/schema/core";
import { type Ctx, createContext } from "@/lib/core/context";
import { log } from "@/lib/core/log";

/** Does one job. It may run again after a crash, so it must be idempotent. */
export type Task = (ctx: Ctx, payload: unknown) => Promise<void>;

/** Work done every few seconds for as long as a worker runs; several workers may do it at once. */
export type Loop = { name: string; everySeconds: number; run: (ctx: Ctx) => Promise<unknown> };

const HEARTBEAT_SECONDS = 5;
const CONCURRENCY = 4;

/**
 * Queues a job in the caller's transaction: it exists exactly if the change that asked for it commits. With a `key`, a
 * later call replaces the waiting job.
 */
export async function enqueue(
  ctx: Ctx,
  task: string,
  payload: Record<string, unknown>,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  const runAt = options.runAt ? sql`${options.runAt.toISOString()}::timestamptz` : sql`now()`;
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${task}, payload => ${JSON.stringify(payload)}::json, run_at => ${runAt}, job_key => ${options.key ?? null})`,
  );
}

/** Drops a waiting job by its key, in the caller's transaction. A job that already runs is not touched. */
export async function dequeue(ctx: Ctx, key: string): Promise<void> {
  await ctx.db.execute(sql`select graphile_worker.remove_job(${key})`);
}

/** Creates or updates the job queue's own schema, `graphile_worker`. */
export function prepareJobs(connectionString: string): Promise<void> {
  return runMigrations({ connectionString, logger });
}

/**
 * Runs jobs and loops until stopped, and keeps a heartbeat in `core.workers`. Any number of processes may run it.
 * `stop` waits for the jobs under way.
 */
export async function startWorker(options: {
  connectionString: string;
  tasks: Record<string, Task>;
  loops: readonly Loop[];
}): Promise<{ stop: () => Promise<void>; stopped: Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(options.tasks).map(([name, task]) => [name, (payload) => task(jobContext(name), payload)]),
  );
  const runner = await run({
    connectionString: options.connectionString,
    taskList,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger,
  });
  const id = randomUUID();
  const loops = [heartbeat(id), ...options.loops].map(startLoop);
  const stop = async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
    await runner.stop();
    const ctx = jobContext("worker");
    await ctx.db.delete(workers).where(sql`${workers.id} = ${id}`);
  };
  return { stop, stopped: runner.promise };
}

function jobContext(name: string): Ctx {
  return createContext({ type: "job", name });
}

function heartbeat(id: string): Loop {
  return {
    name: "worker",
    everySeconds: HEARTBEAT_SECONDS,
    run: (ctx) =>
      ctx.db
        .insert(workers)
        .values({ id, host: hostname(), pid: process.pid })
        .onConflictDoUpdate({ target: workers.id, set: { seenAt: sql`now()` } }),
  };
}

function startLoop(loop: Loop) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const turn = async () => {
    try {
      await loop.run(jobContext(loop.name));
    } catch (error) {
      log.error({ err: error, loop: loop.name }, "a background loop failed; it is tried again");
    }
    if (!stopped) timer = setTimeout(begin, loop.everySeconds * 1000);
  };
  let current = Promise.resolve();
  const begin = () => {
    current = turn();
  };
  begin();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

const logger = new Logger((scope) => (level, message, meta) => {
  const write = level === "error" ? log.error : level === "warning" ? log.warn : log.debug;
  write.call(log, { ...scope, ...meta }, message);
});

/** Parses a job's payload; a payload that does not fit fails the job for good with a message that names the field. */
export function jobPayload<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(payload);
  if (!result.success) throw new Error(`This job's payload is not valid: ${z.prettifyError(result.error)}`);
  return result.data;
}
