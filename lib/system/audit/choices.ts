import "server-only";
import { type Column, type SQL, sql } from "drizzle-orm";
import { auditLogs } from "@/db/schema/core";
import { authorize, type Ctx } from "@/lib/core/context";
import { actionLabel } from "@/lib/system/audit/rules";
import { NOBODY } from "@/lib/system/audit/search-params";

export type FilterOption = { value: string; label: string };

const MOST = 300;

/** What the dynamic filters of the audit log offer: the actors, actions and kinds of records that occur in it. */
export async function listAuditChoices(
  ctx: Ctx,
): Promise<{ actor: FilterOption[]; action: FilterOption[]; target: FilterOption[] }> {
  authorize(ctx, "system.audit.view");
  const [actors, actions, targets] = await Promise.all([
    distinct(ctx, auditLogs.actorId, lastActorName),
    distinct(ctx, auditLogs.action),
    distinct(ctx, auditLogs.targetType),
  ]);
  return {
    actor: [
      ...actors.map(({ value, label }) => ({ value, label: label ?? value })),
      { value: NOBODY, label: "Nobody signed in" },
    ],
    action: actions.map(({ value }) => ({ value, label: actionLabel(value) })),
    target: targets.map(({ value }) => ({ value, label: value.replaceAll("_", " ") })),
  };
}

const lastActorName = sql`(select coalesce(a.actor_email, a.actor_name) from core.audit_logs a
  where a.actor_id = found.value order by a.id desc limit 1)`;

/** Walks an index from value to value, so that the cost follows the number of values and not that of rows. */
async function distinct(
  ctx: Ctx,
  column: Column,
  label: SQL = sql`null`,
): Promise<{ value: string; label: string | null }[]> {
  const rows = await ctx.db.execute<{ value: string; label: string | null }>(sql`
    with recursive found as (
      (select ${column} as value from ${auditLogs} where ${column} is not null order by ${column} limit 1)
      union all
      select (select ${column} from ${auditLogs} where ${column} > found.value order by ${column} limit 1)
      from found where found.value is not null
    )
    select found.value, ${label} as label from found where found.value is not null limit ${MOST}`);
  return [...rows];
}
