import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { type Connections, createDb } from "@/db/client";
import { staff } from "@/db/schema/core";
import { makeStaff } from "@/db/testing/factories/core";
import { hashPassword } from "@/lib/core/password";
import { ROLES, type Role } from "@/lib/core/permissions";

const PASSWORD = "a long enough password";

export type Account = { id: string; email: string; name: string; role: Role; password: string };

type WorkerFixtures = {
  /** The database the console under test runs on. */
  connections: Connections;
  /** One staff member per role, made for this run. */
  accounts: Record<Role, Account>;
};

type TestFixtures = {
  /** Signs the page's browser in over HTTP, without the form. */
  signIn: (role: Role | Account) => Promise<Account>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  connections: [
    async ({ browserName: _browser }, use) => {
      const url = process.env.DATABASE_URL;
      if (!url) throw new Error("DATABASE_URL is not set: run the browser tests by `npm test`.");
      const connections = createDb(url, { max: 4, applicationName: "e2e" });
      await use(connections);
      await connections.close();
    },
    { scope: "worker" },
  ],
  accounts: [
    async ({ connections }, use) => {
      const accounts = await Promise.all(ROLES.map((role) => makeAccount(connections, role)));
      await use(
        Object.fromEntries(accounts.map((account) => [account.role, account])) as Record<Role, Account>,
      );
    },
    { scope: "worker" },
  ],
  signIn: async ({ page, accounts }, use) => {
    await use(async (who) => {
      const account = typeof who === "string" ? accounts[who] : who;
      await signInOverHttp(page.request, account);
      return account;
    });
  },
});

/** An active staff member with a known password. */
export async function makeAccount({ db }: Connections, role: Role): Promise<Account> {
  const row = await makeStaff(db, { role, status: "active", passwordHash: await hashPassword(PASSWORD) });
  return { id: row.id, email: row.email, name: row.name, role, password: PASSWORD };
}

/** Signs a browser context in as the sign-in page would, by the session API. */
export async function signInOverHttp(request: APIRequestContext, account: Account): Promise<void> {
  const csrf: { csrfToken: string } = await (await request.get("/api/auth/csrf")).json();
  const response = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken: csrf.csrfToken, email: account.email, password: account.password, json: "true" },
  });
  expect(response.ok()).toBe(true);
  const session: { staffId?: string } = await (await request.get("/api/auth/session")).json();
  expect(session.staffId).toBe(account.id);
}

/** Reads a staff row, to assert on what a screen did. */
export async function staffRow({ db }: Connections, id: string) {
  const [row] = await db.select().from(staff).where(eq(staff.id, id));
  return row;
}

/** Waits until the page's own content has replaced its skeletons. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

export { expect };
