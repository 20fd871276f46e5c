import { and, desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLogs, type StaffRow, staff, staffLinks } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { type Ctx, createContext } from "@/lib/core/context";
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  PreconditionError,
} from "@/lib/core/errors";
import { parseRole } from "@/lib/core/permissions";
import { sessionActor } from "@/lib/core/session-actor";
import { signIn } from "@/lib/system/sign-in/commands";
import {
  changeRole,
  deactivateStaff,
  reactivateStaff,
  revokeSessions,
} from "@/lib/system/staff/commands/account";
import {
  acceptLink,
  inviteStaff,
  issueLink,
  issueLinkByEmail,
  openLink,
} from "@/lib/system/staff/commands/invite";

const { db } = await testDatabase();
const PASSWORD = "violet lantern orchard";
const anonymous = createContext({ type: "anonymous" }, { db });
let admin: StaffRow;
let ctx: Ctx;

function as(row: StaffRow): Ctx {
  const role = parseRole(row.role);
  if (!role) throw new Error("a role");
  return createContext({ type: "staff", id: row.id, name: row.name, email: row.email, role }, { db });
}

const stored = async (id: string) => (await db.select().from(staff).where(eq(staff.id, id)))[0];
const session = (row: StaffRow | undefined, version = row?.sessionVersion) => sessionActor(row, version);
const tokenOf = (url: string) => url.split("#")[1] ?? "";

async function lastAudit(action: string, id: string) {
  const [row] = await db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.action, action), eq(auditLogs.targetId, id)))
    .orderBy(desc(auditLogs.id));
  return row;
}

beforeEach(async () => {
  await db.update(staff).set({ status: "deactivated" });
  admin = await makeStaff(db, { role: "admin" });
  ctx = as(admin);
});

describe("every staff command", () => {
  test.each(["support", "finance", "auditor"] as const)("is refused to %s", async (role) => {
    const other = as(await makeStaff(db, { role }));
    const { id, rowVersion } = await makeStaff(db);
    const calls = [
      inviteStaff(other, { email: "x@example.test", name: "X", role: "auditor" }),
      issueLink(other, { id }),
      issueLinkByEmail(other, { email: admin.email }),
      changeRole(other, { id, rowVersion, role: "admin" }),
      deactivateStaff(other, { id, rowVersion }),
      reactivateStaff(other, { id, rowVersion }),
      revokeSessions(other, { id }),
    ];
    const results = await Promise.allSettled(calls);
    for (const result of results) {
      expect(result).toMatchObject({ status: "rejected", reason: expect.any(ForbiddenError) });
    }
    expect(await stored(id)).toMatchObject({ role: "auditor", status: "active", sessionVersion: 1 });
  });

  test("says so when the person is not there", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    await expect(issueLink(ctx, { id })).rejects.toBeInstanceOf(NotFoundError);
    await expect(revokeSessions(ctx, { id })).rejects.toBeInstanceOf(NotFoundError);
    await expect(changeRole(ctx, { id, rowVersion: 1, role: "admin" })).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe("invitations", () => {
  test("the link opens, sets name and password, and the person signs in", async () => {
    const link = await inviteStaff(ctx, { email: " New.Person@Example.test ", name: "New", role: "support" });
    expect(link.url).toMatch(/\/invite#[\w-]{43}$/);
    const token = tokenOf(link.url);
    expect(await openLink(anonymous, { token })).toEqual({
      purpose: "invite",
      email: "new.person@example.test",
      name: "New",
    });
    await acceptLink(anonymous, { token, name: "New Person", password: PASSWORD });
    const signedIn = await signIn(anonymous, { email: "new.person@example.test", password: PASSWORD });
    expect(signedIn.id).toBe(link.staffId);
    expect(await stored(link.staffId)).toMatchObject({ status: "active", name: "New Person" });
    expect(await lastAudit("staff.invite", link.staffId)).toMatchObject({ actorId: admin.id });
    expect(await lastAudit("invite.accept", link.staffId)).toMatchObject({
      actorId: link.staffId,
      changes: { password: { before: "[hidden]", after: "[hidden]" }, status: { after: "active" } },
    });
  });

  test("only the hash of the token is stored, nowhere the token", async () => {
    const link = await inviteStaff(ctx, { email: "hash@example.test", name: "H", role: "auditor" });
    const everything = JSON.stringify([
      await db.select().from(staffLinks),
      await db.select().from(auditLogs),
    ]);
    expect(everything).not.toContain(tokenOf(link.url));
  });

  test("an address that is taken is an error at that field, whatever its case", async () => {
    const failure = await inviteStaff(ctx, {
      email: admin.email.toUpperCase(),
      name: "X",
      role: "admin",
    }).catch((error: unknown) => error);
    const { mapDatabaseError } = await import("@/lib/core/database-errors");
    expect(mapDatabaseError(failure)).toMatchObject({
      code: "invalid",
      fields: { email: expect.any(String) },
    });
  });

  test("of ten people with the same link one gets in", async () => {
    const link = await inviteStaff(ctx, { email: "race@example.test", name: "R", role: "auditor" });
    const token = tokenOf(link.url);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        acceptLink(anonymous, { token, name: `Racer ${n}`, password: `${PASSWORD} ${n}` }),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(PreconditionError);
    }
    expect((await stored(link.staffId))?.sessionVersion).toBe(2);
  });

  test("a new link ends the one before; an expired and a wrong one open nothing", async () => {
    const first = await inviteStaff(ctx, { email: "again@example.test", name: "A", role: "auditor" });
    const second = await issueLink(ctx, { id: first.staffId });
    expect(second.purpose).toBe("invite");
    await expect(openLink(anonymous, { token: tokenOf(first.url) })).rejects.toBeInstanceOf(
      PreconditionError,
    );
    const later = { ...anonymous, now: () => new Date(Date.now() + 73 * 3600 * 1000) };
    await expect(openLink(later, { token: tokenOf(second.url) })).rejects.toThrow("expired");
    await expect(openLink(anonymous, { token: "A".repeat(43) })).rejects.toThrow("not valid");
    await expect(openLink(anonymous, { token: "short" })).rejects.toBeInstanceOf(InvalidError);
    expect(await openLink(anonymous, { token: tokenOf(second.url) })).toMatchObject({ purpose: "invite" });
  });

  test("a weak password leaves the link unused", async () => {
    const link = await inviteStaff(ctx, { email: "weak@example.test", name: "W", role: "auditor" });
    const token = tokenOf(link.url);
    await expect(acceptLink(anonymous, { token, name: "W", password: "password1234" })).rejects.toMatchObject(
      {
        fields: { password: expect.stringContaining("guessed first") },
      },
    );
    await acceptLink(anonymous, { token, name: "W", password: PASSWORD });
  });

  test("a reset link ends all sessions and the lock of the account", async () => {
    const row = await makeStaff(db, { role: "support" });
    const wrong = () => signIn(anonymous, { email: row.email, password: "wrong" }).catch(() => {});
    for (let n = 0; n < 5; n += 1) await wrong();
    const link = await issueLinkByEmail(ctx, { email: row.email });
    expect(link.purpose).toBe("reset");
    await acceptLink(anonymous, { token: tokenOf(link.url), name: row.name, password: PASSWORD });
    expect(session(await stored(row.id), row.sessionVersion)).toBeNull();
    await signIn(anonymous, { email: row.email, password: PASSWORD });
    expect(await lastAudit("staff.issue_link", row.id)).toMatchObject({ metadata: { purpose: "reset" } });
  });
});

describe("roles", () => {
  test("a new role counts at once, for a session that is open", async () => {
    const row = await makeStaff(db, { role: "support" });
    await changeRole(ctx, { id: row.id, rowVersion: row.rowVersion, role: "finance" });
    expect(session(await stored(row.id), row.sessionVersion)).toMatchObject({ role: "finance" });
    expect(await lastAudit("staff.change_role", row.id)).toMatchObject({
      actorId: admin.id,
      changes: { role: { before: "support", after: "finance" } },
    });
  });

  test("an old row version is a conflict that shows what is stored", async () => {
    const row = await makeStaff(db, { role: "support" });
    await changeRole(ctx, { id: row.id, rowVersion: 1, role: "finance" });
    const late = changeRole(ctx, { id: row.id, rowVersion: 1, role: "auditor" });
    await expect(late).rejects.toBeInstanceOf(ConflictError);
    await expect(late).rejects.toMatchObject({ details: { current: { role: "finance", rowVersion: 2 } } });
  });

  test("the last active admin keeps the role, an invited or deactivated admin does not count", async () => {
    await makeStaff(db, { role: "admin", status: "invited" });
    await makeStaff(db, { role: "admin", status: "deactivated" });
    const demote = changeRole(ctx, { id: admin.id, rowVersion: 1, role: "auditor" });
    await expect(demote).rejects.toThrow("last active admin");
    const system = createContext({ type: "system", name: "test" }, { db });
    await expect(deactivateStaff(system, { id: admin.id, rowVersion: 1 })).rejects.toThrow(
      "last active admin",
    );
    expect(await stored(admin.id)).toMatchObject({ role: "admin", status: "active" });
  });

  test.each(Array.from({ length: 8 }, (_, round) => round))(
    "two admins who demote each other at once: one is refused (round %i)",
    async () => {
      const second = await makeStaff(db, { role: "admin" });
      const results = await Promise.allSettled([
        changeRole(ctx, { id: second.id, rowVersion: 1, role: "auditor" }),
        deactivateStaff(as(second), { id: admin.id, rowVersion: 1 }),
      ]);
      const refused = results.filter((result) => result.status === "rejected");
      expect(refused).toHaveLength(1);
      expect(refused[0]).toMatchObject({ reason: expect.any(PreconditionError) });
      expect(await db.$count(staff, and(eq(staff.role, "admin"), eq(staff.status, "active")))).toBe(1);
    },
  );
});

describe("shutting out", () => {
  test("deactivation ends sessions and links at once, reactivation brings no old session back", async () => {
    const row = await makeStaff(db, { role: "support", passwordHash: "x" });
    const link = await issueLink(ctx, { id: row.id });
    await deactivateStaff(ctx, { id: row.id, rowVersion: row.rowVersion });
    expect(session(await stored(row.id))).toBeNull();
    await expect(openLink(anonymous, { token: tokenOf(link.url) })).rejects.toBeInstanceOf(PreconditionError);
    await expect(issueLink(ctx, { id: row.id })).rejects.toThrow("deactivated");
    await reactivateStaff(ctx, { id: row.id, rowVersion: row.rowVersion + 1 });
    const after = await stored(row.id);
    expect(after?.status).toBe("active");
    expect(session(after, row.sessionVersion)).toBeNull();
    await expect(openLink(anonymous, { token: tokenOf(link.url) })).rejects.toBeInstanceOf(PreconditionError);
    expect(await lastAudit("staff.deactivate", row.id)).toMatchObject({
      changes: { status: { before: "active", after: "deactivated" } },
    });
    expect(await lastAudit("staff.reactivate", row.id)).toBeDefined();
  });

  test("nobody deactivates himself", async () => {
    await makeStaff(db, { role: "admin" });
    await expect(deactivateStaff(ctx, { id: admin.id, rowVersion: 1 })).rejects.toThrow("your own account");
  });

  test("revoked sessions are nobody's at once", async () => {
    const row = await makeStaff(db);
    expect(session(await stored(row.id), row.sessionVersion)).not.toBeNull();
    await revokeSessions(ctx, { id: row.id });
    expect(session(await stored(row.id), row.sessionVersion)).toBeNull();
    expect(await lastAudit("staff.revoke_sessions", row.id)).toMatchObject({ actorId: admin.id });
  });
});
