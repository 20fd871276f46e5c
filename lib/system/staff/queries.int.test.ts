import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { type Ctx, createContext } from "@/lib/core/context";
import { ForbiddenError } from "@/lib/core/errors";
import { acceptLink, inviteStaff } from "@/lib/system/staff/commands/invite";
import { countActiveAdmins, listStaff } from "@/lib/system/staff/queries";
import { staffList } from "@/lib/system/staff/search-params";

const { db } = await testDatabase();
let ctx: Ctx;
let invitedId: string;

beforeAll(async () => {
  const admin = await makeStaff(db, { role: "admin", name: "Bea 100%", email: "bea@example.test" });
  ctx = createContext(
    { type: "staff", id: admin.id, name: admin.name, email: admin.email, role: "admin" },
    { db },
  );
  await makeStaff(db, { role: "finance", name: "adam", status: "deactivated", email: "adam@example.test" });
  const link = await inviteStaff(ctx, { email: "cy@example.test", name: "Cy", role: "auditor" });
  invitedId = link.staffId;
  const used = await inviteStaff(ctx, { email: "dee@example.test", name: "Dee", role: "support" });
  const token = used.url.split("#")[1] ?? "";
  await acceptLink(createContext({ type: "anonymous" }, { db }), {
    token,
    name: "Dee",
    password: "violet lantern orchard",
  });
});

const names = async (search: string) =>
  (await listStaff(ctx, staffList.load(new URLSearchParams(search)))).rows.map((row) => row.name);

test.each([
  ["", ["adam", "Bea 100%", "Cy", "Dee"]],
  ["sort=-email", ["Dee", "Cy", "Bea 100%", "adam"]],
  ["q=100%25", ["Bea 100%"]],
  ["q=EXAMPLE.test&role=auditor", ["Cy"]],
  ["status=!active", ["adam", "Cy"]],
])("the staff by %j", async (search, expected) => expect(await names(search)).toEqual(expected));

test("only a link that can still be used is told, without anything secret", async () => {
  const { rows } = await listStaff(ctx, staffList.load(new URLSearchParams()));
  const open = rows.filter((row) => row.linkExpiresAt !== null);
  expect(open.map((row) => row.id)).toEqual([invitedId]);
  expect(new Date(open[0]?.linkExpiresAt ?? 0).getTime()).toBeGreaterThan(Date.now() + 71 * 3600 * 1000);
  expect(JSON.stringify(rows)).not.toMatch(/hash|argon2/i);
});

test("the list is for admins and auditors, and counts the admins that can act", async () => {
  expect(await countActiveAdmins(ctx)).toBe(1);
  for (const role of ["support", "finance"] as const) {
    const other = createContext(
      { type: "staff", id: invitedId, name: "X", email: "x@example.test", role },
      { db },
    );
    const params = staffList.load(new URLSearchParams());
    await expect(listStaff(other, params)).rejects.toBeInstanceOf(ForbiddenError);
    await expect(countActiveAdmins(other)).rejects.toBeInstanceOf(ForbiddenError);
  }
});
