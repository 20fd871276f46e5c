import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { makeSubscription, makeUser } from "@/db/testing/factories/billing";
import { makeStaff } from "@/db/testing/factories/core";
import { createContext } from "@/lib/core/context";
import { ForbiddenError } from "@/lib/core/errors";
import type { Role } from "@/lib/core/permissions";
import { search } from "@/lib/search/queries";

const { db } = await testDatabase();
let subscriptionId: string;

beforeAll(async () => {
  const user = await makeUser(db, { email: "Wanda_1@shop.test" });
  const subscription = await makeSubscription(db, { userId: user.id });
  subscriptionId = subscription.id;
  const stranger = await makeUser(db, { email: "wandax1@shop.test" });
  await makeSubscription(db, { userId: stranger.id });
});

function as(role: Role) {
  const id = "00000000-0000-4000-8000-000000000001";
  return createContext({ type: "staff", id, name: "X", email: "x@example.test", role }, { db });
}

const hrefs = async (role: Role, term: string) =>
  (await search(as(role), term)).flatMap((group) => group.items.map((item) => item.href));

test("finds a subscription by the start of its id or of its customer's address", async () => {
  const href = `/billing/subscriptions/${subscriptionId}`;
  expect(await hrefs("support", subscriptionId)).toEqual([href]);
  expect(await hrefs("support", subscriptionId.slice(0, 8).toUpperCase())).toContain(href);
  expect(await hrefs("support", " wanda_1@SHOP")).toEqual([href]);
  expect(await hrefs("support", "wanda")).toHaveLength(2);
  expect(await hrefs("support", "shop.test")).toEqual([]);
});

test("finds pricing versions", async () => {
  const [group] = await search(as("finance"), "v1.0");
  expect(group).toMatchObject({ label: "Pricing versions", items: [{ title: "Pricing 1.0" }] });
});

test("finds staff only for those who may see them", async () => {
  const row = await makeStaff(db, { name: "Zebulon Quick" });
  expect(await hrefs("admin", "zebulon")).toEqual([`/system/staff?q=${encodeURIComponent(row.email)}`]);
  expect(await hrefs("auditor", "ZEBU")).toHaveLength(1);
  expect(await hrefs("support", "zebulon")).toEqual([]);
  expect(await hrefs("finance", "zebulon")).toEqual([]);
});

test("a term of one character finds nothing; nobody without a session searches", async () => {
  expect(await search(as("admin"), "w")).toEqual([]);
  await expect(search(createContext({ type: "anonymous" }, { db }), "wanda")).rejects.toBeInstanceOf(
    ForbiddenError,
  );
});
