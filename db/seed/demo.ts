import { hash } from "@node-rs/argon2";
import type postgres from "postgres";
import { DEMO_PASSWORD } from "../enums/demo";
import { analyse } from "./billing";
import { writeAudit } from "./demo-audit";
import { stageHistory, writeHistory, writeSubscriptions } from "./demo-history";
import { writePricing } from "./demo-pricing";
import { requireLocal, SeedRefused } from "./local";
import { stageLoyalty, writeLoyaltyAccounts, writePoints } from "./loyalty";
import { prepareChance, stageBoxes, stageSubscriptions, stageVersions, writeCustomers } from "./staging";

const SUBSCRIPTIONS = 6000;
// The same cost as of real passwords.
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const STAFF = [
  { role: "admin", name: "Nora Keller" },
  { role: "support", name: "Theo Brooks" },
  { role: "finance", name: "Lina Rossi" },
  { role: "auditor", name: "Hugo Adler" },
] as const;

/**
 * Fills an empty database with the demo business: four accounts, two years of pricing versions, six thousand
 * subscriptions with their history, an audit trail, and the setting that marks the database. Everything or nothing.
 * Throws {@link SeedRefused} when the server is not on this machine or the database holds staff or customers.
 */
export async function seedDemo(sql: postgres.Sql): Promise<void> {
  requireLocal(sql);
  const accounts = await Promise.all(
    STAFF.map(async ({ role, name }) => ({ role, name, passwordHash: await hash(DEMO_PASSWORD, ARGON2ID) })),
  );
  await sql.begin(async (tx) => {
    const [found] = await tx<{ used: boolean }[]>`
      select exists (select from core.staff) or exists (select from billing.users)
        or exists (select from billing.subscriptions) as used`;
    if (found?.used)
      throw new SeedRefused(
        "Demo data is written to an empty database only; this one has staff or customers.",
      );
    await prepareChance(tx);
    const staff = await tx<{ id: string; name: string; role: string }[]>`
      insert into core.staff (id, email, name, role, status, password_hash, created_at, updated_at)
      select pg_temp.seeded_id('staff', place), role || '@countinghouse.test', name, role, 'active', "passwordHash", at, at
      from rows from (jsonb_to_recordset(${tx.json(accounts)}) as (role text, name text, "passwordHash" text))
        with ordinality as a (role, name, "passwordHash", place)
      cross join lateral (select now() - interval '770 days' + place * interval '1 hour' as at) t
      returning id, name, role`;
    const [admin, support] = ["admin", "support"].map((role) =>
      staff.find((account) => account.role === role),
    );
    if (!admin || !support) throw new Error("The demo accounts were not made.");
    await writePricing(tx, admin.id);
    await stageBoxes(tx);
    await stageVersions(tx);
    await stageSubscriptions(tx, "demo", 0, SUBSCRIPTIONS);
    await stageLoyalty(tx, "demo");
    await stageHistory(tx);
    await writeCustomers(tx, 0);
    await writeLoyaltyAccounts(tx);
    await writeSubscriptions(tx);
    await writeHistory(tx, support, admin.name);
    await writePoints(tx);
    await writeAudit(tx);
    await tx`insert into core.settings (key, value) values ('demo', ${tx.json({ subscriptions: SUBSCRIPTIONS })})`;
  });
  await analyse(sql);
  await sql`vacuum analyze core.audit_logs, core.audit_seals, core.audit_pending, core.staff`;
}
