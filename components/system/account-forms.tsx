"use client";

import { ActionForm } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { NewPasswordField, PasswordField } from "@/components/system/new-password-field";
import { signInWithPassword } from "@/components/system/session-requests";
import { changeOwnPasswordAction, renameSelfAction } from "@/lib/system/account/actions";
import type { ChangePasswordInput } from "@/lib/system/account/schema";

/** The own name, as everybody sees it. */
export function NameForm({ name, rowVersion }: { name: string; rowVersion: number }) {
  const form = useActionForm({
    schema: () => import("@/lib/system/account/schema").then((module) => module.RenameInput),
    action: renameSelfAction,
    defaultValues: { name, rowVersion },
    success: "Name saved",
  });
  return (
    <ActionForm form={form} submitLabel="Save name" className="max-w-sm">
      <TextField name="name" label="Name" autoComplete="name" required />
    </ActionForm>
  );
}

/** A new own password. All sessions end; this browser signs in again by itself. */
export function PasswordForm({ email }: { email: string }) {
  const form = useActionForm({
    schema: () => import("@/lib/system/account/schema").then((module) => module.ChangePasswordInput),
    action: async (input: ChangePasswordInput) => {
      const result = await changeOwnPasswordAction(input);
      if (result.serverError || result.validationErrors) return result;
      const refused = await signInWithPassword(email, input.password);
      if (refused) window.location.assign("/sign-in?next=/account");
      return result;
    },
    defaultValues: { current: "", password: "" },
    success: "Password changed. All other sessions have ended.",
    onSuccess: () => form.methods.reset({ current: "", password: "" }),
  });
  return (
    <ActionForm form={form} submitLabel="Change password" className="max-w-sm">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField name="current" label="Current password" autoComplete="current-password" />
      <NewPasswordField />
    </ActionForm>
  );
}
