/** How one element of a field differs. */
export type ElementChange = {
  /** Where: the field, then keys of maps and elements of lists, such as `taxRates › DE`. */
  path: string[];
  kind: "added" | "removed" | "changed";
  before: string | null;
  after: string | null;
};

type StoredChanges = Record<string, { before?: unknown; after?: unknown }>;

/** The changes of an audit row, element by element: entries of maps and lists are told apart, whatever their depth. */
export function elementChanges(changes: StoredChanges): ElementChange[] {
  return Object.entries(changes).flatMap(([field, { before, after }]) => compare([field], before, after));
}

function compare(path: string[], before: unknown, after: unknown): ElementChange[] {
  if (isSame(before, after)) return [];
  const lists = bothAs(isList, before, after, []);
  if (lists) return compareLists(path, ...lists);
  const maps = bothAs(isMap, before, after, {});
  if (maps) {
    const [left, right] = maps;
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].flatMap((key) => compare([...path, key], own(left, key), own(right, key)));
  }
  const kind = isNothing(before) ? "added" : isNothing(after) ? "removed" : "changed";
  return [{ path, kind, before: textOf(before), after: textOf(after) }];
}

/** Lists of records are matched by their `id`, `key`, `code` or `name`; all other lists are compared as sets of values. */
function compareLists(path: string[], before: unknown[], after: unknown[]): ElementChange[] {
  const name = ["id", "key", "code", "name"].find((candidate) =>
    [...before, ...after].every((item) => isMap(item) && typeof item[candidate] === "string"),
  );
  if (name) return compare(path, byName(before, name), byName(after, name));
  const left = before.map((item) => JSON.stringify(item));
  const right = after.map((item) => JSON.stringify(item));
  const removed = before.filter((_, index) => !right.includes(left[index] ?? ""));
  const added = after.filter((_, index) => !left.includes(right[index] ?? ""));
  if (removed.length === 0 && added.length === 0) {
    return [{ path, kind: "changed", before: textOf(before), after: textOf(after) }];
  }
  return [
    ...removed.map((item) => ({ path, kind: "removed" as const, before: textOf(item), after: null })),
    ...added.map((item) => ({ path, kind: "added" as const, before: null, after: textOf(item) })),
  ];
}

function byName(items: unknown[], name: string): Record<string, unknown> {
  return Object.fromEntries(items.filter(isMap).map((item) => [String(item[name]), item]));
}

/** Both sides as collections to compare element by element, `empty` in the place of nothing; null if they are not. */
function bothAs<T extends object>(
  is: (value: unknown) => value is T,
  before: unknown,
  after: unknown,
  empty: T,
): [T, T] | null {
  const left = isNothing(before) ? empty : before;
  const right = isNothing(after) ? empty : after;
  if (!is(left) || !is(right)) return null;
  return Object.keys(left).length + Object.keys(right).length > 0 ? [left, right] : null;
}

/** A property of the record itself, never one that every object inherits. */
function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null);
}

function textOf(value: unknown): string | null {
  if (isNothing(value)) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The page that shows a record, for the kinds of records that have one. */
export function targetHref(type: string | null, id: string | null): string | null {
  if (!type || !id) return null;
  return own(TARGET_PAGES, type)?.(encodeURIComponent(id)) ?? null;
}

const TARGET_PAGES: Record<string, (id: string) => string> = {
  pricing: (id) => `/billing/pricing/${id}`,
  subscription: (id) => `/billing/subscriptions/${id}`,
};

/** An action's name for people: `staff.change_role` → "Staff: change role". */
export function actionLabel(action: string): string {
  const [noun = "", verb = ""] = action.split(".");
  const words = (text: string) => text.replaceAll("_", " ");
  return `${words(noun).replace(/^./, (first) => first.toUpperCase())}: ${words(verb)}`;
}
