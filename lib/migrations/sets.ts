import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { MigrationRefusal } from "./outcome";

/** One step of a set: a change and the way back. */
export interface MigrationStep {
  number: number;
  slug: string;
  /** `0001_base`: the common name of both files. */
  id: string;
  upSql: string;
  downSql: string;
  upSha256: string;
  downSha256: string;
}

/** A SELECT whose rows are violations. */
export interface MigrationCheck {
  id: string;
  title: string;
  severity: "error" | "warn";
  sql: string;
}

/** A folder of migrations: what `set.json` says, its steps in order, its checks by name. */
export interface MigrationSet {
  id: string;
  title: string;
  /** The requirement the set implements, for people; may be empty. */
  document: string;
  /** The PostgreSQL schemas the set owns; also the search path its statements run with. */
  schemas: string[];
  /** Ids of sets that must be applied before. */
  dependsOn: string[];
  /** The oldest PostgreSQL it runs on, as a major version. */
  minServer: number;
  steps: MigrationStep[];
  checks: MigrationCheck[];
}

const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, "must be a lower-case identifier");

const setFile = z.strictObject({
  id: identifier,
  title: z.string().min(1),
  document: z.string().default(""),
  schemas: z.array(identifier).min(1),
  dependsOn: z.array(identifier).default([]),
  minServer: z.number().int().default(15),
});

const STEP_FILE = /^(\d{4})_([a-z0-9_]+)\.(up|down)\.sql$/;
const CHECK_TITLE = /^--\s*title:\s*(.+?)\s*$/im;
const CHECK_SEVERITY = /^--\s*severity:\s*(\S+)\s*$/im;

/**
 * Reads every set below `directory`, ordered so that a set comes after those it depends on.
 * Throws {@link MigrationRefusal} naming every defect: a bad `set.json`, a step without its down, a number used twice,
 * an unknown or circular dependency.
 */
export async function loadSets(directory: string): Promise<MigrationSet[]> {
  const reasons: string[] = [];
  let names: string[];
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    throw new MigrationRefusal([`There is no migration folder at ${directory}.`]);
  }
  const sets: MigrationSet[] = [];
  for (const name of names.sort()) {
    const set = await loadSet(join(directory, name), name, reasons);
    if (set) sets.push(set);
  }
  const ordered = reasons.length === 0 ? order(sets, reasons) : [];
  if (reasons.length > 0) throw new MigrationRefusal(reasons);
  return ordered;
}

/** SHA-256 of a file as the ledger keeps it: without byte order mark and with line ends as LF, so checkouts agree. */
export function checksum(text: string): string {
  return createHash("sha256").update(normalise(text)).digest("hex");
}

function normalise(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

async function loadSet(folder: string, name: string, reasons: string[]): Promise<MigrationSet | undefined> {
  let described: z.infer<typeof setFile>;
  try {
    const parsed = setFile.safeParse(JSON.parse(await readFile(join(folder, "set.json"), "utf8")));
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        reasons.push(`${name}/set.json: ${[...issue.path, issue.message].join(" ")}`);
      return undefined;
    }
    described = parsed.data;
  } catch (error) {
    reasons.push(
      `${name}/set.json cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
  if (described.id !== name)
    reasons.push(`${name}/set.json has the id "${described.id}"; it must be the folder's name.`);
  return {
    ...described,
    steps: await loadSteps(folder, name, reasons),
    checks: await loadChecks(folder, name, reasons),
  };
}

async function loadSteps(folder: string, name: string, reasons: string[]): Promise<MigrationStep[]> {
  const files = new Map<string, Partial<Record<"up" | "down", string>>>();
  for (const file of (await readdir(folder)).filter((entry) => entry.endsWith(".sql")).sort()) {
    const match = STEP_FILE.exec(file);
    if (!match) {
      reasons.push(`${name}/${file} is not named NNNN_slug.up.sql or NNNN_slug.down.sql.`);
      continue;
    }
    const id = `${match[1]}_${match[2]}`;
    const pair = files.get(id) ?? {};
    pair[match[3] === "up" ? "up" : "down"] = normalise(await readFile(join(folder, file), "utf8"));
    files.set(id, pair);
  }
  const steps: MigrationStep[] = [];
  for (const [id, { up, down }] of files) {
    if (up === undefined) reasons.push(`${name}/${id} has a down file but no up file.`);
    else if (down === undefined)
      reasons.push(`${name}/${id} has no down file: every step needs its way back.`);
    else {
      const previous = steps.at(-1);
      const number = Number(id.slice(0, 4));
      if (previous?.number === number)
        reasons.push(`${name}: the number of ${id} is already used by ${previous.id}.`);
      const slug = id.slice(5);
      steps.push({
        number,
        slug,
        id,
        upSql: up,
        downSql: down,
        upSha256: checksum(up),
        downSha256: checksum(down),
      });
    }
  }
  return steps;
}

async function loadChecks(folder: string, name: string, reasons: string[]): Promise<MigrationCheck[]> {
  const directory = join(folder, "checks");
  const files = await readdir(directory).catch(() => []);
  const checks: MigrationCheck[] = [];
  for (const file of files.filter((entry) => entry.endsWith(".sql")).sort()) {
    const sql = normalise(await readFile(join(directory, file), "utf8"));
    const severity = CHECK_SEVERITY.exec(sql)?.[1] ?? "error";
    if (severity !== "error" && severity !== "warn") {
      reasons.push(`${name}/checks/${file}: the severity must be error or warn, not "${severity}".`);
      continue;
    }
    const id = file.slice(0, -".sql".length);
    checks.push({ id, title: CHECK_TITLE.exec(sql)?.[1] ?? id.replaceAll("_", " "), severity, sql });
  }
  return checks;
}

function order(sets: MigrationSet[], reasons: string[]): MigrationSet[] {
  const byId = new Map(sets.map((set) => [set.id, set]));
  const state = new Map<string, "open" | "done">();
  const ordered: MigrationSet[] = [];
  const visit = (set: MigrationSet, path: string[]): void => {
    if (state.get(set.id) === "done") return;
    if (state.get(set.id) === "open") {
      reasons.push(`The sets depend on one another in a circle: ${[...path, set.id].join(" → ")}.`);
      return;
    }
    state.set(set.id, "open");
    for (const id of set.dependsOn) {
      const needed = byId.get(id);
      if (needed) visit(needed, [...path, set.id]);
      else reasons.push(`${set.id} depends on the set "${id}", which does not exist.`);
    }
    state.set(set.id, "done");
    ordered.push(set);
  };
  for (const set of sets) visit(set, []);
  return ordered;
}
