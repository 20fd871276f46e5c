import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { seedSubscriptions } from "@/db/seed/billing";
import { testDatabase } from "@/db/testing/database";
import { makeDraftWithPlan, staffContext } from "@/lib/billing/pricing/testing";

const SUBSCRIPTIONS = 4000;

const { db, sql, url } = await testDatabase();
const admin = await staffContext(db);
await seedSubscriptions(sql, SUBSCRIPTIONS);

/** Starts a publication in a process of its own. */
function startPublication(input: object): ChildProcess {
  const program = resolve("bin/testing/publish.ts");
  const loader = ["--conditions=react-server", "--import", "tsx"];
  const values = [url, JSON.stringify(admin.actor), JSON.stringify(input)];
  return spawn(process.execPath, [...loader, program, ...values], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Waits until the publication has frozen the subscriptions: from here to its commit everything is in one transaction. */
async function untilFrozen(): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const [row] = await sql`select from pg_locks
      where relation = 'billing.subscriptions'::regclass and mode = 'ShareRowExclusiveLock' and granted`;
    if (row) return;
    await sleep(5);
  }
  throw new Error("The publication never froze the subscriptions.");
}

/** Waits until the server has noticed that the process is gone. */
async function untilForgotten(): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const rows = await sql`select from pg_stat_activity where application_name = 'publication under test'`;
    if (rows.length === 0) return;
    await sleep(10);
  }
  throw new Error("The server still runs what the killed process began.");
}

async function state(configId: string) {
  const [row] = await sql<
    { status: string; history: number; priced: number; live: number; active: number }[]
  >`
    select c.status,
      (select count(*)::int from billing.subscription_cost_history h where h.pricing_config_id = c.id) as history,
      (select count(*)::int from billing.subscriptions s where s.cost_calculation_version = c.version) as priced,
      (select count(*)::int from billing.subscriptions s where s.status in ('active', 'trialing')) as live,
      (select count(*)::int from billing.pricing_configs where is_active = 'active') as active
    from billing.pricing_configs c where c.id = ${configId}`;
  if (!row) throw new Error("The version is gone.");
  return row;
}

describe("kill -9 during a publication", () => {
  // From the moment the subscriptions are frozen until after the commit, in milliseconds.
  test.each([0, 40, 120, 250, 500, 900])(
    "%i ms in leaves the old or the new state, never between",
    async (delay) => {
      const draft = await makeDraftWithPlan(admin, { subscriptionPercentage: `${20 + delay / 100}` });
      const publication = startPublication(draft.publish);
      const exit = once(publication, "exit");
      await untilFrozen();
      await sleep(delay);
      publication.kill("SIGKILL");
      await exit;
      await untilForgotten();

      const after = await state(draft.id);
      expect(after.live).toBeGreaterThan(SUBSCRIPTIONS / 2);
      expect(after.active).toBe(1);
      if (after.status === "draft") expect(after).toMatchObject({ history: 0, priced: 0 });
      else expect(after).toMatchObject({ status: "active", history: after.live, priced: after.live });
      if (delay === 0) expect(after.status).toBe("draft");
    },
  );

  test("and the same publication goes through afterwards", async () => {
    const draft = await makeDraftWithPlan(admin, { subscriptionPercentage: "42" });
    const publication = startPublication(draft.publish);
    const [status] = await once(publication, "exit");
    expect(status).toBe(0);
    expect(await state(draft.id)).toMatchObject({ status: "active", active: 1 });
  });
});
