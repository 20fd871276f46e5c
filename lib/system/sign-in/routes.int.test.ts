import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { hashPassword } from "@/lib/core/password";
import { callRoute, type Jar } from "@/lib/system/sign-in/testing";

vi.hoisted(() => {
  process.env.NEXTAUTH_SECRET = "test secret of the sessions";
  process.env.NEXTAUTH_URL = "http://localhost:3000";
  process.env.LOG_LEVEL = "silent";
});

const { db, url } = await testDatabase();
const PASSWORD = "violet lantern orchard";
const COOKIE = "next-auth.session-token";
let passwordHash: string;
let jar: Jar;

async function post(email: string, password: string, csrf = true) {
  const { body } = await callRoute(jar, "GET", ["csrf"], {});
  const csrfToken = csrf ? (body?.csrfToken ?? "") : "forged";
  const answer = await callRoute(jar, "POST", ["callback", "credentials"], { csrfToken, email, password });
  return new URL(answer.redirect, "http://localhost:3000").searchParams.get("error");
}

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  jar = {};
  await closeDb();
  vi.stubEnv("DATABASE_URL", url);
});

afterAll(async () => {
  await closeDb();
  vi.unstubAllEnvs();
});

describe("the password route", () => {
  test("answers with a session cookie that names the account and its session version, and no right", async () => {
    const row = await makeStaff(db, { passwordHash, role: "admin", sessionVersion: 5 });
    expect(await post(row.email, PASSWORD)).toBeNull();
    const token = await decode({ token: jar[COOKIE], secret: "test secret of the sessions" });
    expect(token).toMatchObject({ sub: row.id, version: 5 });
    expect(Object.keys(token ?? {}).sort()).toEqual(["exp", "iat", "jti", "sub", "version"]);
  });

  test("tells a wrong password, then the lock with its seconds", async () => {
    const row = await makeStaff(db, { passwordHash });
    for (let n = 1; n <= 4; n += 1) expect(await post(row.email, "wrong")).toBe("invalid");
    expect(await post(row.email, "wrong")).toBe("limit:30");
    expect(await post(row.email, PASSWORD)).toMatch(/^limit:(30|29)$/);
    expect(jar[COOKIE]).toBeUndefined();
  });

  test("says that the database is down instead of blaming the password", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://postgres@127.0.0.1:1/nowhere");
    expect(await post("anybody@example.test", PASSWORD)).toBe("unavailable");
    expect(jar[COOKIE]).toBeUndefined();
  });

  test("does nothing for a form from another site", async () => {
    const row = await makeStaff(db, { passwordHash });
    await post(row.email, PASSWORD, false);
    expect(jar[COOKIE]).toBeUndefined();
  });
});
