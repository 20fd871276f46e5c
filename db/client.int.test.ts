import { sql as text } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase, withRollback } from "./testing/database";

const { db, sql } = await testDatabase({ empty: true });
await sql`create table notes (id int primary key, body text)`;

async function ids(): Promise<number[]> {
  return (await sql<{ id: number }[]>`select id from notes order by id`).map((row) => row.id);
}

test("sessions run in UTC, numbers keep every digit", async () => {
  const [row] =
    await sql`select current_setting('TimeZone') as zone, 1.10::numeric as price, 9007199254740993::bigint as big`;
  expect(row).toEqual({ zone: "UTC", price: "1.10", big: "9007199254740993" });
});

test("a transaction commits what it did, and nothing of what threw", async () => {
  await db.transaction((tx) => tx.execute(text`insert into notes values (1, 'kept')`));
  const failing = db.transaction(async (tx) => {
    await tx.execute(text`insert into notes values (2, 'gone')`);
    throw new Error("second thoughts");
  });
  await expect(failing).rejects.toThrow("second thoughts");
  expect(await ids()).toEqual([1]);
});

test("a nested transaction can fail alone", async () => {
  await db.transaction(async (tx) => {
    await tx.execute(text`insert into notes values (3, 'outer')`);
    await expect(
      tx.transaction((inner) => inner.execute(text`insert into notes values (3, 'again')`)),
    ).rejects.toThrow();
    await tx.transaction((inner) => inner.execute(text`insert into notes values (4, 'inner')`));
  });
  expect(await ids()).toEqual([1, 3, 4]);
});

test("a failed statement that nobody looked at does not end in a silent rollback", async () => {
  const careless = db.transaction(async (tx) => {
    await tx.execute(text`insert into notes values (1, 'twice')`).catch(() => undefined);
  });
  await expect(careless).rejects.toThrow("rolled back");
});

test("a connection lost in a transaction fails that transaction only", async () => {
  const lost = db.transaction(async (tx) => {
    await tx.execute(text`insert into notes values (5, 'lost')`);
    const [self] = await tx.execute<{ pid: number }>(text`select pg_backend_pid() as pid`);
    const [, sleeping] = await Promise.allSettled([
      sql`select pg_terminate_backend(${self?.pid ?? 0})`,
      tx.execute(text`select pg_sleep(20)`),
    ]);
    if (sleeping.status === "rejected") throw sleeping.reason;
  });
  await expect(lost).rejects.toThrow();
  // Once the event loop turned, the driver's own begin would have ended this process.
  await new Promise((done) => setTimeout(done, 50));
  const all = Array.from({ length: 30 }, () => db.transaction((tx) => tx.execute(text`select 1`)));
  expect(await Promise.all(all)).toHaveLength(30);
  expect(await ids()).toEqual([1, 3, 4]);
});

test("a plain client's transaction is guarded too, and awaits an array of queries", async () => {
  const results = await sql.begin("read only", (tx) => [tx`select 1 as n`, tx`select 2 as n`]);
  expect(results.map(([row]) => row?.n)).toEqual([1, 2]);
  await expect(sql.begin("read only", (tx) => tx`insert into notes values (6, 'no')`)).rejects.toMatchObject({
    code: "25006",
  });
});

test("withRollback keeps nothing and answers the result", async () => {
  const seen = await withRollback(db, async (tx) => {
    await tx.execute(text`insert into notes values (7, 'seen')`);
    return (await tx.execute(text`select from notes where id = 7`)).length;
  });
  expect(seen).toBe(1);
  expect(await ids()).toEqual([1, 3, 4]);
});
