import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Refusal, root } from "./target";

const READY_SECONDS = 120;
const GRACE_MS = 10_000;

/** A running server process. */
export interface Served {
  process: ChildProcess;
  /** Asks it to end, and after ten seconds makes it. */
  stop(): Promise<void>;
}

/** The port of `PORT`, 3000 by default; throws {@link Refusal} when it is no port or taken. */
export async function choosePort(text: string | undefined): Promise<number> {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
  if (!error) return port;
  if (error.code === "EACCES")
    throw new Refusal(`Port ${port} needs more rights than this user has; choose one above 1023.`);
  throw new Refusal(
    `Port ${port} is taken by another program. Stop that, or choose another port: PORT=${port + 1} npm run up`,
  );
}

/**
 * Starts `next start` or `next dev` in a process that ends when this one does, however this one ends. What it prints goes
 * to this terminal, or to an open file. It listens on `LISTEN_ADDRESS` of the environment, without one on every address.
 */
export function serve(port: number, dev: boolean, environment: NodeJS.ProcessEnv, log?: number): Served {
  const host = environment.LISTEN_ADDRESS;
  const follow = pathToFileURL(join(root, "bin/follow-parent.mjs")).href;
  const direct = pathToFileURL(join(root, "bin/direct-address.mjs")).href;
  const next = join(root, "node_modules/next/dist/bin/next");
  const loaders = ["--import", follow, "--import", direct];
  const child = spawn(
    process.execPath,
    [...loaders, next, dev ? "dev" : "start", "-p", String(port), ...(host ? ["-H", host] : [])],
    {
      cwd: root,
      env: { ...environment, NODE_ENV: dev ? "development" : "production" },
      stdio: log === undefined ? "inherit" : ["ignore", log, log],
    },
  );
  const ended = once(child, "exit");
  return {
    process: child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Waits until the server answers HTTP. Throws {@link Refusal} when it ends first or takes two minutes. */
export async function untilReady(served: Served, port: number): Promise<void> {
  for (const deadline = Date.now() + READY_SECONDS * 1000; Date.now() < deadline; await sleep(100)) {
    if (served.process.exitCode !== null)
      throw new Refusal("The server ended while starting; the reason is above.");
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { redirect: "manual" }).catch(
      () => undefined,
    );
    if (answer) return;
  }
  throw new Refusal(`The server did not answer on port ${port} within ${READY_SECONDS} seconds.`);
}
