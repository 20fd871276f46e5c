import type { PreparedCheck } from "./checks";
import type { Session } from "./ledger";

interface ForeignKey {
  name: string;
  child: string;
  parent: string;
  child_columns: string[];
  parent_columns: string[];
}

const CATALOG_CHECKS: ReadonlyArray<{ id: string; title: string; sql: (schemas: string) => string }> = [
  {
    id: "constraints_validated",
    title: "Every constraint is validated",
    sql: (schemas) => `select conrelid::regclass::text as "table", conname as "constraint" from pg_constraint
      where connamespace in (${schemas}) and not convalidated`,
  },
  {
    id: "indexes_valid",
    title: "Every index is valid and ready",
    sql: (
      schemas,
    ) => `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace in (${schemas}) and not (i.indisvalid and i.indisready)`,
  },
  {
    id: "triggers_enabled",
    title: "No trigger is switched off",
    sql: (schemas) => `select t.tgrelid::regclass::text as "table", t.tgname as trigger from pg_trigger t
      join pg_class c on c.oid = t.tgrelid where c.relnamespace in (${schemas}) and t.tgenabled = 'D'`,
  },
];

const FOREIGN_KEYS = `
  select k.conname as name, k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
    (select array_agg(quote_ident(a.attname) order by c.n) from unnest(k.conkey) with ordinality as c(num, n)
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.num) as child_columns,
    (select array_agg(quote_ident(a.attname) order by c.n) from unnest(k.confkey) with ordinality as c(num, n)
       join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.num) as parent_columns
  from pg_constraint k
  where k.contype = 'f' and k.conparentid = 0
    and k.connamespace in (select oid from pg_namespace where nspname = any(string_to_array($1, ',')))
  order by k.conrelid::regclass::text, k.conname`;

/**
 * The checks any set gets for nothing: what the catalog admits to, and every foreign key looked up row by row, because rows
 * written with triggers off escape the catalog's own flag.
 */
export async function structuralChecks(
  session: Session,
  schemas: readonly string[],
): Promise<PreparedCheck[]> {
  const list = schemas.map((name) => `'${name.replaceAll("'", "''")}'`).join(", ");
  const namespaces = `select oid from pg_namespace where nspname in (${list})`;
  const catalog = CATALOG_CHECKS.map(({ id, title, sql }) => ({
    check: { id, title, severity: "error" as const, sql: sql(namespaces) },
  }));
  const keys = await session.unsafe<ForeignKey[]>(FOREIGN_KEYS, [schemas.join(",")]);
  return [
    ...catalog,
    ...keys.map((key) => ({
      check: {
        id: `foreign_key:${key.child}.${key.name}`,
        title: `Every ${key.child} has its ${key.parent} (${key.name})`,
        severity: "error" as const,
        sql: orphans(key),
      },
    })),
  ];
}

function orphans(key: ForeignKey): string {
  const pairs = key.child_columns.map(
    (column, index) => `child.${column} = parent.${key.parent_columns[index]}`,
  );
  const present = key.child_columns.map((column) => `child.${column} is not null`).join(" and ");
  const shown = key.child_columns.map((column) => `child.${column}`).join(", ");
  return `select ${shown} from ${key.child} as child
    where ${present} and not exists (select from ${key.parent} as parent where ${pairs.join(" and ")})`;
}
