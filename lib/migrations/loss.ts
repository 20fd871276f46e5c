import type { Session } from "./ledger";

/** What undoing steps would take away for good. */
export interface Loss {
  /** Tables that disappear, with the rows they hold now. */
  tables: Array<{ table: string; rows: number }>;
  /** Columns that disappear from tables that stay, with how many rows have a value in them. */
  columns: Array<{ table: string; column: string; values: number }>;
  /** Rows the down files delete from or change in tables that stay. */
  rows: Array<{ table: string; deleted: number; updated: number }>;
}

interface ColumnRow {
  relation: string;
  attribute: string;
  table: string;
  column: string;
}

interface Activity {
  relation: string;
  table: string;
  deleted: string;
  updated: string;
}

const COLUMNS = `
  select c.oid::text || '/' || a.attnum as attribute, c.oid::text as relation,
         quote_ident(n.nspname) || '.' || quote_ident(c.relname) as "table", quote_ident(a.attname) as "column"
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'migrations')
    and n.nspname !~ '^pg_(toast|temp)'
  order by 3, a.attnum`;

const ACTIVITY = `
  select relid::text as relation, quote_ident(schemaname) || '.' || quote_ident(relname) as "table",
         n_tup_del::text as deleted, n_tup_upd::text as updated
  from pg_stat_xact_user_tables where schemaname <> 'migrations'`;

/** What a session sees of tables and columns, and of what its transaction did to rows. */
export interface Observation {
  columns: ColumnRow[];
  activity: Activity[];
}

/** Looks at the catalog as this transaction sees it. */
export async function observe(session: Session): Promise<Observation> {
  return {
    columns: [...(await session.unsafe<ColumnRow[]>(COLUMNS))],
    activity: [...(await session.unsafe<Activity[]>(ACTIVITY))],
  };
}

/**
 * Compares the catalog before and after the down files and counts what is only there before. Tables and columns are matched
 * by identity, so a rename is no loss. Run it where the database is again as it was `before`.
 */
export async function measureLoss(session: Session, before: Observation, after: Observation): Promise<Loss> {
  const left = new Set(after.columns.map((row) => row.attribute));
  const relationsLeft = new Set(after.columns.map((row) => row.relation));
  const loss: Loss = { tables: [], columns: [], rows: [] };
  const gone = new Map(
    before.columns.filter((row) => !relationsLeft.has(row.relation)).map((row) => [row.relation, row.table]),
  );
  for (const table of gone.values())
    loss.tables.push({ table, rows: await count(session, `select from ${table}`) });
  for (const { table, column, attribute, relation } of before.columns) {
    if (left.has(attribute) || gone.has(relation)) continue;
    const values = await count(session, `select from ${table} where ${column} is not null`);
    loss.columns.push({ table, column, values });
  }
  const earlier = new Map(before.activity.map((row) => [row.relation, row]));
  for (const { relation, table, ...now } of after.activity) {
    const was = earlier.get(relation);
    const deleted = Number(now.deleted) - Number(was?.deleted ?? 0);
    const updated = Number(now.updated) - Number(was?.updated ?? 0);
    if (relationsLeft.has(relation) && deleted + updated > 0) loss.rows.push({ table, deleted, updated });
  }
  return loss;
}

async function count(session: Session, query: string): Promise<number> {
  const [row] = await session.unsafe<{ n: string }[]>(
    `select count(*)::text as n from (${query}) as counted`,
  );
  return Number(row?.n ?? 0);
}
