"use client";

import { ActionForm } from "@/components/form/action-form";
import { RadioField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { ROLE_LABELS, ROLES } from "@/lib/core/permissions";
import { inviteStaffAction } from "@/lib/system/staff/actions";
import type { IssuedLink } from "@/lib/system/staff/schema";

const roleOptions = ROLES.map((role) => ({ value: role, ...ROLE_LABELS[role] }));

/** Asks whom to invite as what; hands on the link once it is made. */
export function InviteStaffForm({ onMade }: { onMade: (link: IssuedLink) => void }) {
  const form = useActionForm({
    schema: () => import("@/lib/system/staff/schema").then((module) => module.InviteStaffInput),
    action: inviteStaffAction,
    defaultValues: { email: "", name: "", role: "support" },
    onSuccess: onMade,
  });
  return (
    <ActionForm
      form={form}
      submitLabel="Make the link"
      guard={false}
      actions={
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="email" label="E-mail address" type="email" required />
        <TextField name="name" label="Name" required />
      </div>
      <RadioField name="role" label="Role" options={roleOptions} />
    </ActionForm>
  );
}
