import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { expect, settled, test } from "@/e2e/fixtures";
import { PAGES, resolveRoute } from "@/e2e/pages";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PUBLIC_PAGES = ["/sign-in", "/invite"];
const THEMES = ["light", "dark"] as const;

type Axe = { run(options: RunOptions): Promise<AxeResults> };

for (const theme of THEMES) {
  for (const width of [1280, 390]) {
    test(`no serious violation on any page, ${theme}, ${width} px`, async ({ page, connections, signIn }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const found: string[] = [];
      for (const path of PUBLIC_PAGES) found.push(...(await seriousViolations(page, path)));
      await signIn("admin");
      for (const route of Object.keys(PAGES)) {
        found.push(...(await seriousViolations(page, await resolveRoute(connections, route))));
      }
      expect(found).toEqual([]);
    });
  }
}

async function seriousViolations(page: Parameters<typeof settled>[0], path: string): Promise<string[]> {
  await page.goto(path);
  await settled(page);
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  });
  expect(results.passes.length, `${path} was examined`).toBeGreaterThan(0);
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${path}: ${id} on ${nodes.map((node) => node.target.join(" ")).join("; ")}`);
}
