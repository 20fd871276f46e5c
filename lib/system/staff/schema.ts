import { z } from "zod";
import type { StaffStatus } from "@/db/enums/core";
import { ROLES, type Role } from "@/lib/core/permissions";
import { Email } from "@/lib/system/sign-in/schema";

export const StaffName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(120, "A name has at most 120 characters.");
const StaffRole = z.enum(ROLES, "Choose a role.");
/** The row as it was when the person looked at it; an older one is a conflict. */
const rowVersion = z.int().positive();

export const InviteStaffInput = z.object({ email: Email, name: StaffName, role: StaffRole });
export type InviteStaffInput = z.infer<typeof InviteStaffInput>;

export const IssueLinkInput = z.object({ id: z.uuid() });
export type IssueLinkInput = z.infer<typeof IssueLinkInput>;

export const IssueLinkByEmailInput = z.object({ email: Email });
export type IssueLinkByEmailInput = z.infer<typeof IssueLinkByEmailInput>;

export const ChangeRoleInput = z.object({ id: z.uuid(), rowVersion, role: StaffRole });
export type ChangeRoleInput = z.infer<typeof ChangeRoleInput>;

/** An existing account as somebody saw it. */
export const StaffVersionInput = z.object({ id: z.uuid(), rowVersion });
export type StaffVersionInput = z.infer<typeof StaffVersionInput>;

export const RevokeSessionsInput = z.object({ id: z.uuid() });
export type RevokeSessionsInput = z.infer<typeof RevokeSessionsInput>;

/** A token as it stands in a link: 32 random bytes in base64url. */
const Token = z.string().regex(/^[\w-]{43}$/, "This link is not valid.");

export const OpenLinkInput = z.object({ token: Token });
export type OpenLinkInput = z.infer<typeof OpenLinkInput>;

export const AcceptLinkInput = z.object({ token: Token, name: StaffName, password: z.string().max(1000) });
export type AcceptLinkInput = z.infer<typeof AcceptLinkInput>;

/** One person in the list of staff. */
export type StaffMember = {
  id: string;
  name: string;
  email: string;
  role: Role;
  status: StaffStatus;
  lastSignedInAt: string | null;
  createdAt: string;
  rowVersion: number;
  /** When the link that waits to be used expires, if there is one. */
  linkExpiresAt: string | null;
};

/** A link just made. Shown once: only its hash is stored. */
export type IssuedLink = {
  staffId: string;
  email: string;
  purpose: "invite" | "reset";
  url: string;
  expiresAt: string;
};

/** Whom a link is for, as its page greets them. */
export type OpenedLink = { purpose: "invite" | "reset"; email: string; name: string };
