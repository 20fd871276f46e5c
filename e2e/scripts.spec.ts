import { compressedBytes, SCRIPT_GOAL_BYTES, scriptsOf } from "@/bench/scripts";
import { expect, test } from "@/e2e/fixtures";
import { PAGES, resolveRoute } from "@/e2e/pages";

test("no page asks for more than 200 kB of compressed JavaScript at first", async ({
  page,
  connections,
  signIn,
}) => {
  test.setTimeout(90_000);
  const scripts = new Map<string, Buffer>();
  const load = async (address: string) => {
    const known = scripts.get(address) ?? (await (await page.request.get(address)).body());
    scripts.set(address, known);
    return known;
  };
  const heavy: string[] = [];
  const weigh = async (path: string) => {
    const html = await (await page.request.get(path)).text();
    expect(scriptsOf(html).length, path).toBeGreaterThan(3);
    const bytes = await compressedBytes(html, load);
    if (bytes > SCRIPT_GOAL_BYTES) heavy.push(`${path}: ${bytes} bytes`);
  };
  for (const path of ["/sign-in", "/invite"]) await weigh(path);
  await signIn("admin");
  for (const route of Object.keys(PAGES)) await weigh(await resolveRoute(connections, route));
  expect(heavy).toEqual([]);
});
