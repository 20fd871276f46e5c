"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { RadioField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { IssuedLinkView } from "@/components/system/issued-link";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ROLE_LABELS, ROLES } from "@/lib/core/permissions";
import { inviteStaffAction } from "@/lib/system/staff/actions";
import { InviteStaffInput, type IssuedLink } from "@/lib/system/staff/schema";

const roleOptions = ROLES.map((role) => ({ value: role, ...ROLE_LABELS[role] }));

/** Adds a person and shows the link that lets them in. */
export function InviteDialog({ zone }: { zone: string }) {
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<IssuedLink | null>(null);

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setLink(null);
      }}
      keepOpen
      width="md"
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          Invite
        </Button>
      }
      title={link ? "Invitation made" : "Invite somebody"}
      description={
        link
          ? undefined
          : "They choose their own password over a one-time link. No e-mail is sent by the console."
      }
      footer={
        link ? (
          <DialogClose>
            <Button>Done</Button>
          </DialogClose>
        ) : undefined
      }
    >
      {link ? <IssuedLinkView link={link} zone={zone} /> : <InviteForm onMade={setLink} />}
    </Dialog>
  );
}

function InviteForm({ onMade }: { onMade: (link: IssuedLink) => void }) {
  const form = useActionForm({
    schema: InviteStaffInput,
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
