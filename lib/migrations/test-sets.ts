import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { loadSets, type MigrationSet } from "./sets";

/** Writes files (path below the folder of sets → text) into a folder that goes away with the running test. */
export async function setFolder(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sets-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** The `set.json` of a set that owns the schema of its own name. */
export function setJson(id: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ id, title: `The set ${id}`, document: "made by a test", schemas: [id], ...more });
}

/** Loads one set called `shop` from its files (path below the set's folder → text). */
export async function shopSet(files: Record<string, string>): Promise<MigrationSet> {
  const entries = Object.entries(files).map(([path, text]) => [`shop/${path}`, text]);
  const [set] = await loadSets(
    await setFolder({ "shop/set.json": setJson("shop"), ...Object.fromEntries(entries) }),
  );
  if (!set) throw new Error("The set was not loaded.");
  return set;
}

/** Two steps: a shop with an order that refers to an item, then a column. */
export const SHOP: Record<string, string> = {
  "0001_base.up.sql": `-- The shop as it was; häßlich, to count in bytes.
    create schema shop;
    create table shop.items (id int primary key, name text not null);
    create table shop.orders (id int primary key, item_id int not null references shop.items);
    insert into shop.items values (1, 'Schraube; groß'), (2, 'Nagel');
    insert into shop.orders values (10, 1), (11, 2), (12, 2);`,
  "0001_base.down.sql": "drop table shop.orders; drop table shop.items; drop schema shop;",
  "0002_price.up.sql":
    "alter table shop.items add column price numeric(14,2); update shop.items set price = 5 where id = 1;",
  "0002_price.down.sql": "alter table shop.items drop column price;",
};
