import "server-only";
import { eq, sql } from "drizzle-orm";
import { staff } from "@/db/schema/core";
import { authorize, type Ctx, staffActor } from "@/lib/core/context";
import { NotFoundError } from "@/lib/core/errors";
import type { OwnAccount } from "@/lib/system/account/schema";

/** The account of the person who asks. */
export async function getOwnAccount(ctx: Ctx): Promise<OwnAccount> {
  authorize(ctx, "account.manage");
  const [row] = await ctx.db
    .select({
      name: staff.name,
      email: staff.email,
      rowVersion: staff.rowVersion,
      lastSignedInAt: staff.lastSignedInAt,
      hasPassword: sql<boolean>`${staff.passwordHash} is not null`,
    })
    .from(staff)
    .where(eq(staff.id, staffActor(ctx).id));
  if (!row) throw new NotFoundError("Your account");
  return { ...row, lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null };
}
