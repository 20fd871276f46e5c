import { z } from "zod";
import { StaffName } from "@/lib/system/staff/schema";

export const RenameInput = z.object({ name: StaffName, rowVersion: z.int().positive() });
export type RenameInput = z.infer<typeof RenameInput>;

export const ChangePasswordInput = z.object({
  current: z.string().min(1, "Enter your current password.").max(1000),
  password: z.string().max(1000),
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

/** The own account as its page shows it. */
export type OwnAccount = {
  name: string;
  email: string;
  rowVersion: number;
  lastSignedInAt: string | null;
  /** False for people who only ever came by single sign-on. */
  hasPassword: boolean;
};
