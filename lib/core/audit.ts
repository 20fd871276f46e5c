import "server-only";
import { auditLogs } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/context";

/** Before and after of one field. Values are JSON; amounts stay decimal strings. */
export type Changes = Record<string, { before?: unknown; after?: unknown }>;

export type AuditEntry = {
  /** `noun.verb`, for example `pricing.publish`. */
  action: string;
  target?: { type: string; id: string; label?: string };
  outcome?: "success" | "denied" | "failed";
  changes?: Changes;
  reason?: string;
  metadata?: Record<string, unknown>;
};

/**
 * Appends an audit row with a snapshot of the actor. On a transaction it commits or vanishes with the change it tells
 * of; a failure to write it fails the change.
 */
export async function audit(ctx: Ctx, entry: AuditEntry): Promise<void> {
  const { actor } = ctx;
  await ctx.db.insert(auditLogs).values({
    actorType: actor.type,
    actorId: actor.type === "staff" ? actor.id : actor.type === "anonymous" ? null : actor.name,
    actorName: actor.type === "anonymous" ? null : actor.name,
    actorEmail: actor.type === "staff" ? actor.email : null,
    actorRole: actor.type === "staff" ? actor.role : null,
    action: entry.action,
    targetType: entry.target?.type ?? null,
    targetId: entry.target?.id ?? null,
    targetLabel: entry.target?.label ?? null,
    outcome: entry.outcome ?? "success",
    changes: entry.changes ?? {},
    reason: entry.reason ?? null,
    requestId: ctx.requestId,
    address: ctx.address,
    userAgent: ctx.userAgent,
    metadata: entry.metadata ?? {},
  });
}

const SECRET = /password|secret|token|hash/i;

/**
 * The fields that differ between two flat records, as audit changes. Fields whose name hints at a secret are told as
 * changed without their values.
 */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Changes {
  const changes: Changes = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) continue;
    changes[field] = SECRET.test(field)
      ? { before: "[hidden]", after: "[hidden]" }
      : { before: before[field] ?? null, after: after[field] ?? null };
  }
  return changes;
}
