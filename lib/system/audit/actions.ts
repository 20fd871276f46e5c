"use server";

import { defineAction } from "@/lib/core/action";
import { verifyAudit } from "@/lib/system/audit/commands";
import { VerifyInput } from "@/lib/system/audit/schema";

export const verifyAuditAction = defineAction({
  name: "audit.verify",
  permission: "system.audit.verify",
  input: VerifyInput,
  run: (ctx) => verifyAudit(ctx),
});
