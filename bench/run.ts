import { mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { measureLists } from "@/bench/lists";
import { type Figure, line, reached } from "@/bench/measure";
import { measurePages, measureScripts, signIn } from "@/bench/pages";
import { activateAll, copyOf, measurePreview, measurePublish, prepareDraft } from "@/bench/pricing";
import { buildIfNeeded } from "@/bin/build";
import { serve, untilReady } from "@/bin/serve";
import { state } from "@/bin/target";
import { openTestServer } from "@/bin/testing/server";
import { freePort } from "@/db/cluster/server";
import { DEMO_DOMAIN, DEMO_PASSWORD } from "@/db/enums/demo";
import { seedSubscriptions } from "@/db/seed/billing";
import { seedDemo } from "@/db/seed/demo";
import { createTestDatabase } from "@/db/testing/create";

const SMALL = 100_000;
const LARGE = 1_000_000;
const say = (text: string) => console.log(text);

/** `npm run bench [publish|lists|pages|preview]…`: on a throw-away PostgreSQL; exit status 1 when a goal is missed. */
async function main(parts: readonly string[]): Promise<boolean> {
  const wanted = (part: string) => parts.length === 0 || parts.includes(part);
  const server = await openTestServer(say);
  let good = true;
  const report = (figures: readonly Figure[]) => {
    for (const figure of figures) {
      good &&= reached(figure);
      say(line(figure));
    }
  };
  try {
    if (wanted("publish")) report(await smallPricing(server));
    if (!["lists", "pages", "preview"].some(wanted)) return good;
    const large = await createTestDatabase(server);
    say(`seeding ${LARGE.toLocaleString("en")} subscriptions`);
    await seedDemo(large.sql);
    await seedSubscriptions(large.sql, LARGE);
    await large.sql`vacuum analyze`;
    if (wanted("lists")) report(await measureLists(large));
    if (wanted("pages")) good = (await pages(large.url, report)) && good;
    if (wanted("preview")) {
      const count = await activateAll(large.sql);
      report([await measurePreview(large.url, count, 12_000, 3)]);
    }
    await large.close();
  } finally {
    await server.release();
  }
  return good;
}

type Server = Awaited<ReturnType<typeof openTestServer>>;

async function smallPricing(server: Server): Promise<Figure[]> {
  const small = await createTestDatabase(server);
  const source = new URL(small.url).pathname.slice(1);
  say(`seeding ${SMALL.toLocaleString("en")} subscriptions`);
  await seedSubscriptions(small.sql, SMALL);
  const count = await activateAll(small.sql);
  const preview = await measurePreview(small.url, count, 2_000, 5);
  await small.sql`delete from billing.pricing_configs where status = 'draft'`;
  await small.sql`truncate billing.pricing_preview_rows`;
  await prepareDraft(small.url);
  await small.sql.end();
  let copies = 0;
  const copy = () => {
    copies += 1;
    return copyOf(server.adminUrl, source, `${source}_${copies}`);
  };
  const publish = await measurePublish(copy, count, 3);
  await small.close();
  return [preview, publish];
}

async function pages(url: string, report: (figures: Figure[]) => void): Promise<boolean> {
  mkdirSync(state, { recursive: true });
  await buildIfNeeded({ ...process.env, NEXT_TELEMETRY_DISABLED: "1" }, say);
  const port = await freePort(undefined);
  const base = `http://localhost:${port}`;
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: url,
    NEXTAUTH_SECRET: "a secret of the bench only",
    NEXTAUTH_URL: base,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const served = serve(port, false, environment, openSync(join(state, "bench-server.log"), "w"));
  try {
    await untilReady(served, port);
    const cookie = await signIn(base, `admin@${DEMO_DOMAIN}`, DEMO_PASSWORD);
    report(await measurePages(base, cookie));
    const scripts = await measureScripts(base, cookie);
    for (const { path, bytes, ok } of scripts) {
      say(
        `${ok ? "ok  " : "MISS"} JavaScript of ${path}: ${(bytes / 1000).toFixed(0)} kB compressed (goal ≤ 200 kB)`,
      );
    }
    return scripts.every(({ ok }) => ok);
  } finally {
    await served.stop();
  }
}

main(process.argv.slice(2)).then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
