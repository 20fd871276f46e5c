"use server";

import { defineAction, definePublicAction } from "@/lib/core/action";
import {
  changeRole,
  deactivateStaff,
  reactivateStaff,
  revokeSessions,
} from "@/lib/system/staff/commands/account";
import { acceptLink, inviteStaff, issueLink, openLink } from "@/lib/system/staff/commands/invite";
import {
  AcceptLinkInput,
  ChangeRoleInput,
  InviteStaffInput,
  IssueLinkInput,
  OpenLinkInput,
  RevokeSessionsInput,
  StaffVersionInput,
} from "@/lib/system/staff/schema";

const revalidate = ["/system/staff"];

export const inviteStaffAction = defineAction({
  name: "staff.invite",
  permission: "system.staff.manage",
  input: InviteStaffInput,
  run: inviteStaff,
  revalidate,
});

export const issueLinkAction = defineAction({
  name: "staff.issue_link",
  permission: "system.staff.manage",
  input: IssueLinkInput,
  run: issueLink,
  revalidate,
});

export const changeRoleAction = defineAction({
  name: "staff.change_role",
  permission: "system.staff.manage",
  input: ChangeRoleInput,
  run: changeRole,
  revalidate,
});

export const deactivateStaffAction = defineAction({
  name: "staff.deactivate",
  permission: "system.staff.manage",
  input: StaffVersionInput,
  run: deactivateStaff,
  revalidate,
});

export const reactivateStaffAction = defineAction({
  name: "staff.reactivate",
  permission: "system.staff.manage",
  input: StaffVersionInput,
  run: reactivateStaff,
  revalidate,
});

export const revokeSessionsAction = defineAction({
  name: "staff.revoke_sessions",
  permission: "system.staff.manage",
  input: RevokeSessionsInput,
  run: revokeSessions,
  revalidate,
});

export const openLinkAction = definePublicAction({
  name: "invite.open",
  input: OpenLinkInput,
  run: openLink,
});

export const acceptLinkAction = definePublicAction({
  name: "invite.accept",
  input: AcceptLinkInput,
  run: acceptLink,
});
