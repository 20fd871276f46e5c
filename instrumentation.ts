/** Starts the job worker inside the server process, unless workers run apart (WORKER_IN_PROCESS=0). */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startInProcess } = await import("@/lib/worker");
  await startInProcess();
}
