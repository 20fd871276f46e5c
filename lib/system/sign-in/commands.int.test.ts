import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditLogs, signInThrottles, staff } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { createContext } from "@/lib/core/context";
import { InvalidError, LimitError } from "@/lib/core/errors";
import { hashPassword } from "@/lib/core/password";
import { NoAccountError, signIn, signInBySingleSignOn, signOut } from "@/lib/system/sign-in/commands";

const { db } = await testDatabase();
const PASSWORD = "violet lantern orchard";
const WRONG = "not the password at all";
let passwordHash: string;
let clock = new Date("2026-11-20T12:00:00Z");
let address = 0;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

/** A caller from an address of its own, on the test's clock. */
function caller(from = `192.0.2.${++address}`) {
  return createContext({ type: "anonymous" }, { db, address: from, now: () => clock });
}

const person = (overrides = {}) => makeStaff(db, { passwordHash, ...overrides });

function outcomes(email: string) {
  return db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.action, "session.sign_in"), eq(auditLogs.targetLabel, email)))
    .orderBy(desc(auditLogs.id));
}

describe("signing in", () => {
  test("answers the session, notes the time and is audited under the person's name", async () => {
    const row = await person({ role: "finance", sessionVersion: 4 });
    const session = await signIn(caller(), { email: ` ${row.email.toUpperCase()} `, password: PASSWORD });
    expect(session).toMatchObject({ id: row.id, sessionVersion: 4 });
    const [after] = await db.select().from(staff).where(eq(staff.id, row.id));
    expect(after).toMatchObject({ lastSignedInAt: clock, rowVersion: 1, updatedAt: row.updatedAt });
    const [entry] = await outcomes(row.email);
    expect(entry).toMatchObject({ outcome: "success", actorId: row.id, actorRole: "finance" });
  });

  test.each(["unknown", "wrong password", "deactivated", "invited"])(
    "refuses in the same words: %s",
    async (kind) => {
      const row = await person({
        status: kind === "deactivated" || kind === "invited" ? kind : "active",
        passwordHash: kind === "invited" ? null : passwordHash,
      });
      const email = kind === "unknown" ? "nobody-here@example.test" : row.email;
      const password = kind === "wrong password" ? WRONG : PASSWORD;
      const failure = await signIn(caller(), { email, password }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InvalidError);
      expect(failure).toMatchObject({ message: "The e-mail address or the password is not right." });
      const [entry] = await outcomes(email);
      expect(entry).toMatchObject({ outcome: "failed", actorType: "anonymous" });
    },
  );

  test("no audit row and no counter ever holds a password", async () => {
    const rows = await db.select().from(auditLogs);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(WRONG);
  });
});

describe("lockout", () => {
  test("the fifth failure locks for 30 s, also against the right password; each further one doubles", async () => {
    const { email } = await person();
    const fail = () => signIn(caller(), { email, password: WRONG }).catch((error: unknown) => error);
    for (let n = 1; n <= 4; n += 1) expect(await fail()).toBeInstanceOf(InvalidError);
    expect(await fail()).toMatchObject({ code: "limit", details: { retryAfterSeconds: 30 } });
    await expect(signIn(caller(), { email, password: PASSWORD })).rejects.toBeInstanceOf(LimitError);
    const [entry] = await outcomes(email);
    expect(entry).toMatchObject({ outcome: "denied", metadata: { cause: "locked", retryAfterSeconds: 30 } });
    clock = new Date(clock.getTime() + 30_000);
    expect(await fail()).toMatchObject({ details: { retryAfterSeconds: 60 } });
    clock = new Date(clock.getTime() + 60_000);
    await signIn(caller(), { email, password: PASSWORD });
    expect(await fail()).toBeInstanceOf(InvalidError);
  });

  test("an account that does not exist locks in the same way", async () => {
    const email = "ghost@example.test";
    const codes: unknown[] = [];
    for (let n = 1; n <= 6; n += 1) {
      const failure = await signIn(caller(), { email, password: WRONG }).catch((error: unknown) => error);
      codes.push((failure as LimitError).code);
    }
    expect(codes).toEqual(["invalid", "invalid", "invalid", "invalid", "limit", "limit"]);
  });

  test("of 30 guesses made at once, from 30 addresses, five are looked at", async () => {
    const { email } = await person();
    const guesses = Array.from({ length: 30 }, () =>
      signIn(caller(), { email, password: WRONG }).catch((error: unknown) => error),
    );
    const failures = await Promise.all(guesses);
    expect(
      failures.every((failure) => failure instanceof InvalidError || failure instanceof LimitError),
    ).toBe(true);
    const entries = await outcomes(email);
    expect(entries.filter((entry) => entry.outcome === "failed")).toHaveLength(5);
    expect(entries.filter((entry) => entry.outcome === "denied")).toHaveLength(25);
    const [throttle] = await db
      .select()
      .from(signInThrottles)
      .where(eq(signInThrottles.key, `account:${email}`));
    expect(throttle?.failures).toBe(5);
  });

  test("one address is locked after 20 failures over many accounts, another is not", async () => {
    const from = "198.51.100.7";
    for (let n = 1; n <= 19; n += 1) {
      const guess = signIn(caller(from), { email: `spray-${n}@example.test`, password: WRONG });
      await expect(guess).rejects.toBeInstanceOf(InvalidError);
    }
    const last = signIn(caller(from), { email: "spray-20@example.test", password: WRONG });
    await expect(last).rejects.toBeInstanceOf(LimitError);
    const { email } = await person();
    await expect(signIn(caller(from), { email, password: PASSWORD })).rejects.toBeInstanceOf(LimitError);
    await expect(signIn(caller(), { email, password: PASSWORD })).resolves.toMatchObject({ email });
  });

  test("people who know their passwords do not lock the office they share", async () => {
    const from = "198.51.100.8";
    const { email } = await person();
    for (let n = 1; n <= 40; n += 1) await signIn(caller(from), { email, password: PASSWORD });
    const key = `address:${from}`;
    const [throttle] = await db.select().from(signInThrottles).where(eq(signInThrottles.key, key));
    expect(throttle).toMatchObject({ failures: 0, lockedUntil: null });
  });
});

describe("single sign-on", () => {
  test("lets in an active account with the same verified e-mail address", async () => {
    const row = await person();
    const input = { email: row.email.toUpperCase(), emailVerified: true, subject: "subject-1" };
    expect(await signInBySingleSignOn(caller(), input)).toMatchObject({ id: row.id });
    const [entry] = await outcomes(row.email);
    expect(entry).toMatchObject({ outcome: "success", metadata: { method: "oidc" } });
  });

  test("refuses an address that is not verified, unknown, deactivated or only invited", async () => {
    const active = await person();
    const gone = await person({ status: "deactivated" });
    const invited = await person({ status: "invited" });
    const tries = [
      { email: active.email, emailVerified: false, subject: "s" },
      { email: "stranger@example.test", emailVerified: true, subject: "s" },
      { email: gone.email, emailVerified: true, subject: "s" },
      { email: invited.email, emailVerified: true, subject: "s" },
      { email: "", emailVerified: true, subject: "s" },
    ];
    for (const input of tries) {
      await expect(signInBySingleSignOn(caller(), input)).rejects.toBeInstanceOf(NoAccountError);
    }
  });
});

test("signing out is audited once, and only for a session that was good", async () => {
  const row = await person();
  await signOut(caller(), { staffId: row.id, version: row.sessionVersion });
  await signOut(caller(), { staffId: row.id, version: row.sessionVersion + 1 });
  await signOut(caller(), {});
  const entries = await db.select().from(auditLogs).where(eq(auditLogs.action, "session.sign_out"));
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ actorId: row.id });
});
