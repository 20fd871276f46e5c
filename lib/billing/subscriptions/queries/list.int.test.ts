import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { SubscriptionRow } from "@/db/schema/billing";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription, makeUser, makeVariant } from "@/db/testing/factories/billing";
import { getSubscription, searchVariants } from "@/lib/billing/subscriptions/queries/detail";
import { listPlaces, listSubscriptions, streamSubscriptions } from "@/lib/billing/subscriptions/queries/list";
import { type SubscriptionListParams, subscriptionList } from "@/lib/billing/subscriptions/search-params";
import { createContext } from "@/lib/core/context";
import { ForbiddenError, NotFoundError } from "@/lib/core/errors";
import { decimal } from "@/lib/core/money";

const { db } = await testDatabase();
const ctx = createContext({ type: "system", name: "test" }, { db });

// Ties on purpose: three instants and four prices among 23 rows.
const places = ["US-CA", "GB", "CA", null];
const statuses = ["active", "paused", "trialing", "cancelled", "past_due"] as const;
const ada = await makeUser(db, { email: "Ada.Lovelace@example.com", fullName: "Ada Lovelace" });
const box = await makeVariant(db, { basePrice: "10.00" });
const rows: SubscriptionRow[] = [];
for (let i = 0; i < 23; i += 1) {
  rows.push(
    await makeSubscription(db, {
      userId: i < 3 ? ada.id : undefined,
      status: statuses[i % statuses.length],
      planId: i % 2 ? "basic" : "premium",
      billingCycle: i % 4 === 0 ? "yearly" : "monthly",
      deliveryType: i % 3 === 0 ? "express" : "standard",
      taxPlace: places[i % places.length],
      variants: i % 2 ? [box] : undefined,
      createdAt: new Date(`2026-0${(i % 3) + 1}-15T12:00:00Z`),
    }),
  );
}

/** Parameters as a URL gives them, with a page smaller than the interface offers. */
const load = (query: string, size = "5"): SubscriptionListParams => ({
  ...subscriptionList.load(new URLSearchParams(query)),
  size,
});

async function walk(query: string): Promise<{ forwards: string[]; backwards: string[] }> {
  const forwards: string[] = [];
  const backwards: string[] = [];
  const params = load(query);
  let page = await listSubscriptions(ctx, params);
  for (;;) {
    forwards.push(...page.rows.map((row) => row.id));
    if (!page.nextCursor) break;
    page = await listSubscriptions(ctx, { ...params, after: page.nextCursor, before: null });
  }
  for (;;) {
    backwards.unshift(...page.rows.map((row) => row.id));
    if (!page.previousCursor) break;
    page = await listSubscriptions(ctx, { ...params, after: null, before: page.previousCursor });
  }
  return { forwards, backwards };
}

async function exported(query: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const batch of streamSubscriptions(ctx, load(query))) ids.push(...batch.map((row) => row.id));
  return ids;
}

describe("pages", () => {
  test.each(["sort=created", "sort=-created", "sort=price", "sort=-price"])(
    "by %s hold every row once, forwards, backwards and exported",
    async (query) => {
      const { forwards, backwards } = await walk(query);
      expect(forwards).toHaveLength(rows.length);
      expect(new Set(forwards)).toEqual(new Set(rows.map((row) => row.id)));
      expect(backwards).toEqual(forwards);
      expect(await exported(query)).toEqual(forwards);
      const field = query.includes("price") ? "price" : "created_at";
      const direction = query.includes("-") ? "desc" : "asc";
      const order = sql.raw(`${field} ${direction}, id ${direction}`);
      const plain = await db.execute<{ id: string }>(
        sql`select id from billing.subscriptions order by ${order}`,
      );
      expect(forwards).toEqual([...plain].map((row) => row.id));
    },
  );

  test("keep their place while rows come and go", async () => {
    const first = await listSubscriptions(ctx, load("sort=-created"));
    const newest = await makeSubscription(db, { createdAt: new Date("2026-06-01T00:00:00Z") });
    const second = await listSubscriptions(ctx, { ...load("sort=-created"), after: first.nextCursor });
    expect(second.rows.map((row) => row.id)).not.toContain(newest.id);
    const seen = new Set(first.rows.map((row) => row.id));
    expect(second.rows.some((row) => seen.has(row.id))).toBe(false);
    await db.execute(sql`delete from billing.subscriptions where id = ${newest.id}`);
  });

  test("name the customer and count exactly", async () => {
    const page = await listSubscriptions(ctx, load("q=ada.", "50"));
    expect(page.count).toEqual({ value: 3, exact: true });
    expect(page.rows[0]?.customer).toEqual({ id: ada.id, name: "Ada Lovelace", email: ada.email });
  });
});

describe("filters", () => {
  type Row = (typeof rows)[number];
  const cases: [query: string, matches: (row: Row) => boolean][] = [
    ["status=active,paused", (row) => ["active", "paused"].includes(row.status)],
    ["status=!active", (row) => row.status !== "active"],
    ["plan=premium", (row) => row.planId === "premium"],
    ["delivery=express", (row) => row.deliveryType === "express"],
    ["place=US-CA,none", (row) => row.taxPlace === "US-CA" || row.taxPlace === null],
    ["place=!US-CA", (row) => row.taxPlace !== "US-CA"],
    ["place=!none", (row) => row.taxPlace !== null],
    ["cycle=yearly", (row) => row.billingCycle === "yearly"],
    ["currency=EUR", () => false],
    ["price=20..60", (row) => decimal(row.price).gte("20") && decimal(row.price).lte("60")],
    ["price=100..", (row) => decimal(row.price).gte("100")],
    ["created=2026-02-15..2026-02-15", (row) => row.createdAt.getMonth() === 1],
    ["q=ADA.LOVE", (row) => row.userId === ada.id],
    ["q=%25", () => false],
    [
      "status=active&plan=basic&created=..2026-02-28",
      (row) => row.status === "active" && row.planId === "basic" && row.createdAt.getMonth() < 2,
    ],
  ];
  test.each(cases)("%s", async (query, matches) => {
    const expected = rows.filter(matches).map((row) => row.id);
    const { forwards } = await walk(query);
    expect(new Set(forwards)).toEqual(new Set(expected));
    expect(forwards).toHaveLength(expected.length);
    expect((await exported(query)).length).toBe(expected.length);
    expect((await listSubscriptions(ctx, load(query))).count).toEqual({
      value: expected.length,
      exact: true,
    });
  });

  test("an id or its beginning finds the subscription, whatever its case", async () => {
    const id = rows[7]?.id ?? "";
    for (const text of [id, id.slice(0, 8), id.slice(0, 13).toUpperCase()]) {
      expect((await walk(`q=${text}`)).forwards).toEqual([id]);
    }
  });

  test("next billing leaves out what is never billed again", async () => {
    const { forwards } = await walk("nextBilling=2000-01-01..2100-01-01");
    expect(new Set(forwards)).toEqual(
      new Set(rows.filter((row) => row.nextBillingDate).map((row) => row.id)),
    );
  });

  test("the places in use are offered by name", async () => {
    expect(await listPlaces(ctx)).toEqual([
      { value: "CA", label: "Canada" },
      { value: "GB", label: "United Kingdom" },
      { value: "US-CA", label: "United States (CA)" },
      { value: "none", label: "No place" },
    ]);
  });
});

describe("one subscription", () => {
  test("comes with customer, address, version and a breakdown, and with nothing else of the row", async () => {
    const row = rows[0];
    const detail = await getSubscription(ctx, row?.id ?? "");
    expect(detail).toMatchObject({
      customer: { name: "Ada Lovelace" },
      price: row?.price,
      breakdown: { total: row?.price },
      pricingVersion: { version: "1.0" },
      deliveryAddress: { country: "US", region: "CA" },
    });
    expect(detail.pricingVersion.id).not.toBeNull();
    expect(Object.keys(detail)).not.toContain("costBreakdown");
  });

  test.each(["nonsense", "00000000-0000-0000-0000-000000000000"])("%s is not found", async (id) => {
    await expect(getSubscription(ctx, id)).rejects.toThrow(NotFoundError);
  });

  test("variants are found by any part of their names, in the currency and on sale only", async () => {
    await makeVariant(db, { name: "Oolong", sku: "TEA-OOL", isActive: false });
    const oolong = await makeVariant(db, { name: "Oolong", sku: "TEA-2", salePrice: "7.00" });
    await makeVariant(db, { name: "Oolong", sku: "TEA-3", currency: "EUR" });
    const found = await searchVariants(ctx, { currency: "USD", text: "long TEA" });
    expect(found).toMatchObject([{ id: oolong.id, price: "7.00", isActive: true }]);
  });
});

test("nobody without the right reads or exports", async () => {
  const nobody = createContext({ type: "anonymous" }, { db });
  const support = createContext(
    { type: "staff", id: ada.id, name: "S", email: "s@x.test", role: "support" },
    { db },
  );
  expect(() => listSubscriptions(nobody, load(""))).toThrow(ForbiddenError);
  await expect(getSubscription(nobody, rows[0]?.id ?? "")).rejects.toThrow(ForbiddenError);
  await expect(streamSubscriptions(support, load("")).next()).rejects.toThrow(ForbiddenError);
});
