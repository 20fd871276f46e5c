import "server-only";
import { and, asc, eq, or, sql } from "drizzle-orm";
import { savedViews } from "@/db/schema/core";
import { authorize, type Ctx, staffActor } from "@/lib/core/context";
import { mayDeleteView } from "@/lib/system/saved-views/rules";
import type { SavedViewItem } from "@/lib/system/saved-views/schema";

/** The views of a list that the person who asks may open: their own, then those shared by others. */
export async function listSavedViews(ctx: Ctx, list: string): Promise<SavedViewItem[]> {
  authorize(ctx, "views.manage");
  const person = staffActor(ctx);
  const rows = await ctx.db
    .select({
      id: savedViews.id,
      staffId: savedViews.staffId,
      name: savedViews.name,
      query: savedViews.query,
      visibility: savedViews.visibility,
    })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.listId, list),
        or(eq(savedViews.staffId, person.id), eq(savedViews.visibility, "shared")),
      ),
    )
    .orderBy(
      sql`${savedViews.staffId} <> ${person.id}`,
      asc(sql`lower(${savedViews.name})`),
      asc(savedViews.id),
    )
    .limit(200);
  return rows.map(({ staffId, visibility, ...view }) => ({
    ...view,
    shared: visibility === "shared",
    own: mayDeleteView({ staffId, visibility }, person),
  }));
}
