import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const DEBIAN_CHROMIUM = "/usr/bin/chromium";

/** Makes sure there is a Chromium: Debian's where root may install it, else Playwright's own. Throws when there is none after all. */
export function ensureBrowser(say: (line: string) => void): void {
  const found = () =>
    [process.env.CHROMIUM_PATH, DEBIAN_CHROMIUM, chromium.executablePath()].some(
      (path) => path && existsSync(path),
    );
  if (found()) return;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get")) {
    say("No browser found: installing the package chromium (apt-get)…");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-q"], { env, stdio: "ignore" });
    spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (found()) return;
  }
  say("No browser found: downloading Playwright's Chromium…");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  if (!found())
    throw new Error("There is no Chromium for the browser tests. Install it, or name it by CHROMIUM_PATH.");
}
