import { createSql } from "@/db/client";
import { seedSubscriptions } from "@/db/seed/billing";
import { seedDemo } from "@/db/seed/demo";
import { SeedRefused } from "@/db/seed/local";
import { migrate } from "./migrate";
import { loadEnvironment, openTarget, Refusal, type Target } from "./target";

const USAGE = `Usage:
  npm run seed                     the demo business, into an empty database
  npm run seed -- --scale 1000000  that many more subscriptions`;

const MAX_SCALE = 10_000_000;

/** What the arguments ask for; undefined when they cannot be read. */
function parse(args: string[]): { scale?: number } | undefined {
  if (args.length === 0) return {};
  const text =
    args[0] === "--scale" ? args[1] : args[0]?.startsWith("--scale=") ? args[0].slice(8) : undefined;
  const scale = Number(text?.replaceAll("_", "") || Number.NaN);
  return Number.isInteger(scale) && scale > 0 && scale <= MAX_SCALE ? { scale } : undefined;
}

const say = (line: string) => console.log(line);

async function main(): Promise<number> {
  const wish = parse(process.argv.slice(2));
  if (!wish) {
    console.error(USAGE);
    return 2;
  }
  loadEnvironment(false);
  let target: Target | undefined;
  try {
    target = await openTarget(undefined, say);
    await migrate(target.url, say);
    const sql = createSql(target.url, { max: 1, applicationName: "countinghouse seed" });
    const started = performance.now();
    try {
      if (wish.scale) await seedSubscriptions(sql, wish.scale, say);
      else await seedDemo(sql);
    } finally {
      await sql.end({ timeout: 5 });
    }
    say(`Done in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SeedRefused)) throw error;
    console.error(error.message);
    return error instanceof Refusal ? error.status : 2;
  } finally {
    await target?.release();
  }
}

process.exitCode = await main();
