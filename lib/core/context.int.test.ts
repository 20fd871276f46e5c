import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditLogs, settings } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { audit } from "@/lib/core/audit";
import { createContext, withTransaction } from "@/lib/core/context";
import { LimitError } from "@/lib/core/errors";
import { limitRate, pruneLimits } from "@/lib/core/rate-limit";

const { db } = await testDatabase();
const ctx = createContext({ type: "system", name: "test" }, { db });

async function stored(key: string) {
  const rows = await db.select().from(settings).where(eq(settings.key, key));
  const audited = await db.select().from(auditLogs).where(eq(auditLogs.targetId, key));
  return { rows: rows.length, audited: audited.length };
}

function write(key: string) {
  return withTransaction(ctx, async (ctx) => {
    await ctx.db.insert(settings).values({ key, value: 1 });
    await audit(ctx, { action: "setting.create", target: { type: "setting", id: key } });
  });
}

describe("the transaction of a command", () => {
  test("commits the change with its audit row", async () => {
    await write("kept");
    expect(await stored("kept")).toEqual({ rows: 1, audited: 1 });
  });

  test("is joined by commands called inside it: all or nothing", async () => {
    const outer = withTransaction(ctx, async (ctx) => {
      await withTransaction(ctx, async (ctx) => {
        await ctx.db.insert(settings).values({ key: "inner", value: 1 });
        await audit(ctx, { action: "setting.create", target: { type: "setting", id: "inner" } });
      });
      throw new Error("the outer command failed");
    });
    await expect(outer).rejects.toThrow("the outer command failed");
    expect(await stored("inner")).toEqual({ rows: 0, audited: 0 });
  });

  test("fails with its audit row", async () => {
    const failing = withTransaction(ctx, async (ctx) => {
      await ctx.db.insert(settings).values({ key: "unaudited", value: 1 });
      await ctx.db.execute(sql`select 1 / 0`);
    });
    await expect(failing).rejects.toThrow();
    expect(await stored("unaudited")).toEqual({ rows: 0, audited: 0 });
  });
});

describe("the rate limit", () => {
  test("lets exactly its number of parallel calls pass", async () => {
    const calls = await Promise.allSettled(
      Array.from({ length: 30 }, () => limitRate(ctx, "parallel", 10, 60)),
    );
    const refused = calls.filter((call) => call.status === "rejected");
    expect(refused).toHaveLength(20);
    for (const call of refused) expect(call.reason).toBeInstanceOf(LimitError);
  });

  test("begins anew after its window", async () => {
    await limitRate(ctx, "window", 1, 60);
    await expect(limitRate(ctx, "window", 1, 60)).rejects.toThrow(LimitError);
    await db.execute(
      sql`update core.rate_limits set window_started_at = now() - interval '61 seconds' where key = 'window'`,
    );
    await expect(limitRate(ctx, "window", 1, 60)).resolves.toBeUndefined();
  });

  test("is forgotten after a day, and not before", async () => {
    await limitRate(ctx, "old", 1, 60);
    await limitRate(ctx, "new", 1, 60);
    await db.execute(
      sql`update core.rate_limits set window_started_at = now() - interval '25 hours' where key = 'old'`,
    );
    await pruneLimits(ctx);
    const left = await db.execute(sql`select key from core.rate_limits where key in ('old', 'new')`);
    expect(left.map((row) => row.key)).toEqual(["new"]);
  });
});
