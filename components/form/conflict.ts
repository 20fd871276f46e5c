/** One field that two people see differently. */
export type FieldConflict = {
  name: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  /** What a merge takes unless told otherwise; null when both changed it, so that a person must decide. */
  suggestion: "mine" | "theirs" | null;
};

type Values = Record<string, unknown>;

/** Whether two form values are the same; rows and objects are compared by content. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/**
 * Compares what the form started from, what it holds and what is stored now. Only fields that the form has and the
 * stored row names are compared; those equal on both sides are left out.
 */
export function findConflicts(base: Values, mine: Values, theirs: Values): FieldConflict[] {
  return Object.keys(mine)
    .filter((name) => name in theirs && name !== "rowVersion" && !sameValue(mine[name], theirs[name]))
    .map((name) => {
      const iChanged = !sameValue(base[name], mine[name]);
      const theyChanged = !sameValue(base[name], theirs[name]);
      const suggestion = iChanged && theyChanged ? null : iChanged ? "mine" : "theirs";
      return { name, base: base[name], mine: mine[name], theirs: theirs[name], suggestion };
    });
}

// null, undefined and "" are all "nothing entered" in a form.
function canonical(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${key}:${canonical(part)}`).join(",")}}`;
  }
  return String(value);
}
