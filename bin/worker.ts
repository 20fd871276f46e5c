import { closeDb } from "@/db/client";
import { loadEnvironment, openTarget, Refusal } from "./target";

/** `npm run worker`: jobs in a process of their own, as many of them as the load needs. */
async function main(): Promise<void> {
  loadEnvironment(false);
  const target = await openTarget(undefined, (line) => console.error(line));
  process.env.DATABASE_URL = target.url;
  try {
    // Only now: what it imports reads the environment.
    const { runWorker } = await import("@/lib/worker");
    const worker = await runWorker();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => void worker.stop());
    console.log("The worker runs. Ctrl-C stops it after the jobs under way.");
    await worker.stopped;
  } finally {
    await closeDb();
    await target.release();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = error instanceof Refusal ? error.status : 1;
});
