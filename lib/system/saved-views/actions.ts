"use server";

import { defineAction } from "@/lib/core/action";
import { deleteView, saveView } from "@/lib/system/saved-views/commands";
import { DeleteViewInput, SaveViewInput } from "@/lib/system/saved-views/schema";

/** The lists that show saved views; each reads them anew after a change. */
const lists = [
  "/billing/pricing",
  "/billing/subscriptions",
  "/billing/cost-history",
  "/system/audit",
  "/system/staff",
];

export const saveViewAction = defineAction({
  name: "view.save",
  permission: "views.manage",
  input: SaveViewInput,
  run: saveView,
  revalidate: lists,
});

export const deleteViewAction = defineAction({
  name: "view.delete",
  permission: "views.manage",
  input: DeleteViewInput,
  run: deleteView,
  revalidate: lists,
});
