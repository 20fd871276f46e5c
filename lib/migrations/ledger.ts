import type postgres from "postgres";
import { MigrationRefusal } from "./outcome";
import type { MigrationSet, MigrationStep } from "./sets";

/** A client or an open transaction of one. */
export type Session = postgres.Sql;

/** The last row the ledger has of an applied step, with the way back as it was when the step was applied. */
export interface AppliedStep {
  number: number;
  slug: string;
  upSha256: string;
  downSha256: string;
  downText: string;
  appliedAt: Date;
  ms: number;
  by: string;
}

/** `changed`: a file differs from what was applied; `missing`: applied, but its file is gone; `skipped`: below an applied step. */
export type StepState = "applied" | "pending" | "changed" | "missing" | "skipped";

export interface StepStatus {
  id: string;
  state: StepState;
  appliedAt: string | null;
  ms: number | null;
  by: string | null;
}

export interface SetStatus {
  set: string;
  title: string;
  steps: StepStatus[];
  /** True when every step is applied and none changed. */
  current: boolean;
}

interface LedgerRow {
  step: number;
  slug: string;
  up_sha256: string;
  down_sha256: string;
  down_text: string;
  applied_at: string;
  ms: number;
  by: string;
}

// `applied_at` is read as text, so that it does not matter which parsers the caller's client has.
const CURRENT_STEPS = `
  select step, slug, up_sha256, down_sha256, down_text, ms, by,
         to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as applied_at
  from (
    select distinct on (step) * from migrations.ledger where set_id = $1 order by step, id desc
  ) as latest
  where direction = 'up'
  order by step`;

const CREATE_CONTROL = [
  "create schema if not exists migrations",
  "comment on schema migrations is 'What the migration engine did to this database'",
  `create table migrations.ledger (
     id          bigint generated always as identity primary key,
     set_id      text not null,
     step        integer not null,
     slug        text not null,
     direction   text not null check (direction in ('up', 'down')),
     up_sha256   text not null,
     down_sha256 text not null,
     down_text   text not null,
     applied_at  timestamptz not null default clock_timestamp(),
     ms          integer not null,
     xid         xid8 not null default pg_current_xact_id(),
     by          text not null
   )`,
  "comment on table migrations.ledger is 'One row per step and direction, written in the step''s own transaction; append-only'",
  "create index ledger_latest on migrations.ledger (set_id, step, id desc)",
  `create function migrations.refuse_change() returns trigger language plpgsql as $$
     begin raise exception 'migrations.ledger is append-only'; end $$`,
  `create trigger ledger_append_only before update or delete or truncate on migrations.ledger
     for each statement execute function migrations.refuse_change()`,
];

/** Whether this database has the engine's tables already. */
export async function hasLedger(session: Session): Promise<boolean> {
  const [row] = await session.unsafe<{ found: boolean }[]>(
    "select to_regclass('migrations.ledger') is not null as found",
  );
  return row?.found === true;
}

/** Makes the control tables if they are missing. Call it with the lock held. */
export async function createLedger(session: Session): Promise<void> {
  if (await hasLedger(session)) return;
  for (const statement of CREATE_CONTROL) await session.unsafe(statement);
}

/** The steps of a set that are applied now: for each, the ledger's last row if that was an "up". */
export async function appliedSteps(session: Session, setId: string): Promise<AppliedStep[]> {
  if (!(await hasLedger(session))) return [];
  const rows = await session.unsafe<LedgerRow[]>(CURRENT_STEPS, [setId]);
  return rows.map((row) => ({
    number: row.step,
    slug: row.slug,
    upSha256: row.up_sha256,
    downSha256: row.down_sha256,
    downText: row.down_text,
    appliedAt: new Date(row.applied_at),
    ms: row.ms,
    by: row.by,
  }));
}

/** What the ledger needs to know about a step that was just executed. */
export interface LedgerEntry {
  setId: string;
  step: Pick<MigrationStep, "number" | "slug" | "upSha256" | "downSha256"> & { downText: string };
  direction: "up" | "down";
  ms: number;
  by: string | undefined;
  /** The transaction the statements ran in; the entry is refused in any other. */
  xid: string;
}

/** Appends to the ledger inside the migration's own transaction. Throws when the session is no longer in it. */
export async function record(session: Session, entry: LedgerEntry): Promise<void> {
  const { setId, step, direction, ms, by, xid } = entry;
  const rows = await session.unsafe(
    `insert into migrations.ledger (set_id, step, slug, direction, up_sha256, down_sha256, down_text, ms, by)
     select $1, $2::int, $3, $4, $5, $6, $7, $8::int, coalesce($9::text, current_user)
     where pg_current_xact_id()::text = $10 returning id`,
    [
      setId,
      step.number,
      step.slug,
      direction,
      step.upSha256,
      step.downSha256,
      step.downText,
      ms,
      by ?? null,
      xid,
    ],
  );
  if (rows.length !== 1) throw new Error("The session lost its transaction; nothing was recorded.");
}

/** `0001_base` of a ledger row. */
export function stepId(step: { number: number; slug: string }): string {
  return `${String(step.number).padStart(4, "0")}_${step.slug}`;
}

/** Compares the files of a set with its ledger rows; every applied, missing and pending step is in the answer, by number. */
export function compare(set: MigrationSet, applied: readonly AppliedStep[]): SetStatus {
  const byNumber = new Map(applied.map((step) => [step.number, step]));
  const highest = applied.at(-1)?.number ?? 0;
  const known = new Set(set.steps.map((step) => step.number));
  const steps: StepStatus[] = set.steps.map((step) => {
    const row = byNumber.get(step.number);
    if (!row) return { id: step.id, state: step.number < highest ? "skipped" : "pending", ...unapplied };
    const same =
      row.slug === step.slug && row.upSha256 === step.upSha256 && row.downSha256 === step.downSha256;
    return { id: step.id, state: same ? "applied" : "changed", ...facts(row) };
  });
  for (const row of applied) {
    if (!known.has(row.number)) steps.push({ id: stepId(row), state: "missing", ...facts(row) });
  }
  steps.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { set: set.id, title: set.title, steps, current: steps.every((step) => step.state === "applied") };
}

/** The steps still to apply, in order. Throws {@link MigrationRefusal} when files and ledger contradict each other. */
export function pendingSteps(set: MigrationSet, applied: readonly AppliedStep[]): MigrationStep[] {
  const { steps } = compare(set, applied);
  const reasons = steps.flatMap((step) => CONTRADICTION[step.state]?.(`${set.id}/${step.id}`) ?? []);
  if (reasons.length > 0) throw new MigrationRefusal(reasons);
  const pending = new Set(steps.filter((step) => step.state === "pending").map((step) => step.id));
  return set.steps.filter((step) => pending.has(step.id));
}

const CONTRADICTION: Partial<Record<StepState, (name: string) => string>> = {
  changed: (name) =>
    `${name} was applied with other contents; restore the file and put the change into a new step.`,
  missing: (name) => `${name} is applied to this database, but its file is gone.`,
  skipped: (name) => `${name} comes before a step that is already applied; give it the next number.`,
};

const unapplied = { appliedAt: null, ms: null, by: null };

function facts(row: AppliedStep): Pick<StepStatus, "appliedAt" | "ms" | "by"> {
  return { appliedAt: row.appliedAt.toISOString(), ms: row.ms, by: row.by };
}

/** How every set stands in this database. Reads only, takes no lock, and works on a database without control tables. */
export async function status(session: Session, sets: readonly MigrationSet[]): Promise<SetStatus[]> {
  const result: SetStatus[] = [];
  for (const set of sets) result.push(compare(set, await appliedSteps(session, set.id)));
  return result;
}
