import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { type StaffRow, staff } from "@/db/schema/core";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { ConflictError, NotFoundError, PreconditionError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";
import { endLinks } from "@/lib/system/staff/links";
import { ChangeRoleInput, RevokeSessionsInput, StaffVersionInput } from "@/lib/system/staff/schema";

/**
 * Gives a person another role; it counts from their next request on. Throws `ConflictError` on an old row version and
 * `PreconditionError` when no active admin would be left.
 */
export async function changeRole(ctx: Ctx, input: ChangeRoleInput): Promise<void> {
  authorize(ctx, "system.staff.manage");
  const { id, rowVersion, role } = parseInput(ChangeRoleInput, input);
  await withTransaction(ctx, async (tx) => {
    const admins = await lockAdmins(tx);
    const before = await lockStaff(tx, id, rowVersion);
    if (before.role === role) return;
    keepAnAdmin(admins, before);
    await tx.db
      .update(staff)
      .set({ role, rowVersion: sql`${staff.rowVersion} + 1` })
      .where(eq(staff.id, id));
    await audit(tx, {
      action: "staff.change_role",
      target: targetOf(before),
      changes: { role: { before: before.role, after: role } },
    });
  });
}

/**
 * Shuts a person out at once: every session and every link ends. Nobody can do it to himself, nor to the last active
 * admin (`PreconditionError`).
 */
export async function deactivateStaff(ctx: Ctx, input: StaffVersionInput): Promise<void> {
  authorize(ctx, "system.staff.manage");
  const { id, rowVersion } = parseInput(StaffVersionInput, input);
  if (ctx.actor.type === "staff" && ctx.actor.id === id) {
    throw new PreconditionError("You cannot deactivate your own account. Ask another admin to do it.");
  }
  await withTransaction(ctx, async (tx) => {
    const admins = await lockAdmins(tx);
    const before = await lockStaff(tx, id, rowVersion);
    if (before.status === "deactivated") throw new PreconditionError("This account is deactivated already.");
    keepAnAdmin(admins, before);
    await setStatus(tx, before, "deactivated", "staff.deactivate");
    await endLinks(tx, id);
  });
}

/** Lets a person in again, with the role and the password they had; without a password they are as if just invited. */
export async function reactivateStaff(ctx: Ctx, input: StaffVersionInput): Promise<void> {
  authorize(ctx, "system.staff.manage");
  const { id, rowVersion } = parseInput(StaffVersionInput, input);
  await withTransaction(ctx, async (tx) => {
    const before = await lockStaff(tx, id, rowVersion);
    if (before.status !== "deactivated") throw new PreconditionError("This account is not deactivated.");
    await setStatus(tx, before, before.passwordHash ? "active" : "invited", "staff.reactivate");
  });
}

/** Ends every session of a person at once; they can sign in again. */
export async function revokeSessions(ctx: Ctx, input: RevokeSessionsInput): Promise<void> {
  authorize(ctx, "system.staff.manage");
  const { id } = parseInput(RevokeSessionsInput, input);
  await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(staff)
      .set({ sessionVersion: sql`${staff.sessionVersion} + 1` })
      .where(eq(staff.id, id))
      .returning({ id: staff.id, email: staff.email });
    if (!row) throw new NotFoundError("This person");
    await audit(tx, { action: "staff.revoke_sessions", target: targetOf(row) });
  });
}

async function setStatus(
  tx: Ctx,
  before: StaffRow,
  status: StaffRow["status"],
  action: string,
): Promise<void> {
  await tx.db
    .update(staff)
    .set({
      status,
      sessionVersion: sql`${staff.sessionVersion} + 1`,
      rowVersion: sql`${staff.rowVersion} + 1`,
    })
    .where(eq(staff.id, before.id));
  await audit(tx, {
    action,
    target: targetOf(before),
    changes: { status: { before: before.status, after: status } },
  });
}

/**
 * Locks the rows of all active admins before anything else, in one order: two admins demoting each other take turns,
 * and the second sees what the first did.
 */
async function lockAdmins(tx: Ctx): Promise<string[]> {
  const admins = await tx.db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, "admin"), eq(staff.status, "active")))
    .orderBy(asc(staff.id))
    .for("update");
  return admins.map((admin) => admin.id);
}

function keepAnAdmin(admins: readonly string[], target: StaffRow): void {
  if (!admins.includes(target.id) || admins.length > 1) return;
  throw new PreconditionError(`${target.name} is the last active admin. Make somebody else an admin first.`);
}

async function lockStaff(tx: Ctx, id: string, rowVersion: number): Promise<StaffRow> {
  const [row] = await tx.db.select().from(staff).where(eq(staff.id, id)).for("update");
  if (!row) throw new NotFoundError("This person");
  if (row.rowVersion === rowVersion) return row;
  const { name, email, role, status } = row;
  throw new ConflictError("Somebody else has changed this account since you opened it.", {
    name,
    email,
    role,
    status,
    rowVersion: row.rowVersion,
  });
}

function targetOf(row: { id: string; email: string }) {
  return { type: "staff", id: row.id, label: row.email };
}
