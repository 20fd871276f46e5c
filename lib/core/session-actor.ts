import type { Actor } from "@/lib/core/context";
import { parseRole } from "@/lib/core/permissions";

export type StaffActor = Extract<Actor, { type: "staff" }>;

/** What the database says now about the person a session names. */
export type SessionStaff = {
  id: string;
  name: string;
  email: string;
  role: string;
  status: string;
  sessionVersion: number;
};

/**
 * Whom a session stands for, decided anew for each request from the stored row: nobody when the account is gone, not
 * active, of an unknown role, or when its session version is not the one the session was made under.
 */
export function sessionActor(
  row: SessionStaff | undefined,
  sessionVersion: number | undefined,
): StaffActor | null {
  const role = parseRole(row?.role);
  if (!row || !role || row.status !== "active" || row.sessionVersion !== sessionVersion) return null;
  return { type: "staff", id: row.id, name: row.name, email: row.email, role };
}
