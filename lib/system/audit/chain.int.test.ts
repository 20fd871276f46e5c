import { eq, sql as query } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { audit } from "@/lib/core/audit";
import { createContext } from "@/lib/core/context";
import { ForbiddenError } from "@/lib/core/errors";
import { sealAudit, verifyAudit } from "@/lib/system/audit/commands";

const { db, sql } = await testDatabase();
const job = createContext({ type: "job", name: "audit.seal" }, { db });

/** Seals everything, then names the `n` oldest audit rows with their seals. */
async function sealedRows(n: number) {
  for (let i = 0; i < n; i += 1) await audit(job, { action: "test.write", metadata: { i } });
  await sealAudit(job);
  return sql<{ seq: string; audit_id: string }[]>`
    select seq, audit_id from core.audit_seals order by seq desc limit ${n}`.then((rows) => rows.reverse());
}

/** What an owner of the database could do: change history with the triggers and keys switched off, then undo it. */
async function tamper(statements: string[], check: () => Promise<void>): Promise<void> {
  await sql.unsafe("create table if not exists saved_logs as table core.audit_logs with no data");
  await sql.unsafe("create table if not exists saved_seals as table core.audit_seals with no data");
  const asOwner = (list: string[]) =>
    sql.begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      for (const statement of list) await tx.unsafe(statement);
    });
  await asOwner([
    "truncate saved_logs, saved_seals",
    "insert into saved_logs select * from core.audit_logs",
    "insert into saved_seals select * from core.audit_seals",
    ...statements,
  ]);
  await check();
  await asOwner([
    "delete from core.audit_seals",
    "delete from core.audit_logs where id in (select id from saved_logs)",
    "insert into core.audit_logs overriding system value select * from saved_logs",
    "insert into core.audit_seals select * from saved_seals",
  ]);
  expect((await verifyAudit(job)).broken).toBeNull();
}

describe("the audit chain", () => {
  test("seals committed rows once and holds", async () => {
    await sealedRows(5);
    expect(await sealAudit(job)).toBe(0);
    const report = await verifyAudit(job);
    expect(report).toMatchObject({ broken: null, unsealed: 0 });
    expect(report.head).toMatch(/^[0-9a-f]{64}$/);
    const [entry] = await db.select().from(auditLogs).where(eq(auditLogs.action, "audit.verify"));
    expect(entry).toMatchObject({ outcome: "success", metadata: { head: report.head } });
    expect((await verifyAudit(job)).unsealed).toBe(1);
  });

  test("writers do not wait for one another, and rows that commit late are sealed late", async () => {
    await sealAudit(job);
    await db.transaction(async (tx) => {
      await audit({ ...job, db: tx, inTransaction: true }, { action: "test.slow" });
      await audit(job, { action: "test.fast" });
      expect(await sealAudit(job)).toBe(1);
    });
    expect(await sealAudit(job)).toBe(1);
    expect((await verifyAudit(job)).broken).toBeNull();
  });

  test("many sealers at once seal every row once", async () => {
    for (let i = 0; i < 50; i += 1) await audit(job, { action: "test.write" });
    const counts = await Promise.all(Array.from({ length: 8 }, () => sealAudit(job)));
    const rest = await sealAudit(job);
    expect(counts.reduce((total, count) => total + count, rest)).toBeGreaterThanOrEqual(50);
    expect((await verifyAudit(job)).broken).toBeNull();
  });

  test("the application cannot change or delete a row", async () => {
    const [row] = await sealedRows(1);
    const id = Number(row?.audit_id);
    for (const statement of [
      query`update core.audit_logs set reason = 'x' where id = ${id}`,
      query`delete from core.audit_logs where id = ${id}`,
      query`truncate core.audit_logs cascade`,
      query`update core.audit_seals set hash = 'x' where audit_id = ${id}`,
      query`delete from core.audit_seals where audit_id = ${id}`,
    ]) {
      await expect(db.execute(statement)).rejects.toMatchObject({ cause: { code: "23001" } });
    }
  });

  test("names a row that was changed", async () => {
    const [, target] = await sealedRows(4);
    await tamper(
      [`update core.audit_logs set actor_name = 'Somebody else' where id = ${target?.audit_id}`],
      async () => {
        expect((await verifyAudit(job)).broken).toEqual({
          seq: Number(target?.seq),
          auditId: Number(target?.audit_id),
          problem: "the audit row or its seal was changed",
        });
      },
    );
  });

  test("names a row that was deleted", async () => {
    const [, target] = await sealedRows(4);
    await tamper([`delete from core.audit_logs where id = ${target?.audit_id}`], async () => {
      expect((await verifyAudit(job)).broken).toMatchObject({
        auditId: Number(target?.audit_id),
        problem: "the audit row was deleted",
      });
    });
  });

  test("names a row that was deleted together with its seal", async () => {
    const [, target, next] = await sealedRows(4);
    const id = target?.audit_id;
    await tamper(
      [`delete from core.audit_logs where id = ${id}`, `delete from core.audit_seals where audit_id = ${id}`],
      async () => {
        expect((await verifyAudit(job)).broken).toMatchObject({
          seq: Number(next?.seq),
          problem: "a seal before this one is missing",
        });
      },
    );
  });

  test("names the first of two seals that were swapped", async () => {
    const [, first, second] = await sealedRows(4);
    await tamper(
      [
        "alter table core.audit_seals drop constraint audit_seals_audit_id_key",
        `update core.audit_seals set audit_id = case seq when ${first?.seq} then ${second?.audit_id} else ${first?.audit_id} end
          where seq in (${first?.seq}, ${second?.seq})`,
        "alter table core.audit_seals add constraint audit_seals_audit_id_key unique (audit_id)",
      ],
      async () => {
        expect((await verifyAudit(job)).broken).toMatchObject({ seq: Number(first?.seq) });
      },
    );
  });

  test("names a row whose seal at the end was cut off", async () => {
    const rows = await sealedRows(3);
    const last = rows.at(-1);
    await tamper([`delete from core.audit_seals where audit_id = ${last?.audit_id}`], async () => {
      expect((await verifyAudit(job)).broken).toMatchObject({
        auditId: Number(last?.audit_id),
        problem: "the seal of this row was removed",
      });
    });
  });

  test("names a row that was put in afterwards with a seal of its own making", async () => {
    const [target] = await sealedRows(2);
    const forged = `update core.audit_seals set hash = core.chain_hash(prev_hash, (
      select core.audit_payload(a) from core.audit_logs a where a.id = audit_id)) where seq = ${target?.seq}`;
    await tamper(
      [`update core.audit_logs set reason = 'forged' where id = ${target?.audit_id}`, forged],
      async () => {
        expect((await verifyAudit(job)).broken).toMatchObject({
          seq: Number(target?.seq) + 1,
          problem: "the link to the seal before is broken",
        });
      },
    );
  });

  test.each(["support", "finance"] as const)("is not for %s to verify", async (role) => {
    const row = await makeStaff(db, { role });
    const ctx = createContext({ type: "staff", id: row.id, name: row.name, email: row.email, role }, { db });
    await expect(verifyAudit(ctx)).rejects.toBeInstanceOf(ForbiddenError);
    await expect(sealAudit(ctx)).rejects.toBeInstanceOf(ForbiddenError);
  });
});
