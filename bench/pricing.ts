import { spawn } from "node:child_process";
import { once } from "node:events";
import type postgres from "postgres";
import { type Figure, median, time } from "@/bench/measure";
import { statementsOf } from "@/bench/statements";
import { createDb, createSql } from "@/db/client";
import { createDraft } from "@/lib/billing/pricing/commands/draft";
import { previewPricing } from "@/lib/billing/pricing/commands/preview";
import { publishPricing } from "@/lib/billing/pricing/commands/publish";
import { getActiveTerms } from "@/lib/billing/pricing/queries";
import type { CreateDraftInput } from "@/lib/billing/pricing/schema";
import { type Ctx, createContext } from "@/lib/core/context";
import { decimal } from "@/lib/core/money";

const LIMIT_PERCENT = "10";
const ADMIN = {
  type: "staff",
  id: "00000000-0000-4000-8000-000000000001",
  name: "Bench",
  email: "bench@example.test",
  role: "admin",
} as const;

/** Makes every subscription of a database active, so that a preview recomputes as many as there are. */
export async function activateAll(sql: postgres.Sql): Promise<number> {
  await sql`update billing.subscriptions set status = 'active', cancelled_at = null, paused_at = null, pause_reason = null,
    paused_from_status = null, paused_remaining_days = null where status not in ('active', 'trialing')`;
  await sql`vacuum analyze billing.subscriptions`;
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from billing.subscriptions where status in ('active', 'trialing')`;
  return row?.n ?? 0;
}

/** A draft that raises the percentage of the active version by one and is otherwise the same. */
async function draftOf(ctx: Ctx): Promise<{ id: string }> {
  const active = await getActiveTerms(ctx);
  const { terms } = active;
  const input: CreateDraftInput = {
    basedOn: active.id,
    replaces: null,
    subscriptionPercentage: decimal(terms.subscriptionPercentage).plus(1).toFixed(4),
    deliveryCosts: terms.deliveryCosts,
    taxRates: Object.entries(terms.taxRates).map(([place, rate]) => {
      const [country = "", region = ""] = place.split("-");
      return { country, region, percent: decimal(rate).times(100).toFixed() };
    }),
    defaultCurrency: "USD",
    supportedCurrencies: ["USD", "EUR", "GBP", "CAD"],
    effectiveAt: "",
    reason: "bench",
  };
  return createDraft(ctx, input);
}

/** The whole preview command: recompute, store, summarise, audit. */
export async function measurePreview(
  url: string,
  subscriptions: number,
  goal: number,
  runs: number,
): Promise<Figure> {
  const { db, close } = createDb(url, { max: 4 });
  try {
    const ctx = createContext(ADMIN, { db });
    const { id } = await draftOf(ctx);
    const times: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      times.push(await time(() => previewPricing(ctx, { configId: id, limitPercent: LIMIT_PERCENT })));
    }
    // The first run warms the cache and is not counted.
    return {
      name: `preview of ${subscriptions.toLocaleString("en")} subscriptions`,
      ours: median(times.slice(1)),
      floor: null,
      goal: { milliseconds: goal },
    };
  } finally {
    await close();
  }
}

/**
 * Publishing, against the very statements it sends replayed by psql on an equal copy of the database. `copy` makes a fresh
 * copy and answers its address and a way to drop it.
 */
export async function measurePublish(
  copy: () => Promise<{ url: string; drop: () => Promise<void> }>,
  subscriptions: number,
  runs: number,
): Promise<Figure> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const first = await copy();
    const { milliseconds, statements } = await publishOnce(first.url);
    ours.push(milliseconds);
    await first.drop();
    const second = await copy();
    floor.push(await replay(second.url, statements));
    await second.drop();
  }
  return {
    name: `publish to ${subscriptions.toLocaleString("en")} subscriptions`,
    ours: median(ours),
    floor: median(floor),
    goal: { ratio: 1.5 },
  };
}

/** Drafts and previews on the plain database, so that a copy of it only has to be published. */
export async function prepareDraft(url: string): Promise<void> {
  const { db, close } = createDb(url, { max: 2 });
  const ctx = createContext(ADMIN, { db });
  const { id } = await draftOf(ctx);
  await previewPricing(ctx, { configId: id, limitPercent: LIMIT_PERCENT });
  await close();
}

async function publishOnce(url: string): Promise<{ milliseconds: number; statements: string[] }> {
  const sql = createSql(url, { max: 1 });
  const [shown] = await sql<
    { configId: string; rowVersion: number; previewId: string; fingerprint: string }[]
  >`
    select c.id as "configId", c.row_version as "rowVersion", p.id as "previewId", p.fingerprint
    from billing.pricing_previews p join billing.pricing_configs c on c.id = p.config_id where c.status = 'draft'`;
  await sql.end();
  if (!shown) throw new Error("There is no previewed draft to publish.");
  let milliseconds = 0;
  const statements = await statementsOf(url, async (db) => {
    const ctx = createContext(ADMIN, { db });
    milliseconds = await time(() => publishPricing(ctx, { ...shown, leaveUnpriceable: true }));
  });
  return { milliseconds, statements };
}

/** The milliseconds that psql takes from its first statement to the end of its last, the start of psql left out. */
async function replay(url: string, statements: readonly string[]): Promise<number> {
  const psql = spawn("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", url], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = once(psql, "exit");
  // psql answers this once it is connected, so that its start is not measured.
  psql.stdin.write("\\echo connected\n");
  await once(psql.stdout, "data");
  const elapsed = await time(async () => {
    psql.stdin.end(`${statements.join("\n")}\n`);
    const [status] = await exit;
    if (status !== 0) throw new Error(`psql ended with status ${status} when it replayed the statements.`);
  });
  return elapsed;
}

/** Copies a database that nobody is connected to. */
export async function copyOf(adminUrl: string, source: string, name: string) {
  const admin = createSql(adminUrl, { max: 1 });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`create database ${name} template ${source}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const drop = async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { url: url.toString(), drop };
}
