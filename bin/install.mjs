import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

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

/** Runs `npm ci` when the installed packages are not those of the lockfile. Ends the process when that fails. */
export function installPackages(root) {
  if (isInstalled(root)) return;
  console.log("Installing packages (npm ci)…");
  const npm = process.env.npm_execpath;
  const [file, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const flags = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = spawnSync(file, [...first, ...flags], { cwd: root, stdio: "inherit" });
  if (done.status === 0) return;
  console.error(
    "The packages could not be installed; the reason is above. The package registry must be reachable.",
  );
  process.exit(1);
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
