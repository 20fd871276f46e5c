"use server";

import { defineAction } from "@/lib/core/action";
import { changeOwnPassword, renameSelf } from "@/lib/system/account/commands";
import { ChangePasswordInput, RenameInput } from "@/lib/system/account/schema";

export const renameSelfAction = defineAction({
  name: "account.rename",
  permission: "account.manage",
  input: RenameInput,
  run: renameSelf,
  revalidate: ["/account"],
});

export const changeOwnPasswordAction = defineAction({
  name: "account.change_password",
  permission: "account.manage",
  input: ChangePasswordInput,
  run: changeOwnPassword,
});
