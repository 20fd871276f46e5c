import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ClusterError } from "./binaries";

/** The user the server runs as; undefined keeps the current one. */
export interface Owner {
  uid: number;
  gid: number;
}

/** Where a cluster lives and who owns it. */
export interface Home {
  /** Holds `data`, `log` and nothing else; belongs to {@link owner}. */
  directory: string;
  owner: Owner | undefined;
  password: string;
}

/**
 * Makes or finds the home of the cluster `name` of this checkout. PostgreSQL refuses to run as root, so for root it is owned
 * by an unprivileged user, and lies outside the checkout when that user could not reach it there; the place is remembered in
 * `<state>/<name>.location`. The password is made once, in `<state>/<name>.password`, readable by its owner only.
 */
export async function openHome(state: string, name: string): Promise<Home> {
  await mkdir(state, { recursive: true, mode: 0o755 });
  const password = await once(
    join(state, `${name}.password`),
    () => randomBytes(24).toString("base64url"),
    0o600,
  );
  const root = process.getuid?.() === 0;
  const location = join(state, `${name}.location`);
  const remembered = (await readFile(location, "utf8").catch(() => "")).trim();
  const directory = remembered || (await place(resolve(state), name, root));
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const owner = root ? await ownerOf(directory) : undefined;
  if (owner) await chown(directory, owner.uid, owner.gid);
  // Not remembered when it lies in the checkout, which may be moved or copied.
  if (remembered === "" && directory !== join(resolve(state), name))
    await once(location, () => directory, 0o644);
  return { directory, owner, password };
}

/** Reads a file, or writes it if nobody has yet: of two processes starting at once, both get the first one's text. */
async function once(path: string, make: () => string, mode: number): Promise<string> {
  const existing = await readFile(path, "utf8").catch(() => "");
  if (existing.trim() !== "") return existing.trim();
  try {
    await writeFile(path, `${make()}\n`, { mode, flag: existing === "" ? "wx" : "w" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readFile(path, "utf8")).trim();
}

async function place(state: string, name: string, root: boolean): Promise<string> {
  if (!root || (await reachable(state))) return join(state, name);
  const hash = createHash("sha256").update(state).digest("hex").slice(0, 12);
  return `/var/lib/countinghouse-${hash}/${name}`;
}

/** Whether any user may walk down to this directory. */
async function reachable(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function ownerOf(directory: string): Promise<Owner> {
  const { uid, gid } = await stat(directory);
  if (uid !== 0) return { uid, gid };
  const users = await readFile("/etc/passwd", "utf8").catch(() => "");
  for (const name of ["postgres", "nobody"]) {
    const fields = users
      .split("\n")
      .find((line) => line.startsWith(`${name}:`))
      ?.split(":");
    const [ids, group] = [Number(fields?.[2]), Number(fields?.[3])];
    if (fields && ids > 0 && group > 0) return { uid: ids, gid: group };
  }
  throw new ClusterError(
    "PostgreSQL refuses to run as root and this system has neither a user postgres nor nobody. Run the command as another user, or set DATABASE_URL.",
  );
}
