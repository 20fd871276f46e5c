"use client";

import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IssuedLinkView } from "@/components/system/issued-link";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { IssuedLink } from "@/lib/system/staff/schema";

// The form kit is loaded when somebody is invited, not with the list.
const InviteStaffForm = dynamic(
  () => import("@/components/system/invite-staff-form").then((module) => module.InviteStaffForm),
  { loading: () => <Skeleton className="h-64 w-full" /> },
);

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
      {link ? <IssuedLinkView link={link} zone={zone} /> : <InviteStaffForm onMade={setLink} />}
    </Dialog>
  );
}
