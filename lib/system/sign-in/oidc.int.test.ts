import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { desc, eq } from "drizzle-orm";
import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import type { Jar } from "@/lib/system/sign-in/testing";

const SECRET = "test secret of the sessions";
const HERE = "http://localhost:3000";
const { db, url } = await testDatabase();

type Person = { sub: string; email?: string; email_verified?: boolean };
type Grant = { challenge: string; nonce: string; person: Person; breakNonce: boolean };

/** An identity provider that speaks OpenID Connect: discovery, keys, code with PKCE, signed id token. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...createPublicKey(privateKey).export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" };
const grants = new Map<string, Grant>();
let issuer = "";

const provider = createServer(async (request, response) => {
  const reply = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (request.url === "/.well-known/openid-configuration") {
    return reply(200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    });
  }
  if (request.url === "/keys") return reply(200, { keys: [jwk] });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const grant = grants.get(form.get("code") ?? "");
  grants.delete(form.get("code") ?? "");
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (!grant || challenge !== grant.challenge) return reply(400, { error: "invalid_grant" });
  const nonce = grant.breakNonce ? "another nonce" : grant.nonce;
  reply(200, { access_token: "a", token_type: "Bearer", id_token: idToken({ ...grant.person, nonce }) });
});

function idToken(claims: object): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "RS256", kid: "k1" })}.${part({ iss: issuer, aud: "console", iat: now, exp: now + 60, ...claims })}`;
  return `${body}.${sign("sha256", Buffer.from(body), privateKey).toString("base64url")}`;
}

/** Goes the whole way: to the provider, back with a code, and through the callback. */
async function goThrough(person: Person, tamper: { state?: boolean; pkce?: boolean; nonce?: boolean } = {}) {
  // Imported late: it reads the environment, which is complete only when the provider listens.
  const { callRoute } = await import("@/lib/system/sign-in/testing");
  const jar: Jar = {};
  const csrf = await callRoute(jar, "GET", ["csrf"], {});
  const { redirect } = await callRoute(jar, "POST", ["signin", "oidc"], {
    csrfToken: csrf.body?.csrfToken ?? "",
    callbackUrl: "/billing/pricing",
  });
  const sent = new URL(redirect).searchParams;
  const code = randomUUID();
  grants.set(code, {
    challenge: tamper.pkce ? "another" : (sent.get("code_challenge") ?? ""),
    nonce: sent.get("nonce") ?? "",
    person,
    breakNonce: tamper.nonce ?? false,
  });
  const state = tamper.state ? "another state" : (sent.get("state") ?? "");
  const back = await callRoute(jar, "GET", ["callback", "oidc"], { code, state });
  const cookie = jar["next-auth.session-token"];
  return {
    sent,
    redirect: back.redirect,
    token: cookie ? await decode({ token: cookie, secret: SECRET }) : null,
  };
}

beforeAll(async () => {
  await new Promise<void>((ready) => provider.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", HERE);
  vi.stubEnv("OIDC_ISSUER", issuer);
  vi.stubEnv("OIDC_CLIENT_ID", "console");
  vi.stubEnv("OIDC_CLIENT_SECRET", "client secret");
  vi.stubEnv("LOG_LEVEL", "silent");
});

afterAll(async () => {
  provider.close();
  await closeDb();
  vi.unstubAllEnvs();
});

describe("single sign-on over HTTP", () => {
  test("asks with PKCE, state and nonce, and lets an active member of staff in", async () => {
    const row = await makeStaff(db, { sessionVersion: 7 });
    const { sent, redirect, token } = await goThrough({
      sub: "s-1",
      email: row.email.toUpperCase(),
      email_verified: true,
    });
    expect(sent.get("code_challenge_method")).toBe("S256");
    expect(sent.get("state")?.length).toBeGreaterThan(20);
    expect(sent.get("nonce")?.length).toBeGreaterThan(20);
    expect(redirect).toBe(`${HERE}/billing/pricing`);
    expect(token).toMatchObject({ sub: row.id, version: 7 });
    const [entry] = await db.select().from(auditLogs).where(eq(auditLogs.actorId, row.id));
    expect(entry).toMatchObject({ action: "session.sign_in", outcome: "success", address: "192.0.2.9" });
  });

  test.each([
    ["an address that is not verified", { email_verified: false }, {}],
    ["an address nobody vouches for", { email_verified: undefined }, {}],
    ["a deactivated account", { email_verified: true }, { status: "deactivated" as const }],
    ["an invitation not accepted", { email_verified: true }, { status: "invited" as const }],
  ])("refuses %s", async (_name, claims, overrides) => {
    const row = await makeStaff(db, overrides);
    const { redirect, token } = await goThrough({ sub: "s-2", email: row.email, ...claims });
    expect(redirect).toBe("/sign-in?error=no_account");
    expect(token).toBeNull();
    const [entry] = await db.select().from(auditLogs).orderBy(desc(auditLogs.id)).limit(1);
    expect(entry).toMatchObject({ action: "session.sign_in", outcome: "failed" });
  });

  test("makes no account for a stranger", async () => {
    const { redirect, token } = await goThrough({
      sub: "s-3",
      email: "stranger@example.test",
      email_verified: true,
    });
    expect(redirect).toBe("/sign-in?error=no_account");
    expect(token).toBeNull();
  });

  test.each([{ state: true }, { pkce: true }, { nonce: true }])(
    "refuses an answer with a wrong %j",
    async (tamper) => {
      const row = await makeStaff(db);
      const { redirect, token } = await goThrough(
        { sub: "s-4", email: row.email, email_verified: true },
        tamper,
      );
      expect(redirect).toMatch(/error=(OAuthCallback|Callback)$/);
      expect(token).toBeNull();
    },
  );
});
