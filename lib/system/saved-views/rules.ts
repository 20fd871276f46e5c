import type { SavedViewVisibility } from "@/db/enums/core";
import type { Role } from "@/lib/core/permissions";

/** Views one person may keep for one list. */
export const MOST_VIEWS = 50;

/** Who may delete a view: its owner; of the shared ones also an admin. */
export function mayDeleteView(
  view: { staffId: string; visibility: SavedViewVisibility },
  person: { id: string; role: Role },
): boolean {
  return view.staffId === person.id || (view.visibility === "shared" && person.role === "admin");
}

/** A list's URL query without what belongs to one moment of reading: the page cursors. */
export function viewQuery(query: string): string {
  const params = new URLSearchParams(query);
  params.delete("after");
  params.delete("before");
  return params.toString();
}
