import "server-only";
import { eq, sql } from "drizzle-orm";
import { type StaffRow, staff } from "@/db/schema/core";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx, staffActor, withTransaction } from "@/lib/core/context";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";
import { hashPassword, verifyPassword } from "@/lib/core/password";
import { limitRate } from "@/lib/core/rate-limit";
import { ChangePasswordInput, RenameInput } from "@/lib/system/account/schema";
import { passwordProblem } from "@/lib/system/staff/rules";

const PASSWORD_TRIES = 5;
const PASSWORD_TRIES_SECONDS = 300;

/** Changes the own name. Throws `ConflictError` on an old row version. */
export async function renameSelf(ctx: Ctx, input: RenameInput): Promise<void> {
  authorize(ctx, "account.manage");
  const { name, rowVersion } = parseInput(RenameInput, input);
  await withTransaction(ctx, async (tx) => {
    const before = await lockSelf(tx);
    if (before.rowVersion !== rowVersion) {
      throw new ConflictError("Your account has been changed since you opened this page.", {
        name: before.name,
        rowVersion: before.rowVersion,
      });
    }
    if (before.name === name) return;
    await tx.db
      .update(staff)
      .set({ name, rowVersion: sql`${staff.rowVersion} + 1` })
      .where(eq(staff.id, before.id));
    await audit(tx, {
      action: "account.rename",
      target: { type: "staff", id: before.id, label: before.email },
      changes: { name: { before: before.name, after: name } },
    });
  });
}

/**
 * Changes the own password and ends every session, this one included (the browser signs in again with the new
 * password). Wrong current passwords are audited and limited to five in five minutes (`LimitError`), since a borrowed
 * session must not serve to guess them.
 */
export async function changeOwnPassword(ctx: Ctx, input: ChangePasswordInput): Promise<{ email: string }> {
  authorize(ctx, "account.manage");
  const { current, password } = parseInput(ChangePasswordInput, input);
  const { id, email } = staffActor(ctx);
  await limitRate(ctx, `password:${id}`, PASSWORD_TRIES, PASSWORD_TRIES_SECONDS);
  const target = { type: "staff", id, label: email };
  const [row] = await ctx.db.select({ passwordHash: staff.passwordHash }).from(staff).where(eq(staff.id, id));
  if (!(await verifyPassword(row?.passwordHash ?? null, current))) {
    await audit(ctx, { action: "account.change_password", outcome: "failed", target });
    throw new InvalidError("The current password is not right.", {
      current: "This is not your current password.",
    });
  }
  const problem = current === password ? "This is your current password." : passwordProblem(password, email);
  if (problem) throw new InvalidError("Choose another password.", { password: problem });
  const passwordHash = await hashPassword(password);
  return withTransaction(ctx, async (tx) => {
    await lockSelf(tx);
    await tx.db
      .update(staff)
      .set({
        passwordHash,
        sessionVersion: sql`${staff.sessionVersion} + 1`,
        rowVersion: sql`${staff.rowVersion} + 1`,
      })
      .where(eq(staff.id, id));
    await audit(tx, {
      action: "account.change_password",
      target,
      changes: { password: { before: "[hidden]", after: "[hidden]" } },
    });
    return { email };
  });
}

async function lockSelf(tx: Ctx): Promise<StaffRow> {
  const [row] = await tx.db
    .select()
    .from(staff)
    .where(eq(staff.id, staffActor(tx).id))
    .for("update");
  if (!row) throw new NotFoundError("Your account");
  return row;
}
