import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { staff, staffLinks } from "@/db/schema/core";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx, withTransaction } from "@/lib/core/context";
import { InvalidError, NotFoundError, PreconditionError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";
import { hashPassword } from "@/lib/core/password";
import { sessionActor } from "@/lib/core/session-actor";
import { clearAccount } from "@/lib/system/sign-in/throttle";
import { createLink, endLinks, hashToken } from "@/lib/system/staff/links";
import { LINK_PROBLEMS, linkProblem, passwordProblem } from "@/lib/system/staff/rules";
import {
  AcceptLinkInput,
  InviteStaffInput,
  type IssuedLink,
  IssueLinkByEmailInput,
  IssueLinkInput,
  type OpenedLink,
  OpenLinkInput,
} from "@/lib/system/staff/schema";

/**
 * Adds a person and answers the one-time link that lets them choose a password; the link is never shown again. An
 * e-mail address that is taken is an `InvalidError` at that field.
 */
export async function inviteStaff(ctx: Ctx, input: InviteStaffInput): Promise<IssuedLink> {
  authorize(ctx, "system.staff.manage");
  const { email, name, role } = parseInput(InviteStaffInput, input);
  return withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.insert(staff).values({ email, name, role }).returning({ id: staff.id });
    if (!row) throw new Error("The new account was not returned");
    const link = await createLink(tx, { id: row.id, email }, "invite");
    await audit(tx, {
      action: "staff.invite",
      target: { type: "staff", id: row.id, label: email },
      changes: { email: { after: email }, name: { after: name }, role: { after: role } },
      metadata: { expiresAt: link.expiresAt },
    });
    return link;
  });
}

/**
 * Makes a new one-time link, which ends the one before: an invitation for somebody who has not accepted yet, a password
 * reset for an active account.
 */
export async function issueLink(ctx: Ctx, input: IssueLinkInput): Promise<IssuedLink> {
  authorize(ctx, "system.staff.manage");
  const { id } = parseInput(IssueLinkInput, input);
  return withTransaction(ctx, (tx) => renewLink(tx, eq(staff.id, id)));
}

/** `issueLink` for somebody known by e-mail address only: the way back in for the only admin. */
export async function issueLinkByEmail(ctx: Ctx, input: IssueLinkByEmailInput): Promise<IssuedLink> {
  authorize(ctx, "system.staff.manage");
  const { email } = parseInput(IssueLinkByEmailInput, input);
  return withTransaction(ctx, (tx) => renewLink(tx, sql`lower(${staff.email}) = ${email}`));
}

async function renewLink(tx: Ctx, who: SQL): Promise<IssuedLink> {
  const [row] = await tx.db.select().from(staff).where(who).for("update");
  if (!row) throw new NotFoundError("This person");
  if (row.status === "deactivated") {
    throw new PreconditionError("This account is deactivated. Reactivate it first.");
  }
  const link = await createLink(tx, row, row.status === "invited" ? "invite" : "reset");
  await audit(tx, {
    action: "staff.issue_link",
    target: { type: "staff", id: row.id, label: row.email },
    metadata: { purpose: link.purpose, expiresAt: link.expiresAt },
  });
  return link;
}

/** Whom a link is for, without using it up. Throws `PreconditionError` in words when it opens nothing any more. */
export async function openLink(ctx: Ctx, input: OpenLinkInput): Promise<OpenedLink> {
  const { token } = parseInput(OpenLinkInput, input);
  const found = await findLink(ctx, token);
  return { purpose: found.link.purpose, email: found.staff.email, name: found.staff.name };
}

/**
 * Uses a link: sets the password (and the name), makes the account active and ends its older sessions. Under the row
 * lock of the link, so that of two people with the same link one gets in. Throws `PreconditionError` for a link that
 * opens nothing any more, `InvalidError` for a weak password.
 */
export async function acceptLink(ctx: Ctx, input: AcceptLinkInput): Promise<{ email: string }> {
  const { token, name, password } = parseInput(AcceptLinkInput, input);
  const { staff: seen } = await findLink(ctx, token);
  const problem = passwordProblem(password, seen.email);
  if (problem) throw new InvalidError("Choose another password.", { password: problem });
  const passwordHash = await hashPassword(password);
  return withTransaction(ctx, async (tx) => {
    const { link, staff: before } = await findLink(tx, token);
    await tx.db.update(staffLinks).set({ usedAt: tx.now() }).where(eq(staffLinks.id, link.id));
    await endLinks(tx, before.id);
    const [after] = await tx.db
      .update(staff)
      .set({
        name,
        passwordHash,
        status: "active",
        sessionVersion: sql`${staff.sessionVersion} + 1`,
        rowVersion: sql`${staff.rowVersion} + 1`,
      })
      .where(eq(staff.id, before.id))
      .returning();
    await clearAccount(tx, before.email.toLowerCase());
    const actor = sessionActor(after, after?.sessionVersion) ?? tx.actor;
    await audit(
      { ...tx, actor },
      {
        action: "invite.accept",
        target: { type: "staff", id: before.id, label: before.email },
        changes: {
          password: { before: "[hidden]", after: "[hidden]" },
          ...(before.name === name ? {} : { name: { before: before.name, after: name } }),
          ...(before.status === "active" ? {} : { status: { before: before.status, after: "active" } }),
        },
        metadata: { purpose: link.purpose },
      },
    );
    return { email: before.email };
  });
}

/** The usable link of a token with its account; inside a transaction both rows are locked. */
async function findLink(ctx: Ctx, token: string) {
  const query = ctx.db
    .select({ link: staffLinks, staff })
    .from(staffLinks)
    .innerJoin(staff, eq(staff.id, staffLinks.staffId))
    .where(eq(staffLinks.tokenHash, hashToken(token)));
  const [found] = await (ctx.inTransaction ? query.for("update") : query);
  const problem = linkProblem(found && { ...found.link, status: found.staff.status }, ctx.now());
  if (problem || !found) throw new PreconditionError(LINK_PROBLEMS[problem ?? "unknown"]);
  return found;
}
