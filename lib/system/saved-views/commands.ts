import "server-only";
import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/core";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx, staffActor, withTransaction } from "@/lib/core/context";
import { ForbiddenError, InvalidError, NotFoundError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";
import { MOST_VIEWS, mayDeleteView, viewQuery } from "@/lib/system/saved-views/rules";
import { DeleteViewInput, SaveViewInput } from "@/lib/system/saved-views/schema";

/** Keeps a view of a list under a name of the person's own. A name they have used already is an `InvalidError`. */
export async function saveView(ctx: Ctx, input: SaveViewInput): Promise<{ id: string }> {
  authorize(ctx, "views.manage");
  const { list, name, shared, query } = parseInput(SaveViewInput, input);
  const person = staffActor(ctx);
  return withTransaction(ctx, async (tx) => {
    const kept = await tx.db.$count(
      savedViews,
      and(eq(savedViews.staffId, person.id), eq(savedViews.listId, list)),
    );
    if (kept >= MOST_VIEWS) {
      throw new InvalidError(`You have ${MOST_VIEWS} views of this list already. Delete one first.`);
    }
    const visibility = shared ? ("shared" as const) : ("private" as const);
    const values = { staffId: person.id, listId: list, name, query: viewQuery(query), visibility };
    const [row] = await tx.db.insert(savedViews).values(values).returning({ id: savedViews.id });
    if (!row) throw new Error("The saved view was not returned");
    await audit(tx, {
      action: "view.save",
      target: { type: "saved_view", id: row.id, label: name },
      changes: { list: { after: list }, query: { after: values.query }, visibility: { after: visibility } },
    });
    return row;
  });
}

/** Deletes a view: the owner any of theirs, an admin also those that others share. */
export async function deleteView(ctx: Ctx, input: DeleteViewInput): Promise<void> {
  authorize(ctx, "views.manage");
  const { id } = parseInput(DeleteViewInput, input);
  const person = staffActor(ctx);
  await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(savedViews).where(eq(savedViews.id, id)).for("update");
    // Somebody else's private view is not even known to exist.
    if (!row || (row.visibility === "private" && row.staffId !== person.id))
      throw new NotFoundError("This view");
    if (!mayDeleteView(row, person)) throw new ForbiddenError("views.manage");
    await tx.db.delete(savedViews).where(eq(savedViews.id, id));
    await audit(tx, {
      action: "view.delete",
      target: { type: "saved_view", id, label: row.name },
      changes: {
        list: { before: row.listId },
        query: { before: row.query },
        visibility: { before: row.visibility },
      },
    });
  });
}
