import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The oldest server the product supports. */
export const OLDEST_MAJOR = 15;

/** A folder with `postgres`, `initdb` and `pg_ctl` of one release. */
export interface Binaries {
  directory: string;
  major: number;
}

/** A failure to bring the private database up that needs a person; the message says what to do. */
export class ClusterError extends Error {
  override name = "ClusterError";
}

const NEEDED = ["postgres", "initdb", "pg_ctl"];
const PARENTS = ["/usr/lib/postgresql", "/usr/local/lib/postgresql", "/Library/PostgreSQL"];
const FIXED = [
  "/usr/local/pgsql/bin",
  "/usr/local/bin",
  "/usr/bin",
  "/opt/homebrew/bin",
  "/Applications/Postgres.app/Contents/Versions/latest/bin",
  "/run/current-system/sw/bin",
];
const CELLARS = ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"];

/**
 * The server binaries to use: of `major` when a data directory already decides that, else the newest supported.
 * `path` is searched before the usual places. On Debian and Ubuntu root gets the package installed when there are none. Throws {@link ClusterError} with what to do.
 */
export async function findBinaries(
  path: string,
  major: number | undefined,
  say: (line: string) => void,
): Promise<Binaries> {
  const found = await listBinaries(path);
  const usable = pick(found, major);
  if (usable) return usable;
  if (await installPackage(say)) {
    const installed = pick(await listBinaries(path), major);
    if (installed) return installed;
  }
  const wanted = major === undefined ? `PostgreSQL ${OLDEST_MAJOR} or newer` : `PostgreSQL ${major}`;
  const others = found.length > 0 ? ` (found only ${found.map((one) => one.major).join(", ")})` : "";
  throw new ClusterError(
    `${wanted} is not installed${others}. Install it (Debian: apt-get install postgresql; macOS: brew install postgresql@17), or set DATABASE_URL to a server you have.`,
  );
}

function pick(found: readonly Binaries[], major: number | undefined): Binaries | undefined {
  if (major !== undefined) return found.find((one) => one.major === major);
  return found.filter((one) => one.major >= OLDEST_MAJOR).sort((a, b) => b.major - a.major)[0];
}

async function listBinaries(path: string): Promise<Binaries[]> {
  const candidates = path.split(delimiter).concat(FIXED);
  for (const parent of PARENTS) {
    for (const version of await names(parent)) candidates.push(join(parent, version, "bin"));
  }
  for (const cellar of CELLARS) {
    for (const name of await names(cellar)) {
      if (name.startsWith("postgresql")) candidates.push(join(cellar, name, "bin"));
    }
  }
  const found: Binaries[] = [];
  for (const directory of new Set(candidates)) {
    if (directory === "" || !NEEDED.every((name) => existsSync(join(directory, name)))) continue;
    const version = await run(join(directory, "postgres"), ["--version"]).catch(() => undefined);
    const major = Number(/\b(\d+)(?:\.|devel|beta|rc|\s|$)/.exec(version?.stdout ?? "")?.[1]);
    if (Number.isInteger(major)) found.push({ directory, major });
  }
  return found;
}

async function names(directory: string): Promise<string[]> {
  return readdir(directory).catch(() => []);
}

async function installPackage(say: (line: string) => void): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version") || !existsSync("/usr/bin/apt-get"))
    return false;
  say("No PostgreSQL server found: installing the package postgresql (apt-get)…");
  // Ours is a cluster apart; the distribution need not create and start one.
  if (!existsSync("/etc/postgresql-common")) {
    await mkdir("/etc/postgresql-common", { recursive: true });
    await writeFile("/etc/postgresql-common/createcluster.conf", "create_main_cluster = false\n");
  }
  const quiet = { maxBuffer: 64 * 1024 * 1024 };
  const apt = ["DEBIAN_FRONTEND=noninteractive", "apt-get"];
  try {
    await run("/usr/bin/env", [...apt, "update", "-q"], quiet).catch(() => undefined);
    const options = ["-y", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"];
    await run("/usr/bin/env", [...apt, "install", ...options, "postgresql"], quiet);
    return true;
  } catch (error) {
    const output = String((error as { stderr?: string }).stderr ?? error).trim();
    say(`apt-get could not install it: ${output.split("\n").at(-1) ?? ""}`);
    return false;
  }
}
