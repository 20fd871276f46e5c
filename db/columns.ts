import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { char, integer, numeric, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant. Kept to the millisecond, so that a JavaScript Date holds it exactly and may be a page cursor. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** An amount of a fiat currency, as a decimal string with two places. */
export const money = (name: string) => numeric(name, { precision: 14, scale: 2 });

/** A percentage, rate or unit price, as a decimal string with four places. */
export const ratio = (name: string) => numeric(name, { precision: 8, scale: 4 });

/** A tax rate as a fraction, as a decimal string with six places: real ones have three decimals in percent. */
export const taxRate = (name: string) => numeric(name, { precision: 8, scale: 6 });

/** An ISO 4217 code. */
export const currencyCode = (name: string) => char(name, { length: 3 });

/** A random UUID primary key. */
export const id = () => uuid("id").primaryKey().defaultRandom();

/** Counts the changes of an editable row, for optimistic locking. */
export const rowVersion = () => integer("row_version").notNull().default(1);

/** When the row was made and last changed; an update through Drizzle sets updated_at. */
export const timestamps = () => ({
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => sql`now()`),
});

/** The CHECK expression that a text column holds one of the values of its enumeration. */
export const isOneOf = (column: AnyColumn, values: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", "))})`;
