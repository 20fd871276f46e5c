import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chown,
  mkdtemp,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  statfs,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { freemem, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { type Binaries, ClusterError } from "./binaries";
import type { Home, Owner } from "./home";

/** The superuser of a private cluster. */
export const ROLE = "countinghouse";

const MEGABYTE = 1024 * 1024;
const START_SECONDS = 300;
const STOP_SECONDS = 60;

/** The major version a data directory was made by; undefined when there is none. */
export async function dataMajor(home: Home): Promise<number | undefined> {
  const text = await readFile(join(home.directory, "data", "PG_VERSION"), "utf8").catch(() => "");
  return text === "" ? undefined : Number.parseInt(text, 10);
}

/** Makes the data directory if there is none. It appears whole or not at all, so an interrupted start leaves nothing half made. */
export async function initialise(home: Home, binaries: Binaries): Promise<void> {
  const target = join(home.directory, "data");
  if (existsSync(join(target, "PG_VERSION"))) return;
  const draft = `${target}.${process.pid}`;
  const secret = await mkdtemp(join(tmpdir(), "countinghouse-"));
  const passwordFile = join(secret, "password");
  try {
    await writeFile(passwordFile, `${home.password}\n`, { mode: 0o600 });
    if (home.owner) await giveTo(home.owner, secret, passwordFile);
    const access = ["--auth=scram-sha-256", `--username=${ROLE}`, `--pwfile=${passwordFile}`];
    const shape = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", "--data-checksums"];
    const arguments_ = [`--pgdata=${draft}`, ...access, ...shape];
    let made = await execute(home, join(binaries.directory, "initdb"), arguments_);
    if (made.status !== 0 && /invalid locale name/.test(made.output)) {
      await rm(draft, { recursive: true, force: true });
      const plain = arguments_.map((one) => (one === "--locale=C.UTF-8" ? "--locale=C" : one));
      made = await execute(home, join(binaries.directory, "initdb"), plain);
    }
    if (made.status !== 0) throw new ClusterError(`initdb failed: ${lastLine(made.output)}`);
    await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(secret, { recursive: true, force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function giveTo(owner: Owner, ...paths: string[]): Promise<void> {
  for (const path of paths) await chown(path, owner.uid, owner.gid);
}

/** The port of the running server, as its own lock file tells it; undefined when that is missing or its process is dead. */
export async function lockFile(home: Home): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(home.directory, "data", "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined;
  return alive(pid) && (await isServerOf(home, pid)) ? { pid, port } : undefined;
}

/** After a restart of the machine or container the number may belong to any process; a server's directory is its data's. */
async function isServerOf(home: Home, pid: number): Promise<boolean> {
  const directory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return directory === undefined || directory === (await realpath(join(home.directory, "data")));
}

/** Removes the lock file of a server that is provably gone, which PostgreSQL itself would take for a running one. */
async function removeStaleLock(home: Home): Promise<void> {
  const path = join(home.directory, "data", "postmaster.pid");
  const pid = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
  if (pid > 0 && alive(pid) && !(await isServerOf(home, pid))) await rm(path, { force: true });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Starts the server on `port` and waits until it answers, crash recovery included. Answers undefined when this call started
 * it, else why not: another process was faster, the port was taken meanwhile, a killed server's children still end, …
 */
export async function start(
  home: Home,
  binaries: Binaries,
  port: number,
  durable: boolean,
): Promise<string | undefined> {
  const options = (await settings(port, durable)).map(([key, value]) => `-c ${key}=${value}`).join(" ");
  const log = join(home.directory, "log");
  await removeStaleLock(home);
  const started = await execute(home, join(binaries.directory, "pg_ctl"), [
    "start",
    `--pgdata=${join(home.directory, "data")}`,
    `--log=${log}`,
    "--wait",
    `--timeout=${START_SECONDS}`,
    `--options=${options}`,
  ]);
  if (started.status === 0) return undefined;
  const lines = (await readFile(log, "utf8").catch(() => "")).trimEnd().split("\n");
  const fatal = lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1);
  return fatal ?? lastLine(started.output);
}

/** Fast shutdown: sessions are ended, everything committed is on disk. */
export async function stop(home: Home, binaries: Binaries): Promise<void> {
  const data = `--pgdata=${join(home.directory, "data")}`;
  const flags = ["--mode=fast", "--wait", `--timeout=${STOP_SECONDS}`];
  const stopped = await execute(home, join(binaries.directory, "pg_ctl"), ["stop", data, ...flags]);
  if (stopped.status !== 0 && !/PID file .* does not exist|No such process/.test(stopped.output)) {
    throw new ClusterError(`The private PostgreSQL did not stop: ${lastLine(stopped.output)}`);
  }
}

/** A port of this machine nobody listens on: `wanted` if it is free, else any. */
export async function freePort(wanted: number | undefined): Promise<number> {
  if (wanted !== undefined && (await listen(wanted)) !== undefined) return wanted;
  const port = await listen(0);
  if (port === undefined) throw new ClusterError("No free port on 127.0.0.1.");
  return port;
}

function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}

async function settings(port: number, durable: boolean): Promise<Array<[string, string]>> {
  const memory = Math.min(totalmem(), freemem() * 4) / MEGABYTE;
  const buffers = durable ? Math.round(Math.min(1024, Math.max(64, memory / 8))) : 128;
  const shared = await statfs("/dev/shm").catch(() => undefined);
  const small = shared !== undefined && shared.bavail * shared.bsize < 512 * MEGABYTE;
  const common: Array<[string, string]> = [
    ["port", String(port)],
    ["listen_addresses", "127.0.0.1"],
    ["unix_socket_directories", ""],
    ["max_connections", "200"],
    ["shared_buffers", `${buffers}MB`],
    ["effective_cache_size", `${Math.round(Math.max(256, memory / 2))}MB`],
    ["work_mem", "32MB"],
    ["maintenance_work_mem", "256MB"],
    ["max_wal_size", "4GB"],
    ["random_page_cost", "1.1"],
    ["jit", "off"],
    ["timezone", "UTC"],
    ["log_timezone", "UTC"],
  ];
  if (process.platform !== "win32") common.push(["client_connection_check_interval", "500ms"]);
  // A container's /dev/shm is often 64 MB, where parallel queries fail for want of room.
  if (small) common.push(["dynamic_shared_memory_type", "mmap"]);
  if (durable) return common;
  return [...common, ["fsync", "off"], ["synchronous_commit", "off"], ["full_page_writes", "off"]];
}

interface Executed {
  status: number | null;
  output: string;
}

function execute(home: Home, file: string, arguments_: string[]): Promise<Executed> {
  return new Promise((resolve, reject) => {
    // In English, so that this file can read what it says, and in a directory its user may enter.
    const child = spawn("/usr/bin/env", ["LC_ALL=C", `HOME=${home.directory}`, file, ...arguments_], {
      cwd: home.directory,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      uid: home.owner?.uid,
      gid: home.owner?.gid,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error: NodeJS.ErrnoException) => {
      const rights = error.code === "EPERM" || error.code === "EACCES";
      reject(
        new ClusterError(
          rights ? `${file} cannot be run as an unprivileged user: ${error.message}.` : error.message,
        ),
      );
    });
    // Not "close": the server inherits these pipes on some platforms and keeps them open.
    child.once("exit", (status) => resolve({ status, output }));
  });
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "no message";
}
