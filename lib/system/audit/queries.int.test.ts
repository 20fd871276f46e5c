import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { makeStaff } from "@/db/testing/factories/core";
import { audit } from "@/lib/core/audit";
import { type Ctx, createContext } from "@/lib/core/context";
import { ForbiddenError, NotFoundError } from "@/lib/core/errors";
import { listAuditChoices } from "@/lib/system/audit/choices";
import { auditColumns } from "@/lib/system/audit/export";
import { getAuditEntry, listAudit, listRecordHistory, readAuditBatches } from "@/lib/system/audit/queries";
import { auditList } from "@/lib/system/audit/search-params";

const { db } = await testDatabase();
const system = createContext({ type: "system", name: "Seeder" }, { db });
let ctx: Ctx;
let actorId: string;

beforeAll(async () => {
  const row = await makeStaff(db, { role: "auditor", name: "Ada Auditor" });
  actorId = row.id;
  ctx = createContext(
    { type: "staff", id: row.id, name: row.name, email: row.email, role: "auditor" },
    { db, address: "192.0.2.1", requestId: "request-1" },
  );
  await audit(ctx, {
    action: "pricing.publish",
    target: { type: "pricing", id: "p1", label: "1.1" },
    changes: { taxRates: { before: { US: "0.080000" }, after: { US: "0.090000" } } },
    reason: "Yearly 100% review_",
  });
  await audit(ctx, { action: "staff.invite", target: { type: "staff", id: "s1", label: "x@example.test" } });
  await audit(system, { action: "staff.invite", outcome: "failed", target: { type: "staff", id: "s1" } });
  await audit(createContext({ type: "anonymous" }, { db }), { action: "session.sign_in", outcome: "denied" });
});

const list = async (search: string) =>
  (await listAudit(ctx, auditList.load(new URLSearchParams(search)))).rows;

describe("the audit log", () => {
  test("is listed newest first, page by page, without gaps", async () => {
    const params = auditList.load(new URLSearchParams("size=25"));
    const page = await listAudit(ctx, params);
    expect(page.rows.map((row) => row.action)).toEqual([
      "session.sign_in",
      "staff.invite",
      "staff.invite",
      "pricing.publish",
    ]);
    expect(page.count).toEqual({ value: 4, exact: true });
    expect(page.rows[3]).toMatchObject({ fields: ["taxRates"], reason: "Yearly 100% review_" });
  });

  test.each([
    ["actor=nobody", 1],
    ["actor=!nobody", 3],
    ["actor=Seeder", 1],
    ["actor=Seeder,nobody", 2],
    ["action=staff.invite", 2],
    ["action=!staff.invite", 2],
    ["target=staff", 2],
    ["record=s1", 2],
    ["outcome=denied,failed", 2],
    ["q=100%25%20review", 1],
    ["q=review%5F", 1],
    ["q=r_view", 0],
    ["q=request-1", 2],
    ["q=192.0.2.1", 2],
    ["at=2000-01-01..2000-12-31", 0],
    ["at=2000-01-01..", 4],
  ])("filtered by %s has %i rows", async (search, rows) => expect(await list(search)).toHaveLength(rows));

  test("filtered by a person has theirs, and without them the others, those of nobody included", async () => {
    expect(await list(`actor=${actorId}`)).toHaveLength(2);
    expect(await list(`actor=!${actorId}`)).toHaveLength(2);
  });

  test("offers the actors, actions and records that occur", async () => {
    const choices = await listAuditChoices(ctx);
    expect(choices.actor.map((choice) => choice.value).sort()).toEqual(["Seeder", actorId, "nobody"].sort());
    expect(choices.action.map((choice) => choice.value)).toEqual([
      "pricing.publish",
      "session.sign_in",
      "staff.invite",
    ]);
    expect(choices.target.map((choice) => choice.value)).toEqual(["pricing", "staff"]);
  });

  test("shows one row whole, and the history of a record", async () => {
    const [row] = await list("action=pricing.publish");
    const entry = await getAuditEntry(ctx, row?.id ?? 0);
    expect(entry).toMatchObject({
      requestId: "request-1",
      seal: null,
      changes: { taxRates: { before: { US: "0.080000" }, after: { US: "0.090000" } } },
    });
    await expect(getAuditEntry(ctx, 999_999)).rejects.toBeInstanceOf(NotFoundError);
    expect(await listRecordHistory(ctx, { type: "staff", id: "s1" })).toHaveLength(2);
  });

  test("is exported whole over many batches, with before and after", async () => {
    for (let i = 0; i < 5; i += 1) {
      await db.transaction(async (tx) => {
        for (let j = 0; j < 450; j += 1) await audit({ ...system, db: tx }, { action: "bulk.write" });
      });
    }
    const ids: number[] = [];
    for await (const batch of readAuditBatches(
      ctx,
      auditList.load(new URLSearchParams("action=bulk.write")),
    )) {
      ids.push(...batch.map((row) => row.id));
    }
    expect(ids).toHaveLength(2250);
    expect(new Set(ids).size).toBe(2250);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    const { value } = await readAuditBatches(
      ctx,
      auditList.load(new URLSearchParams("action=pricing.publish")),
    ).next();
    const cells = Object.fromEntries(auditColumns.map((column) => [column.header, column.cell(value[0])]));
    expect(cells).toMatchObject({
      before: '{"taxRates":{"US":"0.080000"}}',
      after: '{"taxRates":{"US":"0.090000"}}',
      request_id: "request-1",
    });
  });

  test.each(["support", "finance"] as const)("is not for %s", async (role) => {
    const other = createContext(
      { type: "staff", id: actorId, name: "X", email: "x@example.test", role },
      { db },
    );
    const params = auditList.load(new URLSearchParams());
    await expect(listAudit(other, params)).rejects.toBeInstanceOf(ForbiddenError);
    await expect(getAuditEntry(other, 1)).rejects.toBeInstanceOf(ForbiddenError);
    await expect(listAuditChoices(other)).rejects.toBeInstanceOf(ForbiddenError);
    await expect(listRecordHistory(other, { type: "staff", id: "s1" })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
    await expect(readAuditBatches(other, params).next()).rejects.toBeInstanceOf(ForbiddenError);
  });
});
