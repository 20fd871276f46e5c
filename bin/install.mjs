import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const OLDEST = [20, 9];

/** Ends the process with one sentence when this Node.js is too old. Written without syntax an old one would not parse. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `Node.js ${OLDEST.join(".")} or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org.`,
  );
  process.exit(1);
}

/**
 * Installs the lockfile's packages when they are not there. A registry that lacks packages for other platforms makes
 * `npm ci` refuse the lockfile; `npm install` takes the same versions and leaves those out. Ends the process when both fail.
 */
export function installPackages(root) {
  if (isInstalled(root)) return;
  console.log("Installing packages (npm ci)…");
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const clean = npm(root, ["ci", ...flags], "pipe");
  if (clean.status === 0) return;
  if (!/EUSAGE/.test(clean.stderr)) console.error(clean.stderr);
  else if (npm(root, ["install", "--no-save", ...flags], "inherit").status === 0) return;
  console.error(
    "The packages could not be installed; the reason is above. The package registry must be reachable.",
  );
  process.exit(1);
}

function npm(cwd, arguments_, errors) {
  const script = process.env.npm_execpath;
  const [file, first] = script ? [process.execPath, [script]] : ["npm", []];
  return spawnSync(file, [...first, ...arguments_], {
    cwd,
    stdio: ["ignore", "inherit", errors],
    encoding: "utf8",
  });
}

/** npm writes down what it installed, as the last thing it does: that list has to agree with the lockfile. */
function isInstalled(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(join(root, "node_modules/.package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(([path, one]) => {
      if (path === "" || one.link) return true;
      return present[path]
        ? present[path].version === one.version
        : Boolean(one.optional || one.devOptional || one.peer);
    });
  } catch {
    return false;
  }
}

/** Runs a TypeScript command of `bin` in a process that ends with this one, passes signals on, and ends as it does. */
export function handOver(root, file) {
  const follow = pathToFileURL(join(root, "bin/follow-parent.mjs")).href;
  const flags = ["--conditions=react-server", "--import", "tsx", "--import", follow];
  const child = spawn(process.execPath, [...flags, join(root, "bin", file), ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

  // npm and its shell live as long as what they run; if one is gone, it was killed, and nobody is left to stop us.
  if (process.env.npm_lifecycle_event) {
    const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
    const first = ancestors();
    setInterval(() => ancestors() !== first && child.kill("SIGTERM"), 500).unref();
  }
}

/** The parent of another process; empty where the system does not tell. */
function parentOf(pid) {
  try {
    // After the name in brackets, which may hold anything: state, parent, …
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)?.trim().split(" ")[1] ?? "";
  } catch {
    return "";
  }
}
