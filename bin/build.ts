import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal, root } from "./target";

const SOURCES = ["app", "components", "lib", "db", "public"];
const IGNORED = /\.test\.tsx?$|^db\/(testing|migrations|seed)\//;
const STAMP = join(root, ".next/countinghouse-build");

/** Builds the application unless what was built last came from the same sources. Answers whether it built. */
export async function buildIfNeeded(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<boolean> {
  const wanted = await fingerprint(environment);
  const built = await readFile(STAMP, "utf8").catch(() => "");
  if (built === wanted && existsSync(join(root, ".next/BUILD_ID"))) return false;
  say("Building the application (next build)…");
  await rm(STAMP, { force: true });
  const status = await next(["build"], { ...environment, NODE_ENV: "production" });
  if (status !== 0) throw new Refusal("The application could not be built; the reason is above.");
  await writeFile(STAMP, wanted);
  return true;
}

function next(arguments_: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), ...arguments_], {
      cwd: root,
      env,
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

async function fingerprint(environment: NodeJS.ProcessEnv): Promise<string> {
  const files = (await readdir(root, { withFileTypes: true }))
    .filter(
      (entry) => entry.isFile() && /\.(ts|mjs|json|css)$/.test(entry.name) && entry.name !== "next-env.d.ts",
    )
    .map((entry) => entry.name);
  for (const folder of SOURCES) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isFile()) files.push(join(entry.parentPath ?? entry.path, entry.name).slice(root.length));
    }
  }
  const hash = createHash("sha256").update(process.versions.node);
  // What Next.js writes into the browser's code at build time.
  for (const key of Object.keys(environment).sort()) {
    if (key.startsWith("NEXT_PUBLIC_")) hash.update(`\0${key}=${environment[key]}`);
  }
  for (const file of files.filter((name) => !IGNORED.test(name)).sort()) {
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest("hex");
}
