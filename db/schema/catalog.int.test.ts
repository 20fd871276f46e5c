import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import type postgres from "postgres";
import { describe, expect, it } from "vitest";
import * as billing from "@/db/schema/billing";
import * as loyalty from "@/db/schema/billing-loyalty";
import * as payments from "@/db/schema/billing-payments";
import * as pricing from "@/db/schema/billing-pricing";
import * as core from "@/db/schema/core";
import { testDatabase } from "@/db/testing/database";

const SCHEMAS = ["core", "billing"];

type Session = postgres.Sql | postgres.TransactionSql;

/** One line per column, constraint and index, as the server prints them. Names of keys are left out, Drizzle makes its own. */
async function describeCatalog(session: Session): Promise<string[]> {
  const rows = await session<{ line: string }[]>`
    with tables as (
      select c.oid, n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any (${SCHEMAS}) and c.relkind = 'r'
    )
    select format('column %s.%s %s%s%s%s', t.name, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      case when d.adbin is null then '' when a.attgenerated = 's' then ' generated ' || pg_get_expr(d.adbin, d.adrelid)
        else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
      case a.attidentity when 'a' then ' identity always' when 'd' then ' identity' else '' end) as line
    from tables t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all
    select format('%s %s %s', case when k.contype in ('c', 'u') then k.conname else 'key' end, t.name,
      pg_get_constraintdef(k.oid))
    from tables t join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'f', 'u', 'c', 'x')
    union all
    select pg_get_indexdef(i.indexrelid)
    from tables t join pg_index i on i.indrelid = t.oid
    where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`;
  return rows.map((row) => row.line).sort();
}

/** The functions that CHECKs call: plain SQL over built-in types. */
async function checkFunctions(session: Session): Promise<string[]> {
  const rows = await session<{ source: string }[]>`
    select pg_get_functiondef(p.oid) as source
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any (${SCHEMAS}) and p.prorettype = 'boolean'::regtype`;
  return rows.map((row) => row.source);
}

async function drizzleStatements(): Promise<string[]> {
  const tables = { ...core, ...billing, ...pricing, ...loyalty, ...payments };
  return generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables));
}

const differences = (left: string[], right: string[]) => left.filter((line) => !right.includes(line));

const real = await testDatabase();
const declared = await testDatabase({ empty: true });

describe("the Drizzle schema", () => {
  it("describes the same catalog as the migrations, table by table", async () => {
    const statements = await drizzleStatements();
    const functions = await checkFunctions(real.sql);
    await declared.sql.begin(async (tx) => {
      await tx.unsafe("set local check_function_bodies = off");
      for (const statement of statements.filter((text) => /^CREATE SCHEMA/i.test(text)))
        await tx.unsafe(statement);
      for (const source of functions) await tx.unsafe(source);
      for (const statement of statements.filter((text) => !/^CREATE SCHEMA/i.test(text)))
        await tx.unsafe(statement);
    });
    const fromSql = await describeCatalog(real.sql);
    const fromDrizzle = await describeCatalog(declared.sql);
    expect({
      onlyInSql: differences(fromSql, fromDrizzle),
      onlyInDrizzle: differences(fromDrizzle, fromSql),
    }).toEqual({ onlyInSql: [], onlyInDrizzle: [] });
    expect(fromSql.length).toBeGreaterThan(250);
  });

  it.each([
    ["a type", "alter table billing.subscriptions alter column pause_reason type varchar(10)"],
    ["nullability", "alter table core.staff alter column name drop not null"],
    ["a default", "alter table billing.loyalty_accounts alter column tier set default 'gold'"],
    ["a new column", "alter table core.staff add column nickname text"],
    ["a lost column", "alter table core.workers drop column host"],
    ["a CHECK", "alter table billing.subscriptions drop constraint subscriptions_price_check"],
    ["a foreign key", "alter table billing.addresses drop constraint addresses_user_id_fkey"],
    ["a unique key", "alter table billing.loyalty_accounts drop constraint loyalty_accounts_user_id_key"],
    ["an index", "drop index billing.subscriptions_price_idx"],
    ["a new table", "create table core.stray (id int)"],
  ])("would not match after a change of %s", async (_, statement) => {
    const before = await describeCatalog(real.sql);
    const after = await real.sql
      .begin(async (tx) => {
        await tx.unsafe(statement);
        throw new Changed(await describeCatalog(tx));
      })
      .catch((error: unknown) => {
        if (error instanceof Changed) return error.catalog;
        throw error;
      });
    expect([...differences(before, after), ...differences(after, before)]).not.toEqual([]);
    expect(await describeCatalog(real.sql)).toEqual(before);
  });
});

class Changed extends Error {
  constructor(readonly catalog: string[]) {
    super("rolled back on purpose");
  }
}
