import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, isOneOf, rowVersion, timestamps } from "@/db/columns";
import {
  auditActorTypes,
  auditOutcomes,
  savedViewVisibilities,
  staffLinkPurposes,
  staffRoles,
  staffStatuses,
} from "@/db/enums/core";

export const core = pgSchema("core");

/** People who may sign in to the console. */
export const staff = core.table(
  "staff",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role", { enum: staffRoles }).notNull(),
    status: text("status", { enum: staffStatuses }).notNull().default("invited"),
    passwordHash: text("password_hash"),
    sessionVersion: integer("session_version").notNull().default(1),
    lastSignedInAt: instant("last_signed_in_at"),
    rowVersion: rowVersion(),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("staff_email_key").on(sql`lower(${t.email})`),
    check("staff_email_check", sql`${t.email} ~ '^[^@\\s]+@[^@\\s]+$'`),
    check("staff_name_check", sql`${t.name} <> ''`),
    check("staff_role_check", isOneOf(t.role, staffRoles)),
    check("staff_status_check", isOneOf(t.status, staffStatuses)),
  ],
);

/** One-time links for invitations and password resets; only the hash of the token is kept. */
export const staffLinks = core.table(
  "staff_links",
  {
    id: id(),
    staffId: uuid("staff_id").notNull(),
    purpose: text("purpose", { enum: staffLinkPurposes }).notNull(),
    tokenHash: text("token_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.staffId], foreignColumns: [staff.id] }).onDelete("cascade"),
    unique("staff_links_token_hash_key").on(t.tokenHash),
    index("staff_links_staff_id_idx").on(t.staffId),
    check("staff_links_purpose_check", isOneOf(t.purpose, staffLinkPurposes)),
  ],
);

/** Failed sign-ins, counted per account ("account:<email>") and per address ("address:<ip>"). */
export const signInThrottles = core.table(
  "sign_in_throttles",
  {
    key: text("key").primaryKey(),
    failures: integer("failures").notNull().default(0),
    lockedUntil: instant("locked_until"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [check("sign_in_throttles_failures_check", sql`${t.failures} >= 0`)],
);

/** Request counters per window (unlogged). */
export const rateLimits = core.table(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    windowStartedAt: instant("window_started_at").notNull(),
    hits: integer("hits").notNull(),
  },
  (t) => [check("rate_limits_hits_check", sql`${t.hits} >= 0`)],
);

/** One field of an audited change. */
export type AuditChange = { before?: unknown; after?: unknown };

/** Every write, denied attempt, export and sign-in; append-only. */
export const auditLogs = core.table(
  "audit_logs",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    occurredAt: instant("occurred_at").notNull().default(sql`clock_timestamp()`),
    actorType: text("actor_type", { enum: auditActorTypes }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    actorEmail: text("actor_email"),
    actorRole: text("actor_role"),
    action: text("action").notNull(),
    targetType: text("target_type"),
    targetId: text("target_id"),
    targetLabel: text("target_label"),
    outcome: text("outcome", { enum: auditOutcomes }).notNull(),
    changes: jsonb("changes").$type<Record<string, AuditChange>>().notNull().default({}),
    reason: text("reason"),
    requestId: text("request_id"),
    address: text("address"),
    userAgent: text("user_agent"),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index("audit_logs_occurred_at_idx").on(t.occurredAt, t.id),
    index("audit_logs_action_idx").on(t.action, t.id),
    index("audit_logs_actor_id_idx").on(t.actorId, t.id),
    index("audit_logs_target_idx").on(t.targetType, t.targetId, t.id),
    check("audit_logs_actor_type_check", isOneOf(t.actorType, auditActorTypes)),
    check("audit_logs_outcome_check", isOneOf(t.outcome, auditOutcomes)),
    check("audit_logs_changes_check", sql`jsonb_typeof(${t.changes}) = 'object'`),
    check("audit_logs_metadata_check", sql`jsonb_typeof(${t.metadata}) = 'object'`),
  ],
);

/** Audit rows that await the sealer; filled by a trigger. */
export const auditPending = core.table(
  "audit_pending",
  { auditId: bigint("audit_id", { mode: "number" }).primaryKey() },
  (t) => [foreignKey({ columns: [t.auditId], foreignColumns: [auditLogs.id] })],
);

/** The hash chain over audit_logs, one link a row; append-only. */
export const auditSeals = core.table(
  "audit_seals",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    auditId: bigint("audit_id", { mode: "number" }).notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
    sealedAt: instant("sealed_at").notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.auditId], foreignColumns: [auditLogs.id] }),
    unique("audit_seals_audit_id_key").on(t.auditId),
  ],
);

/** Named filters of a list, private or shared with all staff. */
export const savedViews = core.table(
  "saved_views",
  {
    id: id(),
    staffId: uuid("staff_id").notNull(),
    listId: text("list_id").notNull(),
    name: text("name").notNull(),
    query: text("query").notNull(),
    visibility: text("visibility", { enum: savedViewVisibilities }).notNull().default("private"),
    rowVersion: rowVersion(),
    ...timestamps(),
  },
  (t) => [
    foreignKey({ columns: [t.staffId], foreignColumns: [staff.id] }).onDelete("cascade"),
    unique("saved_views_staff_id_list_id_name_key").on(t.staffId, t.listId, t.name),
    index("saved_views_shared_idx").on(t.listId).where(sql`${t.visibility} = 'shared'`),
    check("saved_views_name_check", sql`${t.name} <> ''`),
    check("saved_views_visibility_check", isOneOf(t.visibility, savedViewVisibilities)),
  ],
);

/** Heartbeats of the job workers. */
export const workers = core.table("workers", {
  id: uuid("id").primaryKey(),
  host: text("host").notNull(),
  pid: integer("pid").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  seenAt: instant("seen_at").notNull().defaultNow(),
});

/** Settings of the installation; the key "demo" marks a database filled with demo data. */
export const settings = core.table("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export type StaffRow = typeof staff.$inferSelect;
export type AuditLogRow = typeof auditLogs.$inferSelect;
export type SavedViewRow = typeof savedViews.$inferSelect;
