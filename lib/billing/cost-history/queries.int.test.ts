import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { CostBreakdown } from "@/db/schema/billing-breakdown";
import type { SubscriptionCostHistoryRow } from "@/db/schema/billing-pricing";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription } from "@/db/testing/factories/billing";
import { makeCostHistory } from "@/db/testing/factories/billing-pricing";
import { makeStaff } from "@/db/testing/factories/core";
import {
  dailyChanges,
  findCostHistoryEntry,
  listChangeActors,
  listCostHistory,
  streamCostHistory,
  subscriptionTimeline,
  totalChange,
} from "@/lib/billing/cost-history/queries";
import { type CostHistoryParams, costHistoryList } from "@/lib/billing/cost-history/search-params";
import { createContext } from "@/lib/core/context";
import { ForbiddenError } from "@/lib/core/errors";
import { decimal, sum, toAmount } from "@/lib/core/money";

const { db } = await testDatabase();
const ctx = createContext({ type: "system", name: "test" }, { db });

/** The breakdown with more or less in the box, adding up still. */
function moved(breakdown: CostBreakdown, change: string): CostBreakdown {
  const plus = (amount: string) => toAmount(decimal(amount).plus(change));
  return { ...breakdown, subtotal: plus(breakdown.subtotal), total_amount: plus(breakdown.total_amount) };
}

const ada = await makeStaff(db, { name: "Ada" });
const subscription = await makeSubscription(db);
const foreign = await makeSubscription(db, { currency: "EUR", taxPlace: "GB" });

// Ties on purpose: three instants and a handful of changes among the rows.
const reasons = ["subscription_pause", "admin_pricing_update", "subscription_variant_swap", "gift"];
const changes = ["0.00", "5.00", "-2.50", "5.00", "12.34"];
const rows: SubscriptionCostHistoryRow[] = [];
for (let i = 0; i < 20; i += 1) {
  const owner = i % 5 === 4 ? foreign : subscription;
  const byAda = i % 3 === 0;
  rows.push(
    await makeCostHistory(db, owner, {
      oldCostBreakdown: owner.costBreakdown,
      newCostBreakdown: moved(owner.costBreakdown, changes[i % changes.length] ?? "0"),
      changeReason: reasons[i % reasons.length],
      effectiveDate: new Date(`2026-0${(i % 3) + 3}-10T23:30:00Z`),
      changedBy: byAda ? ada.id : null,
      actorType: byAda ? "staff" : "job",
      actorName: byAda ? "Ada B." : "Nightly job",
      pricingMetadata: { reason: "because", adjustment: "1.00" },
    }),
  );
}

const load = (query: string, size = "3"): CostHistoryParams => ({
  ...costHistoryList.load(new URLSearchParams(query)),
  size,
});

async function walk(query: string): Promise<{ forwards: string[]; backwards: string[] }> {
  const forwards: string[] = [];
  const backwards: string[] = [];
  const params = load(query);
  let page = await listCostHistory(ctx, params);
  for (;;) {
    forwards.push(...page.rows.map((row) => row.id));
    if (!page.nextCursor) break;
    page = await listCostHistory(ctx, { ...params, after: page.nextCursor, before: null });
  }
  for (;;) {
    backwards.unshift(...page.rows.map((row) => row.id));
    if (!page.previousCursor) break;
    page = await listCostHistory(ctx, { ...params, after: null, before: page.previousCursor });
  }
  return { forwards, backwards };
}

async function exported(query: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const batch of streamCostHistory(ctx, load(query))) ids.push(...batch.map((row) => row.id));
  return ids;
}

describe("pages", () => {
  test.each(["sort=effective", "sort=-effective", "sort=change", "sort=-change"])(
    "by %s hold every row once, forwards, backwards and exported",
    async (query) => {
      const { forwards, backwards } = await walk(query);
      expect(forwards).toHaveLength(rows.length);
      expect(new Set(forwards)).toEqual(new Set(rows.map((row) => row.id)));
      expect(backwards).toEqual(forwards);
      expect(await exported(query)).toEqual(forwards);
      const field = query.includes("change") ? "total_change" : "effective_date";
      const direction = query.includes("-") ? "desc" : "asc";
      const order = sql.raw(`${field} ${direction}, id ${direction}`);
      const plain = await db.execute<{ id: string }>(
        sql`select id from billing.subscription_cost_history order by ${order}`,
      );
      expect(forwards).toEqual([...plain].map((row) => row.id));
    },
  );
});

describe("filters", () => {
  const size = (row: SubscriptionCostHistoryRow) => decimal(row.totalChange).abs();
  const cases: [query: string, matches: (row: SubscriptionCostHistoryRow) => boolean][] = [
    ["type=pause", (row) => row.changeReason === "subscription_pause"],
    ["type=other", (row) => row.changeReason === "gift"],
    ["type=other,pause", (row) => ["gift", "subscription_pause"].includes(row.changeReason)],
    ["type=!other", (row) => row.changeReason !== "gift"],
    ["type=nonsense", () => false],
    ["reason=admin_pricing_update", (row) => row.changeReason === "admin_pricing_update"],
    [`actor=${ada.id}`, (row) => row.changedBy === ada.id],
    ["actor=machines", (row) => row.changedBy === null],
    [`actor=!${ada.id}`, (row) => row.changedBy === null],
    ["effective=2026-03-10..2026-03-10", (row) => row.effectiveDate.getUTCMonth() === 2],
    ["direction=up", (row) => decimal(row.totalChange).gt(0)],
    ["direction=down", (row) => decimal(row.totalChange).lt(0)],
    ["direction=!up", (row) => decimal(row.totalChange).lte(0)],
    ["amount=2.5..5", (row) => size(row).gte("2.5") && size(row).lte(5)],
    ["amount=5..", (row) => size(row).gte(5)],
    ["amount=..2.5", (row) => size(row).lte("2.5")],
    ["amount=2..3&direction=down", (row) => row.totalChange === "-2.50"],
    ["currency=EUR", (row) => row.subscriptionId === foreign.id],
    [`q=${subscription.id.slice(0, 8)}`, (row) => row.subscriptionId === subscription.id],
    ["q=nonsense", () => false],
  ];
  test.each(cases)("%s", async (query, matches) => {
    const expected = rows.filter(matches).map((row) => row.id);
    const { forwards } = await walk(query);
    expect(new Set(forwards)).toEqual(new Set(expected));
    expect(forwards).toHaveLength(expected.length);
    expect(await exported(query)).toHaveLength(expected.length);
    expect((await listCostHistory(ctx, load(query))).count).toEqual({ value: expected.length, exact: true });
  });

  test("the people who made changes are offered by the name they have now", async () => {
    expect(await listChangeActors(ctx)).toEqual([
      { value: ada.id, label: "Ada" },
      { value: "machines", label: "System and jobs" },
    ]);
  });
});

describe("one change", () => {
  test("comes with both breakdowns, author, note and agreed money", async () => {
    const row = rows[1];
    expect(await findCostHistoryEntry(ctx, row?.id ?? "")).toMatchObject({
      type: "admin_update",
      change: "5.00",
      currency: "USD",
      actor: { id: null, type: "job", name: "Nightly job" },
      note: "because",
      adjustment: "1.00",
      pricingVersion: null,
      before: { total: subscription.price },
      after: { total: toAmount(decimal(subscription.price).plus(5)) },
    });
  });

  test.each(["nonsense", "00000000-0000-0000-0000-000000000000"])("%s is none", async (id) => {
    expect(await findCostHistoryEntry(ctx, id)).toBeNull();
  });

  test("the timeline of a subscription is newest first and says how many there are", async () => {
    const { entries, total } = await subscriptionTimeline(ctx, subscription.id, 5);
    expect(total).toBe(rows.filter((row) => row.subscriptionId === subscription.id).length);
    expect(entries).toHaveLength(5);
    const instants = entries.map((entry) => entry.effectiveDate);
    expect(instants).toEqual([...instants].sort().reverse());
  });
});

describe("the chart", () => {
  const range = { from: "2026-03-01", to: "2026-05-31" };

  test("adds up per day and reason in one currency, with the filters of the list", async () => {
    const days = await dailyChanges(ctx, load("direction=!unchanged"), range, "USD");
    const expected = rows.filter((row) => row.currency === "USD" && row.totalChange !== "0.00");
    expect(sum(days.map((day) => day.change))).toBe(
      decimal(sum(expected.map((row) => row.totalChange))).toFixed(),
    );
    expect(days.reduce((total, day) => total + day.count, 0)).toBe(expected.length);
    for (const day of days) expect(decimal(day.rises).plus(day.falls).eq(day.change)).toBe(true);
    expect(new Set(days.map((day) => day.day))).toEqual(new Set(["2026-03-10", "2026-04-10", "2026-05-10"]));
    expect(decimal(await totalChange(ctx, load("direction=!unchanged"), range, "USD")).toFixed()).toBe(
      decimal(sum(expected.map((row) => row.totalChange))).toFixed(),
    );
  });

  test("holds nothing outside its range", async () => {
    expect(await dailyChanges(ctx, load(""), { from: "2026-01-01", to: "2026-02-28" }, "USD")).toEqual([]);
    expect(await totalChange(ctx, load(""), { from: "2026-01-01", to: "2026-02-28" }, "USD")).toBe("0");
  });
});

test("nobody without the right reads or exports", async () => {
  const nobody = createContext({ type: "anonymous" }, { db });
  const support = createContext(
    { type: "staff", id: ada.id, name: "A", email: "a@x.test", role: "support" },
    { db },
  );
  expect(() => listCostHistory(nobody, load(""))).toThrow(ForbiddenError);
  await expect(subscriptionTimeline(nobody, subscription.id, 5)).rejects.toThrow(ForbiddenError);
  await expect(
    dailyChanges(nobody, load(""), { from: "2026-01-01", to: "2026-01-01" }, "USD"),
  ).rejects.toThrow(ForbiddenError);
  await expect(streamCostHistory(support, load("")).next()).rejects.toThrow(ForbiddenError);
});
