import { join } from "node:path";
import { createSql } from "@/db/client";
import { prepareJobs } from "@/lib/core/jobs";
import { apply } from "@/lib/migrations/apply";
import { status } from "@/lib/migrations/ledger";
import { EXIT_STATUS, MigrationRefusal } from "@/lib/migrations/outcome";
import { loadSets } from "@/lib/migrations/sets";
import { Refusal, requireCreate, root } from "./target";

const LOCK_WAIT_MS = 60_000;

/** Brings a database up to date: every set in order, then the job queue's own tables. Throws {@link Refusal} with the reason. */
export async function migrate(url: string, say: (line: string) => void): Promise<void> {
  const sql = createSql(url, { max: 1, applicationName: "countinghouse migrate" });
  try {
    const sets = await loadSets(join(root, "db/migrations"));
    const states = await status(sql, sets);
    if (states.some((set) => set.steps.some((step) => step.state === "pending"))) await requireCreate(url);
    for (const set of sets) {
      const result = await apply(sql, set, { lockWaitMs: LOCK_WAIT_MS });
      for (const { step, ms } of result.applied) say(`Migrated ${set.id}: ${step} (${ms} ms)`);
      if (result.outcome === "done") continue;
      const { failure } = result;
      const where = failure?.line ? ` (${failure.step}, line ${failure.line})` : "";
      throw new Refusal(
        `The migrations of ${set.id} were not applied: ${result.reasons.join(" ")}${where}`,
        EXIT_STATUS[result.outcome],
      );
    }
  } catch (error) {
    if (error instanceof MigrationRefusal) throw new Refusal(error.message, EXIT_STATUS.refused);
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
  await prepareJobs(url);
}
