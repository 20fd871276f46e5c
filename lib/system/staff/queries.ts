import "server-only";
import { and, count, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { staff } from "@/db/schema/core";
import { authorize, type Ctx } from "@/lib/core/context";
import type { ListPage, ListParams } from "@/lib/core/list";
import { keysetPage, matchesChoice, prefixPattern } from "@/lib/core/list-query";
import type { StaffMember } from "@/lib/system/staff/schema";
import type { staffList } from "@/lib/system/staff/search-params";

// Written out, since the builder leaves table names away in a select of one table.
const linkExpiresAt = sql<string | null>`(
  select to_char(max(l.expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from core.staff_links l
  where l.staff_id = core.staff.id and l.used_at is null and l.expires_at > now())`;

/** One page of the staff that the filters leave. */
export async function listStaff(
  ctx: Ctx,
  params: ListParams<typeof staffList>,
): Promise<ListPage<StaffMember>> {
  authorize(ctx, "system.staff.view");
  const filter = and(
    matchesText(params.q),
    matchesChoice(staff.role, params.role),
    matchesChoice(staff.status, params.status),
  );
  return keysetPage<StaffMember, "name" | "email" | "created">({
    params,
    sorts: {
      name: { column: sql`lower(${staff.name})`, type: "text" },
      email: { column: sql`lower(${staff.email})`, type: "text" },
      created: { column: staff.createdAt, type: "timestamptz" },
    },
    id: { column: staff.id, type: "uuid" },
    rows: async ({ where, orderBy, limit, cursor }) => {
      const rows = await ctx.db
        .select({
          id: staff.id,
          name: staff.name,
          email: staff.email,
          role: staff.role,
          status: staff.status,
          lastSignedInAt: staff.lastSignedInAt,
          createdAt: staff.createdAt,
          rowVersion: staff.rowVersion,
          linkExpiresAt,
          cursor,
        })
        .from(staff)
        .where(and(filter, where))
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map((row) => ({
        ...row,
        lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      }));
    },
    count: async (limit) => {
      const matching = ctx.db.select({ one: sql`1` }).from(staff).where(filter).limit(limit).as("matching");
      const [row] = await ctx.db.select({ value: count() }).from(matching);
      return row?.value ?? 0;
    },
  });
}

/** How many people may do everything: the console warns while it is one. */
export async function countActiveAdmins(ctx: Ctx): Promise<number> {
  authorize(ctx, "system.staff.view");
  return ctx.db.$count(staff, and(eq(staff.role, "admin"), eq(staff.status, "active")));
}

function matchesText(text: string | null): SQL | undefined {
  if (!text?.trim()) return undefined;
  const pattern = `%${prefixPattern(text.trim())}`;
  return or(ilike(staff.name, pattern), ilike(staff.email, pattern));
}
