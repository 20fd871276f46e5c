import type postgres from "postgres";
import { compare, type Figure } from "@/bench/measure";
import { statementsOf } from "@/bench/statements";
import type { Connections } from "@/db/client";
import { listSubscriptions } from "@/lib/billing/subscriptions/queries/list";
import { subscriptionList } from "@/lib/billing/subscriptions/search-params";
import { createContext } from "@/lib/core/context";

const RUNS = 15;

/** What the browser may ask: the URL's filters and the same condition in SQL. */
const FILTERS: readonly { name: string; url: Record<string, string>; where: string }[] = [
  { name: "no filter", url: {}, where: "true" },
  { name: "status active", url: { status: "active" }, where: "s.status in ('active')" },
  {
    name: "status past due or paused",
    url: { status: "past_due,paused" },
    where: "s.status in ('past_due', 'paused')",
  },
  { name: "status none of active", url: { status: "!active" }, where: "s.status not in ('active')" },
  { name: "plan enterprise", url: { plan: "enterprise" }, where: "s.plan_id in ('enterprise')" },
  { name: "delivery overnight", url: { delivery: "overnight" }, where: "s.delivery_type in ('overnight')" },
  { name: "place GB", url: { place: "GB" }, where: "s.tax_place in ('GB')" },
  { name: "cycle yearly", url: { cycle: "yearly" }, where: "s.billing_cycle in ('yearly')" },
  { name: "currency CAD", url: { currency: "CAD" }, where: "s.currency in ('CAD')" },
  { name: "price 40 to 60", url: { price: "40..60" }, where: "s.price >= 40 and s.price <= 60" },
  {
    name: "created in June 2026",
    url: { created: "2026-06-01..2026-06-30" },
    where: "s.created_at >= '2026-06-01T00:00:00Z' and s.created_at < '2026-07-01T00:00:00Z'",
  },
  {
    name: "active, enterprise, express",
    url: { status: "active", plan: "enterprise", delivery: "express" },
    where: "s.status in ('active') and s.plan_id in ('enterprise') and s.delivery_type in ('express')",
  },
];

const SORTS = [
  { url: "-created", column: "created_at", descending: true, type: "timestamptz" },
  { url: "created", column: "created_at", descending: false, type: "timestamptz" },
  { url: "-price", column: "price", descending: true, type: "numeric" },
  { url: "price", column: "price", descending: false, type: "numeric" },
] as const;

const DEPTHS = [0, 0.5, 0.95];

type Bench = Connections & { url: string };

/**
 * The data time of a page of subscriptions (rows and capped count, as objects for the screen) against the very statements
 * it sends, run as plain SQL at the same time: at every sort, filter and depth.
 */
export async function measureLists(connections: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const filter of FILTERS) {
    for (const sort of SORTS) {
      const [total] = await connections.sql.unsafe<{ n: number }[]>(
        `select count(*)::int as n from billing.subscriptions s where ${filter.where}`,
      );
      for (const depth of DEPTHS) {
        const offset = Math.floor((total?.n ?? 0) * depth);
        figures.push(await measurePage(connections, filter, sort, offset));
      }
    }
  }
  return figures;
}

async function measurePage(
  connections: Bench,
  filter: (typeof FILTERS)[number],
  sort: (typeof SORTS)[number],
  offset: number,
): Promise<Figure> {
  const direction = sort.descending ? "desc" : "asc";
  const order = `order by s.${sort.column} ${direction}, s.id ${direction}`;
  const position =
    offset === 0 ? null : await positionAt(connections.sql, filter.where, sort.column, order, offset);
  const after = position && cursor(sort.url, position);
  const params = await subscriptionList.load(
    Promise.resolve({ ...filter.url, sort: sort.url, ...(after ? { after } : {}) }),
  );
  const list = (db: Connections["db"]) =>
    listSubscriptions(createContext({ type: "system", name: "bench" }, { db }), params);
  const statements = await statementsOf(connections.url, (db) => list(db));
  const times = await compare(
    RUNS,
    () => list(connections.db),
    () => Promise.all(statements.map((statement) => connections.sql.unsafe(statement))),
  );
  return { name: `list, ${filter.name}, sort ${sort.url}, row ${offset}`, ...times, goal: { ratio: 2 } };
}

type Position = { value: string; id: string };

async function positionAt(sql: postgres.Sql, where: string, column: string, order: string, offset: number) {
  const [row] = await sql.unsafe<Position[]>(
    `select s.${column}::text as value, s.id from billing.subscriptions s where ${where} ${order} offset ${offset} limit 1`,
  );
  return row ?? null;
}

/** A cursor as the list writes it. */
function cursor(sort: string, { value, id }: Position): string {
  return Buffer.from(`${sort}:${JSON.stringify([value, id])}`).toString("base64url");
}
