import "server-only";
import { eq, sql } from "drizzle-orm";
import { staff } from "@/db/schema/core";
import { audit } from "@/lib/core/audit";
import { type Ctx, withTransaction } from "@/lib/core/context";
import { AppError, InvalidError, LimitError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";
import { verifyPassword } from "@/lib/core/password";
import { limitRate } from "@/lib/core/rate-limit";
import { type SessionStaff, sessionActor } from "@/lib/core/session-actor";
import { describeRefusal } from "@/lib/system/sign-in/rules";
import { SignInInput, SingleSignOnInput, type StaffSession } from "@/lib/system/sign-in/schema";
import { beginAttempt, forgiveAttempt } from "@/lib/system/sign-in/throttle";

const ACTION = "session.sign_in";
const ATTEMPTS_PER_MINUTE = 60;

/**
 * Checks e-mail address and password and answers what the session is made of. Unknown, invited and deactivated accounts
 * are refused in the same words and the same time as a wrong password, and lock the same way. Throws `InvalidError`, or
 * `LimitError` while account or address is locked; every outcome is audited, the password never.
 */
export async function signIn(ctx: Ctx, input: SignInInput): Promise<StaffSession> {
  const { email, password } = parseInput(SignInInput, input);
  if (ctx.address) await limitRate(ctx, `sign_in:${ctx.address}`, ATTEMPTS_PER_MINUTE, 60);
  const attempt = await beginAttempt(ctx, email);
  const row = await findStaff(ctx, email);
  const target = { type: "staff", id: row?.id ?? "unknown", label: email };
  if (!attempt.allowed) {
    const { retryAfterSeconds } = attempt;
    await audit(ctx, {
      action: ACTION,
      outcome: "denied",
      target,
      metadata: { cause: "locked", retryAfterSeconds },
    });
    throw locked(retryAfterSeconds);
  }
  const right = await verifyPassword(row?.passwordHash ?? null, password);
  const actor = right ? sessionActor(row, row?.sessionVersion) : null;
  if (!row || !actor) {
    const { failures, lockSeconds } = attempt;
    await audit(ctx, { action: ACTION, outcome: "failed", target, metadata: { failures, lockSeconds } });
    if (lockSeconds > 0) throw locked(lockSeconds);
    throw new InvalidError(describeRefusal({ code: "invalid" }));
  }
  return withTransaction({ ...ctx, actor }, async (tx) => {
    await forgiveAttempt(tx, email, attempt.addressLock);
    return begin(tx, row, "password");
  });
}

/**
 * Lets in the person an identity provider vouches for: only if the provider has verified the e-mail address and an
 * active staff account has the same. Throws `NoAccountError` otherwise; audited either way.
 */
export async function signInBySingleSignOn(ctx: Ctx, input: SingleSignOnInput): Promise<StaffSession> {
  const data = SingleSignOnInput.safeParse(input);
  const row = data.success ? await findStaff(ctx, data.data.email) : undefined;
  const actor = sessionActor(row, row?.sessionVersion);
  if (!row || !actor) {
    await audit(ctx, {
      action: ACTION,
      outcome: "failed",
      target: { type: "staff", id: row?.id ?? "unknown", label: data.success ? data.data.email : undefined },
      metadata: { method: "oidc", cause: data.success ? "no_active_account" : "email_not_verified" },
    });
    throw new NoAccountError();
  }
  return withTransaction({ ...ctx, actor }, (tx) => begin(tx, row, "oidc"));
}

/** Single sign-on worked, but there is no active account for that person. */
export class NoAccountError extends AppError {
  constructor() {
    super("forbidden", describeRefusal({ code: "no_account" }));
  }
}

/** Records that somebody signed out. The cookie is gone by then; an unknown or revoked session records nothing. */
export async function signOut(ctx: Ctx, session: { staffId?: string; version?: number }): Promise<void> {
  if (!session.staffId) return;
  const [row] = await ctx.db.select(columns).from(staff).where(eq(staff.id, session.staffId));
  const actor = sessionActor(row, session.version);
  if (!actor) return;
  const target = { type: "staff", id: actor.id, label: actor.email };
  await audit({ ...ctx, actor }, { action: "session.sign_out", target });
}

type StoredStaff = SessionStaff & { passwordHash: string | null };

const columns = {
  id: staff.id,
  name: staff.name,
  email: staff.email,
  role: staff.role,
  status: staff.status,
  sessionVersion: staff.sessionVersion,
  passwordHash: staff.passwordHash,
};

async function findStaff(ctx: Ctx, email: string): Promise<StoredStaff | undefined> {
  const [row] = await ctx.db.select(columns).from(staff).where(sql`lower(${staff.email}) = ${email}`);
  return row;
}

async function begin(ctx: Ctx, row: StoredStaff, method: "password" | "oidc"): Promise<StaffSession> {
  // Signing in is no edit of the account: neither its version nor its date of change moves.
  await ctx.db
    .update(staff)
    .set({ lastSignedInAt: ctx.now(), updatedAt: sql`${staff.updatedAt}` })
    .where(eq(staff.id, row.id));
  const target = { type: "staff", id: row.id, label: row.email };
  await audit(ctx, { action: ACTION, target, metadata: { method } });
  return { id: row.id, name: row.name, email: row.email, sessionVersion: row.sessionVersion };
}

function locked(seconds: number): LimitError {
  return new LimitError(describeRefusal({ code: "limit", seconds }), seconds);
}
