import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createContext, withTransaction } from "@/lib/core/context";
import { dequeue, enqueue, jobPayload, prepareJobs } from "@/lib/core/jobs";

const { db, url } = await testDatabase();
await prepareJobs(url);
const ctx = createContext({ type: "system", name: "test" }, { db });

async function waiting(task: string) {
  return db.execute<{ payload: { n: number }; key: string | null }>(
    sql`select j.payload, j.key from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task}`,
  );
}

describe("a queued job", () => {
  test("exists exactly if the transaction that asked for it commits", async () => {
    const failing = withTransaction(ctx, async (ctx) => {
      await enqueue(ctx, "test.rolled_back", { n: 1 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await waiting("test.rolled_back")).toHaveLength(0);
    await withTransaction(ctx, (ctx) => enqueue(ctx, "test.kept", { n: 1 }));
    expect(await waiting("test.kept")).toHaveLength(1);
  });

  test("with a key replaces the one that waits, and can be taken back", async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    await enqueue(ctx, "test.keyed", { n: 1 }, { key: "k", runAt });
    await enqueue(ctx, "test.keyed", { n: 2 }, { key: "k", runAt });
    expect((await waiting("test.keyed")).map((job) => job.payload.n)).toEqual([2]);
    await dequeue(ctx, "k");
    expect(await waiting("test.keyed")).toHaveLength(0);
  });
});

test("a payload that does not fit fails with the field's name", () => {
  expect(() => jobPayload(z.object({ configId: z.uuid() }), { configId: 5 })).toThrow(/configId/);
});
