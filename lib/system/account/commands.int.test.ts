import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditLogs, staff } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { createContext } from "@/lib/core/context";
import { ConflictError, ForbiddenError, InvalidError, LimitError } from "@/lib/core/errors";
import { hashPassword, verifyPassword } from "@/lib/core/password";
import { sessionActor } from "@/lib/core/session-actor";
import { changeOwnPassword, renameSelf } from "@/lib/system/account/commands";
import { getOwnAccount } from "@/lib/system/account/queries";

const { db } = await testDatabase();
const OLD = "violet lantern orchard";
const NEW = "granite ferry almanac";
const passwordHash = await hashPassword(OLD);

async function signedIn() {
  const row = await makeStaff(db, { role: "support", passwordHash });
  const actor = {
    type: "staff" as const,
    id: row.id,
    name: row.name,
    email: row.email,
    role: "support" as const,
  };
  return { row, ctx: createContext(actor, { db }) };
}

const stored = async (id: string) => (await db.select().from(staff).where(eq(staff.id, id)))[0];
const audits = (action: string, id: string) =>
  db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.action, action), eq(auditLogs.targetId, id)));

describe("the own account", () => {
  test("shows nothing secret", async () => {
    const { row, ctx } = await signedIn();
    expect(await getOwnAccount(ctx)).toEqual({
      name: row.name,
      email: row.email,
      rowVersion: 1,
      lastSignedInAt: null,
      hasPassword: true,
    });
  });

  test("a new name is audited; an old row version is a conflict", async () => {
    const { row, ctx } = await signedIn();
    await renameSelf(ctx, { name: " Grace ", rowVersion: 1 });
    expect((await stored(row.id))?.name).toBe("Grace");
    await expect(renameSelf(ctx, { name: "Ada", rowVersion: 1 })).rejects.toBeInstanceOf(ConflictError);
    const [entry] = await audits("account.rename", row.id);
    expect(entry).toMatchObject({ actorId: row.id, changes: { name: { before: row.name, after: "Grace" } } });
  });

  test("a new password ends every session and is audited without its value", async () => {
    const { row, ctx } = await signedIn();
    await changeOwnPassword(ctx, { current: OLD, password: NEW });
    const after = await stored(row.id);
    expect(await verifyPassword(after?.passwordHash ?? null, NEW)).toBe(true);
    expect(sessionActor(after, row.sessionVersion)).toBeNull();
    const entries = await audits("account.change_password", row.id);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain(NEW);
  });

  test("the current password is needed, and cannot be guessed", async () => {
    const { row, ctx } = await signedIn();
    const guess = () => changeOwnPassword(ctx, { current: "wrong", password: NEW });
    for (let n = 0; n < 5; n += 1) {
      await expect(guess()).rejects.toMatchObject({ fields: { current: expect.any(String) } });
    }
    await expect(guess()).rejects.toBeInstanceOf(LimitError);
    await expect(changeOwnPassword(ctx, { current: OLD, password: NEW })).rejects.toBeInstanceOf(LimitError);
    const entries = await audits("account.change_password", row.id);
    expect(entries.map((entry) => entry.outcome)).toEqual(["failed", "failed", "failed", "failed", "failed"]);
  });

  test("a weak password and the same one are refused at their field", async () => {
    const { row, ctx } = await signedIn();
    for (const password of ["short", OLD, `${row.email}-2026`]) {
      await expect(changeOwnPassword(ctx, { current: OLD, password })).rejects.toMatchObject({
        fields: { password: expect.any(String) },
      });
    }
    expect((await stored(row.id))?.passwordHash).toBe(passwordHash);
  });

  test("is nobody's who is not signed in, and no machine's", async () => {
    const anonymous = createContext({ type: "anonymous" }, { db });
    const job = createContext({ type: "job", name: "x" }, { db });
    await expect(renameSelf(anonymous, { name: "X", rowVersion: 1 })).rejects.toBeInstanceOf(ForbiddenError);
    await expect(changeOwnPassword(job, { current: OLD, password: NEW })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
    const { ctx } = await signedIn();
    await expect(renameSelf(ctx, { name: " ", rowVersion: 1 })).rejects.toBeInstanceOf(InvalidError);
  });
});
