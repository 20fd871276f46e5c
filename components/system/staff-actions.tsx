"use client";

import { Ellipsis, KeyRound, LogOut, UserCheck, UserCog, UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { failureText, useAction } from "@/components/form/use-action";
import { IssuedLinkView } from "@/components/system/issued-link";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ActionFailure } from "@/lib/core/action-result";
import { parseRole, ROLE_LABELS, ROLES, type Role } from "@/lib/core/permissions";
import {
  changeRoleAction,
  deactivateStaffAction,
  issueLinkAction,
  reactivateStaffAction,
  revokeSessionsAction,
} from "@/lib/system/staff/actions";
import type { IssuedLink, StaffMember } from "@/lib/system/staff/schema";

type Step = "role" | "link" | "sessions" | "deactivate" | "reactivate";
type StaffActionsProps = { person: StaffMember; isSelf: boolean; zone: string };

/** What an admin may do with one account, each behind a question. */
export function StaffActions({ person, isSelf, zone }: StaffActionsProps) {
  const [step, setStep] = useState<Step | null>(null);
  const [link, setLink] = useState<IssuedLink | null>(null);
  const close = () => setStep(null);
  const { status } = person;

  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${person.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem icon={<UserCog aria-hidden />} onSelect={() => setStep("role")}>
          Change role…
        </MenuItem>
        {status === "deactivated" ? null : (
          <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => setStep("link")}>
            {status === "invited" ? "New invitation link…" : "Password link…"}
          </MenuItem>
        )}
        {status === "active" ? (
          <MenuItem icon={<LogOut aria-hidden />} onSelect={() => setStep("sessions")}>
            End all sessions…
          </MenuItem>
        ) : null}
        <MenuSeparator />
        {status === "deactivated" ? (
          <MenuItem icon={<UserCheck aria-hidden />} onSelect={() => setStep("reactivate")}>
            Reactivate…
          </MenuItem>
        ) : (
          <MenuItem
            icon={<UserX aria-hidden />}
            danger
            disabled={isSelf}
            onSelect={() => setStep("deactivate")}
          >
            {isSelf ? "Deactivate (not yourself)" : "Deactivate…"}
          </MenuItem>
        )}
      </Menu>
      {step === "role" ? <RoleDialog person={person} isSelf={isSelf} onClose={close} /> : null}
      {step === "link" ? (
        <LinkQuestion
          person={person}
          onClose={close}
          onMade={(made) => {
            close();
            setLink(made);
          }}
        />
      ) : null}
      {step === "sessions" ? <SessionsQuestion person={person} isSelf={isSelf} onClose={close} /> : null}
      {step === "deactivate" || step === "reactivate" ? (
        <StatusQuestion person={person} off={step === "deactivate"} onClose={close} />
      ) : null}
      <Dialog
        open={link !== null}
        onOpenChange={(open) => (open ? undefined : setLink(null))}
        keepOpen
        width="md"
        title={link?.purpose === "invite" ? "New invitation link" : "New password link"}
        footer={
          <DialogClose>
            <Button>Done</Button>
          </DialogClose>
        }
      >
        {link ? <IssuedLinkView link={link} zone={zone} /> : null}
      </Dialog>
    </>
  );
}

type QuestionProps = { person: StaffMember; onClose: () => void };

/** Keeps a failure in the dialog; a conflict also brings the row as it is now. */
function useQuestion() {
  const router = useRouter();
  return (failure: ActionFailure) => {
    if (failure.code === "conflict") router.refresh();
    return true;
  };
}

function dialogProps(action: { pending: boolean; failure: ActionFailure | null }, onClose: () => void) {
  return {
    open: true,
    onOpenChange: (open: boolean) => (open ? undefined : onClose()),
    pending: action.pending,
    error: action.failure ? failureText(action.failure) : undefined,
  };
}

function RoleDialog({ person, isSelf, onClose }: QuestionProps & { isSelf: boolean }) {
  const [role, setRole] = useState<Role>(person.role);
  const success = `${person.name} is ${ROLE_LABELS[role].label.toLowerCase()} now`;
  const change = useAction(changeRoleAction, { success, onSuccess: onClose, onFailure: useQuestion() });
  return (
    <ConfirmDialog
      {...dialogProps(change, onClose)}
      title={`Change the role of ${person.name}`}
      description={
        isSelf
          ? "This is your own account: you may lose the right to change it back. It counts at once."
          : "It counts from their next click on; they stay signed in."
      }
      confirmLabel="Change role"
      onConfirm={() => change.run({ id: person.id, rowVersion: person.rowVersion, role })}
    >
      <RadioGroup
        name="role"
        legend="Role"
        hideLegend
        value={role}
        onValueChange={(value) => setRole(parseRole(value) ?? role)}
        options={ROLES.map((value) => ({ value, ...ROLE_LABELS[value] }))}
      />
    </ConfirmDialog>
  );
}

function LinkQuestion({ person, onClose, onMade }: QuestionProps & { onMade: (link: IssuedLink) => void }) {
  const issue = useAction(issueLinkAction, { onSuccess: onMade, onFailure: useQuestion() });
  const invited = person.status === "invited";
  return (
    <ConfirmDialog
      {...dialogProps(issue, onClose)}
      title={invited ? `New invitation link for ${person.name}` : `Password link for ${person.name}`}
      description={
        invited
          ? "The link made before stops working."
          : "Whoever opens it sets a new password, which ends all sessions. Until then the old password works."
      }
      confirmLabel="Make the link"
      onConfirm={() => issue.run({ id: person.id })}
    />
  );
}

function SessionsQuestion({ person, isSelf, onClose }: QuestionProps & { isSelf: boolean }) {
  const revoke = useAction(revokeSessionsAction, {
    success: `All sessions of ${person.name} have ended`,
    onSuccess: onClose,
    onFailure: useQuestion(),
  });
  return (
    <ConfirmDialog
      {...dialogProps(revoke, onClose)}
      title={`End all sessions of ${person.name}`}
      description={
        isSelf
          ? "You are signed out everywhere, here too, and sign in again."
          : "They are signed out everywhere at once and can sign in again."
      }
      confirmLabel="End sessions"
      onConfirm={() => revoke.run({ id: person.id })}
    />
  );
}

function StatusQuestion({ person, off, onClose }: QuestionProps & { off: boolean }) {
  const change = useAction(off ? deactivateStaffAction : reactivateStaffAction, {
    success: off ? `${person.name} is deactivated` : `${person.name} may sign in again`,
    onSuccess: onClose,
    onFailure: useQuestion(),
  });
  return (
    <ConfirmDialog
      {...dialogProps(change, onClose)}
      title={off ? `Deactivate ${person.name}` : `Reactivate ${person.name}`}
      description={
        off
          ? "They are signed out at once, and links made for them stop working. What they did stays in the audit log."
          : `They come back as ${ROLE_LABELS[person.role].label.toLowerCase()}, with the password they had.`
      }
      confirmLabel={off ? "Deactivate" : "Reactivate"}
      danger={off}
      onConfirm={() => change.run({ id: person.id, rowVersion: person.rowVersion })}
    />
  );
}
