import { z } from "zod";

export const SaveViewInput = z.object({
  /** The list's id, such as `billing.subscriptions`. */
  list: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/),
  name: z.string().trim().min(1, "Give the view a name.").max(60, "A name has at most 60 characters."),
  /** Search part of the list's URL, without "?" and cursors. */
  query: z.string().max(4000, "These filters are too long to be saved."),
  shared: z.boolean(),
});
export type SaveViewInput = z.infer<typeof SaveViewInput>;

export const DeleteViewInput = z.object({ id: z.uuid() });
export type DeleteViewInput = z.infer<typeof DeleteViewInput>;

/** A saved view as its list offers it. */
export type SavedViewItem = {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  /** Whether the person who asks may delete it: the owner, and admins for shared ones. */
  own: boolean;
};
