import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Binaries, ClusterError, findBinaries } from "./cluster/binaries";
import { type Home, openHome } from "./cluster/home";
import { dataMajor, freePort, initialise, lockFile, ROLE, start, stop } from "./cluster/server";

export { ClusterError } from "./cluster/binaries";

/** A running private PostgreSQL that this process has a share in. */
export interface Cluster {
  /** Connection string of one of its databases, password included. */
  url(database: string): string;
  /** True when this call started the server, false when it was running already. */
  started: boolean;
  /** Gives up the share; the last one out stops the server (fast shutdown). */
  release(): Promise<void>;
}

export interface ClusterOptions {
  /** The checkout's state folder, `.data`. */
  state: string;
  /** `postgres` for `npm run up`; the tests have another. */
  name: string;
  /** False trades safety for speed: a crash may lose the cluster. For tests only. */
  durable: boolean;
  /** The search path for programs (`PATH`), tried before the usual places. */
  path?: string;
  /** Receives one line for whatever takes time. */
  say?: (line: string) => void;
}

// The key of the share: everybody who uses the server holds it shared, whoever stops it must get it alone.
const SHARE = 0x73686172;
const DEADLINE_MS = 360_000;
const RETRY_MS = 50;
const PATIENCE_MS = 5000;

/**
 * Brings the private cluster up and takes a share in it. The share is an advisory lock of a session of its own, so it
 * vanishes with the process, however that dies: commands running at once never stop each other's server, and one that
 * outlived a `kill -9` is simply used again. Throws {@link ClusterError} with what to do.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const say = options.say ?? (() => {});
  const home = await openHome(options.state, options.name);
  const major = await dataMajor(home);
  const binaries = await findBinaries(options.path ?? "", major, say);
  if (major === undefined) say("Creating the private PostgreSQL…");
  await initialise(home, binaries);

  let started = false;
  let failingSince: number | undefined;
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await sleep(RETRY_MS)) {
    const running = await lockFile(home);
    const share = running && (await takeShare(home, running.port));
    if (running && share) {
      return {
        url: (name) => url(home, running.port, name),
        started,
        release: releaser(home, binaries, share),
      };
    }
    // Either nothing runs, or what the lock file names is starting or stopping: pg_ctl can tell.
    const port = await freePort(await rememberedPort(options));
    const reason = await start(home, binaries, port, options.durable);
    if (reason === undefined) {
      started = true;
      await writeFile(portFile(options), `${port}\n`);
      continue;
    }
    if (await lockFile(home)) failingSince = undefined;
    else failingSince ??= Date.now();
    if (failingSince !== undefined && Date.now() - failingSince > PATIENCE_MS) {
      throw new ClusterError(`The private PostgreSQL in ${home.directory} does not start: ${reason}`);
    }
  }
  throw new ClusterError(`The private PostgreSQL in ${home.directory} does not answer; see its log there.`);
}

/** Where the cluster would be reached, without starting it; undefined before its first start. */
export async function clusterUrl(options: Pick<ClusterOptions, "state" | "name">, database: string) {
  const port = await rememberedPort(options);
  if (port === undefined) return undefined;
  const home = await openHome(options.state, options.name);
  return {
    url: url(home, (await lockFile(home))?.port ?? port, database),
    running: (await lockFile(home)) !== undefined,
  };
}

function url(home: Home, port: number, database: string): string {
  return `postgres://${ROLE}:${home.password}@127.0.0.1:${port}/${database}`;
}

function portFile(options: Pick<ClusterOptions, "state" | "name">): string {
  return join(options.state, `${options.name}.port`);
}

async function rememberedPort(options: Pick<ClusterOptions, "state" | "name">): Promise<number | undefined> {
  const port = Number(await readFile(portFile(options), "utf8").catch(() => ""));
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

async function takeShare(home: Home, port: number): Promise<postgres.Sql | undefined> {
  const share = postgres(url(home, port, "postgres"), {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "countinghouse share" },
  });
  try {
    const [row] = await share<{ taken: boolean }[]>`select pg_try_advisory_lock_shared(${SHARE}) as taken`;
    if (row?.taken) return share;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "28P01") {
      await share.end({ timeout: 1 });
      throw new ClusterError(
        `The private PostgreSQL in ${home.directory} does not accept the password kept beside it; restore the .password file in .data.`,
      );
    }
  }
  await share.end({ timeout: 1 });
  return undefined;
}

function releaser(home: Home, binaries: Binaries, share: postgres.Sql): () => Promise<void> {
  let released: Promise<void> | undefined;
  const release = async () => {
    const alone = await share<{ alone: boolean }[]>`
      select pg_advisory_unlock_shared(${SHARE}), pg_try_advisory_lock(${SHARE}) as alone`.catch(
      () => undefined,
    );
    // Without an answer the server is gone or going; stopping it again does no harm.
    if (alone === undefined || alone[0]?.alone === true) await stop(home, binaries);
    await share.end({ timeout: 1 });
  };
  return () => {
    released ??= release();
    return released;
  };
}
