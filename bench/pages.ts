import { type Figure, median, time } from "@/bench/measure";
import { compressedBytes, SCRIPT_GOAL_BYTES } from "@/bench/scripts";

const RUNS = 30;
const PAGE_GOAL_MS = 120;

const LIST_PAGES = [
  "/billing/subscriptions",
  "/billing/subscriptions?status=active&sort=-price",
  "/billing/subscriptions?place=GB",
  "/billing/cost-history",
  "/billing/cost-history?reason=admin_pricing_update&sort=-change",
  "/system/audit",
];

const ALL_PAGES = [
  "/sign-in",
  "/",
  "/account",
  "/billing/pricing",
  "/billing/pricing/new",
  "/billing/subscriptions",
  "/billing/cost-history",
  "/system/audit",
  "/system/staff",
];

/** Signs in over HTTP and returns the cookies of the session. */
export async function signIn(base: string, email: string, password: string): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const header of response.headers.getSetCookie()) {
      const [pair = ""] = header.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const csrf = await fetch(`${base}/api/auth/csrf`);
  keep(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies() },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  keep(answer);
  return cookies();
}

async function load(base: string, path: string, cookie: string): Promise<string> {
  const response = await fetch(`${base}${path}`, { headers: { cookie } });
  if (!response.ok || new URL(response.url).pathname !== new URL(path, base).pathname) {
    throw new Error(`${path} answered ${response.status} at ${response.url}`);
  }
  return response.text();
}

/** The whole streamed response of each list page: median of thirty. */
export async function measurePages(base: string, cookie: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const path of LIST_PAGES) {
    for (let warm = 0; warm < 3; warm += 1) await load(base, path, cookie);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await time(() => load(base, path, cookie)));
    figures.push({
      name: `page ${path}`,
      ours: median(times),
      floor: null,
      goal: { milliseconds: PAGE_GOAL_MS },
    });
  }
  return figures;
}

/** The compressed JavaScript that each page's HTML asks for, in bytes. */
export async function measureScripts(
  base: string,
  cookie: string,
): Promise<{ path: string; bytes: number; ok: boolean }[]> {
  const script = async (address: string) =>
    Buffer.from(await (await fetch(new URL(address, base))).arrayBuffer());
  const results = [];
  for (const path of ALL_PAGES) {
    const html = await load(base, path, path === "/sign-in" ? "" : cookie);
    const bytes = await compressedBytes(html, script);
    results.push({ path, bytes, ok: bytes <= SCRIPT_GOAL_BYTES });
  }
  return results;
}
