import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installPackages, requireNode } from "./install.mjs";

// Everything that must run before there are packages: only what Node.js itself brings.
requireNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
installPackages(root);

const follow = pathToFileURL(join(root, "bin/follow-parent.mjs")).href;
const flags = ["--conditions=react-server", "--import", "tsx", "--import", follow];
const child = spawn(process.execPath, [...flags, join(root, "bin/up.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

// npm lives as long as what it runs; if it is gone, it was killed, and nobody is left to stop us.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
}
