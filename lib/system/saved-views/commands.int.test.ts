import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { createContext } from "@/lib/core/context";
import { mapDatabaseError } from "@/lib/core/database-errors";
import { ForbiddenError, InvalidError, NotFoundError } from "@/lib/core/errors";
import type { Role } from "@/lib/core/permissions";
import { deleteView, saveView } from "@/lib/system/saved-views/commands";
import { listSavedViews } from "@/lib/system/saved-views/queries";

const { db } = await testDatabase();
const LIST = "billing.subscriptions";

async function as(role: Role) {
  const row = await makeStaff(db, { role });
  return createContext({ type: "staff", id: row.id, name: row.name, email: row.email, role }, { db });
}

const [owner, other, admin] = await Promise.all([as("support"), as("finance"), as("admin")]);
const view = (name: string, shared: boolean) => ({
  list: LIST,
  name,
  shared,
  query: "status=paused&after=abc",
});

test("a private view is its owner's only, a shared one everybody's; cursors are not kept", async () => {
  const mine = await saveView(owner, view("Paused", false));
  const ours = await saveView(owner, view("Paused, shared", true));
  expect(await listSavedViews(owner, LIST)).toEqual([
    { id: mine.id, name: "Paused", query: "status=paused", shared: false, own: true },
    { id: ours.id, name: "Paused, shared", query: "status=paused", shared: true, own: true },
  ]);
  expect(await listSavedViews(other, LIST)).toMatchObject([{ id: ours.id, own: false }]);
  expect(await listSavedViews(admin, LIST)).toMatchObject([{ id: ours.id, own: true }]);
  expect(await listSavedViews(owner, "system.audit")).toEqual([]);
  await expect(deleteView(other, { id: ours.id })).rejects.toBeInstanceOf(ForbiddenError);
  await expect(deleteView(admin, { id: mine.id })).rejects.toBeInstanceOf(NotFoundError);
  await deleteView(admin, { id: ours.id });
  await deleteView(owner, { id: mine.id });
  expect(await listSavedViews(owner, LIST)).toEqual([]);
  const entries = await db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.targetType, "saved_view"))
    .orderBy(auditLogs.id);
  expect(entries.map((entry) => entry.action)).toEqual([
    "view.save",
    "view.save",
    "view.delete",
    "view.delete",
  ]);
});

test("a name serves once per person and list", async () => {
  await saveView(owner, view("Mine", false));
  const again = await saveView(owner, view("Mine", true)).catch((error: unknown) => error);
  expect(mapDatabaseError(again)).toMatchObject({
    fields: { name: "You already have a view with this name." },
  });
  await saveView(other, view("Mine", false));
  await saveView(owner, { ...view("Mine", false), list: "system.audit" });
});

test("nobody keeps views without end, and nobody without a session any", async () => {
  for (let n = 0; n < 50; n += 1) await saveView(admin, view(`View ${n}`, false));
  await expect(saveView(admin, view("One more", false))).rejects.toBeInstanceOf(InvalidError);
  const anonymous = createContext({ type: "anonymous" }, { db });
  await expect(saveView(anonymous, view("X", true))).rejects.toBeInstanceOf(ForbiddenError);
  await expect(listSavedViews(anonymous, LIST)).rejects.toBeInstanceOf(ForbiddenError);
});
