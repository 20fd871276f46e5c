import type postgres from "postgres";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";

const { sql } = await testDatabase();

interface Chain {
  sealed: number;
  unsealed: number;
  broken_audit_id: number | null;
  problem: string | null;
}

async function write(session: postgres.Sql | postgres.TransactionSql, action: string): Promise<number> {
  const [row] = await session<{ id: number }[]>`
    insert into core.audit_logs (actor_type, action, outcome, changes)
    values ('system', ${action}, 'success', '{"name": {"before": "é", "after": 1.10}}') returning id::integer`;
  if (!row) throw new Error("The audit row was not written.");
  return row.id;
}

async function seal(session: postgres.Sql | postgres.TransactionSql = sql): Promise<number> {
  const [row] = await session<{ sealed: number }[]>`select core.seal_audit_logs() as sealed`;
  return row?.sealed ?? -1;
}

async function verify(session: postgres.Sql | postgres.TransactionSql = sql): Promise<Chain | undefined> {
  const [chain] = await session<Chain[]>`
    select sealed::integer, unsealed::integer, broken_audit_id::integer, problem from core.verify_audit_chain()`;
  return chain;
}

class Undo extends Error {}

/** What verification says after a forger with the owner's rights ran `statements`; everything is undone. */
async function afterForgery(statements: string): Promise<Chain | undefined> {
  let chain: Chain | undefined;
  await sql
    .begin(async (tx) => {
      // Off for triggers and foreign keys alike, as a forger with the owner's rights would have it.
      await tx.unsafe("set local session_replication_role = replica");
      await tx.unsafe(statements);
      chain = await verify(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return chain;
}

describe("the audit chain", () => {
  it("seals committed rows in order, once, and counts the others apart", async () => {
    expect(await verify()).toEqual({ sealed: 0, unsealed: 0, broken_audit_id: null, problem: null });
    for (let n = 1; n <= 6; n++) await write(sql, `test.write_${n}`);
    expect((await verify())?.unsealed).toBe(6);
    expect(await seal()).toBe(6);
    expect(await seal()).toBe(0);
    expect(await verify()).toEqual({ sealed: 6, unsealed: 0, broken_audit_id: null, problem: null });
  });

  it("does not wait for writers, nor writers for it, and seals a late row later", async () => {
    const late = await sql.reserve();
    try {
      await late`begin`;
      const lateId = await write(late, "test.late");
      const earlyId = await write(sql, "test.early");
      expect(lateId).toBeLessThan(earlyId);
      expect(await seal()).toBe(1);
      await sql.begin(async (tx) => {
        await write(tx, "test.during");
        expect(await seal(tx)).toBe(1);
        await late`set local statement_timeout = '2s'`;
        await write(late, "test.while_sealing");
        expect(await seal()).toBe(0);
      });
      await late`commit`;
    } finally {
      late.release();
    }
    expect(await seal()).toBe(2);
    expect(await verify()).toMatchObject({ unsealed: 0, problem: null });
  });

  it("gives the same answer in any session's time zone", async () => {
    await sql.begin(async (tx) => {
      await tx`set local timezone = 'Asia/Tokyo'`;
      await tx`set local datestyle = 'German'`;
      expect(await verify(tx)).toMatchObject({ problem: null });
    });
  });

  it.each([
    ["a changed row", "update core.audit_logs set reason = 'other' where id = 3", 3, "changed"],
    ["a deleted row", "delete from core.audit_logs where id = 3", 3, "deleted"],
    ["a removed seal", "delete from core.audit_seals where audit_id = 3", 4, "missing"],
    [
      "a removed last seal",
      "delete from core.audit_seals where seq = (select max(seq) from core.audit_seals)",
      10,
      "seal of this row was removed",
    ],
    [
      "an inserted seal",
      `update core.audit_seals set seq = -seq where seq >= 3;
       update core.audit_seals set seq = 1 - seq where seq < 0;
       insert into core.audit_logs (id, actor_type, action, outcome) overriding system value values (900, 'system', 'forged', 'success');
       insert into core.audit_seals select 3, 900, s.hash, core.chain_hash(s.hash, core.audit_payload(a))
         from core.audit_seals s, core.audit_logs a where s.seq = 2 and a.id = 900`,
      3,
      "link",
    ],
    [
      "two rows in the other order",
      `update core.audit_seals set audit_id = case audit_id when 3 then -4 else -3 end where audit_id in (3, 4);
       update core.audit_seals set audit_id = -audit_id where audit_id < 0`,
      4,
      "changed",
    ],
    [
      "a rewritten link",
      "update core.audit_seals set prev_hash = repeat('a', 64) where audit_id = 3",
      3,
      "link",
    ],
  ])("names the first broken row after %s", async (_, statements, id, words) => {
    const chain = await afterForgery(statements);
    expect(chain?.broken_audit_id).toBe(id);
    expect(chain?.problem).toContain(words);
    expect(await verify()).toMatchObject({ problem: null });
  });

  it.each([
    "update core.audit_logs set action = 'x'",
    "delete from core.audit_logs",
    "truncate core.audit_logs cascade",
    "update core.audit_seals set hash = 'x'",
    "delete from core.audit_seals",
    "truncate core.audit_seals",
  ])("refuses: %s", async (statement) => {
    await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: "23001" });
  });
});

describe("staff", () => {
  it("has one account per e-mail, whatever its case", async () => {
    await sql`insert into core.staff (email, name, role) values ('One@example.test', 'One', 'admin')`;
    await expect(
      sql`insert into core.staff (email, name, role) values ('one@EXAMPLE.test', 'Two', 'admin')`,
    ).rejects.toMatchObject({ code: "23505" });
  });
});
