import "server-only";
import { databaseUrl } from "@/db/client";
import { activateScheduledPricing } from "@/lib/billing/pricing/commands/activate";
import { env } from "@/lib/core/env";
import { type Loop, startWorker, type Task } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { pruneLimits } from "@/lib/core/rate-limit";
import { sealAudit } from "@/lib/system/audit/commands";

/** Every job of the product, by the name it is queued under. */
const tasks: Record<string, Task> = {
  "billing.activate_pricing": activateScheduledPricing,
};

/** What a worker does all the time besides jobs. */
const loops: readonly Loop[] = [
  { name: "audit.seal", everySeconds: 3, run: sealAudit },
  { name: "limits.prune", everySeconds: 3600, run: pruneLimits },
];

/** Runs all jobs of the product until stopped. */
export function runWorker() {
  return startWorker({ connectionString: databaseUrl(), tasks, loops });
}

// Next may evaluate this module more than once in a process; the worker must start once.
const shared = globalThis as typeof globalThis & { countinghouseWorker?: Promise<void> };

/** Starts the worker in this process once, trying again while the database does not answer. */
export function startInProcess(): Promise<void> {
  if (!env().WORKER_IN_PROCESS) return Promise.resolve();
  shared.countinghouseWorker ??= Promise.resolve().then(() => {
    void keepRunning();
  });
  return shared.countinghouseWorker;
}

const RETRY_MS = 5_000;

async function keepRunning(): Promise<void> {
  for (;;) {
    try {
      const worker = await runWorker();
      process.once("SIGTERM", worker.stop);
      process.once("SIGINT", worker.stop);
      await worker.stopped;
      return;
    } catch (error) {
      log.warn({ err: error }, "the job worker could not start; trying again");
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
