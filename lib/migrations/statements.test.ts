import { describe, expect, test } from "vitest";
import { splitStatements } from "./statements";

async function texts(sql: string): Promise<string[]> {
  return (await splitStatements(sql)).map((statement) => statement.sql);
}

describe("splitting a file into statements", () => {
  test("keeps quotes, dollar quotes and atomic bodies whole", async () => {
    const body = "create function f() returns int language plpgsql as $a$ begin return 1; end; $a$";
    const atomic = "create function g() returns int language sql begin atomic select 1; select 2; end";
    expect(await texts(`select ';'; ${body}; ${atomic}; select 2`)).toEqual([
      "select ';'",
      body,
      atomic,
      "select 2",
    ]);
  });

  test("counts in bytes, not in characters", async () => {
    expect(await texts("select 'ä€😀'; select 'ö;ö'; -- ü\nselect 3")).toEqual([
      "select 'ä€😀'",
      "select 'ö;ö'",
      "select 3",
    ]);
  });

  test("tells the line each begins on, past comments", async () => {
    const found = await splitStatements(
      "-- one\n\nselect 1;\n/* two /* nested */\n */ -- three\n  select 2;\n",
    );
    expect(found.map(({ sql, line }) => [sql, line])).toEqual([
      ["select 1", 3],
      ["select 2", 6],
    ]);
  });

  test.each(["", "  \n", "-- nothing here\n", "/* nor here */", ";;"])("finds nothing in %j", async (sql) => {
    expect(await texts(sql)).toEqual([]);
  });

  test("says where a file does not parse", async () => {
    await expect(splitStatements("select 1;\n\nselec 2;")).rejects.toThrow(
      'syntax error at or near "selec" (line 3)',
    );
  });

  test.each([
    "begin",
    "commit",
    "rollback",
    "savepoint a",
    "vacuum",
    "create database a",
    "create index concurrently i on t (a)",
    "drop index concurrently i",
    "reindex table concurrently t",
    "alter system set work_mem = '1MB'",
    "set search_path = a",
    "set role a",
    "copy t from stdin",
  ])("refuses %s", async (sql) => {
    expect((await splitStatements(sql))[0]?.refusal).toBeTypeOf("string");
  });

  test.each([
    "set local search_path = a",
    "set constraints all deferred",
    "analyze",
    "create index i on t (a)",
    "reindex table t",
    "do $$ begin perform 1; end $$",
    "copy t to stdout",
  ])("accepts %s", async (sql) => {
    expect((await splitStatements(sql))[0]?.refusal).toBeUndefined();
  });
});
