import "server-only";
import { eq } from "drizzle-orm";
import { type PricingConfigRow, pricingConfigs } from "@/db/schema/billing-pricing";
import { staff } from "@/db/schema/core";
import { type PricingStep, refusalMessage, takeStep } from "@/lib/billing/pricing/rules";
import { formatInstant } from "@/lib/core/clock";
import type { Ctx } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { ConflictError, NotFoundError, PreconditionError } from "@/lib/core/errors";

/** A version, locked until the transaction ends. Throws `NotFoundError`. */
export async function lockVersion(ctx: Ctx, id: string): Promise<PricingConfigRow> {
  const [row] = await ctx.db
    .select()
    .from(pricingConfigs)
    .where(eq(pricingConfigs.id, id))
    .for("no key update");
  if (!row) throw new NotFoundError("This pricing version");
  return row;
}

/** The version in force, or null. */
export async function activeVersion(ctx: Ctx): Promise<PricingConfigRow | null> {
  const [row] = await ctx.db.select().from(pricingConfigs).where(eq(pricingConfigs.isActive, "active"));
  return row ?? null;
}

/** Throws `ConflictError` when the version was changed since it was read, telling by whom and when. */
export async function checkRowVersion(ctx: Ctx, row: PricingConfigRow, rowVersion: number): Promise<void> {
  if (row.rowVersion === rowVersion) return;
  throw new ConflictError(`${await changeTold(ctx, row)} Reload to see it as it is now.`);
}

/** Throws `PreconditionError` with the named reason when the step cannot be taken. */
export function checkStep(row: PricingConfigRow, step: PricingStep): void {
  const next = takeStep(row.status, step);
  if (next.refused) {
    throw new PreconditionError(refusalMessage(row.version, next.refused), { reason: next.refused });
  }
}

const VERBS = {
  draft: "changed",
  scheduled: "scheduled",
  active: "published",
  superseded: "published",
  withdrawn: "withdrew",
} as const;

/** What happened last to a version, in a sentence: "Ada published version 1.7 at 2026-11-20 14:05." */
export async function changeTold(ctx: Ctx, row: PricingConfigRow): Promise<string> {
  const [person] = await ctx.db.select({ name: staff.name }).from(staff).where(eq(staff.id, row.updatedBy));
  const at = row.activatedAt ?? row.withdrawnAt ?? row.updatedAt;
  const zone = reportZone();
  const when =
    ctx.now().getTime() - at.getTime() < 120_000 ? "a moment ago" : `at ${formatInstant(at, zone)}`;
  return `${person?.name ?? "Somebody"} ${VERBS[row.status]} version ${row.version} ${when}.`;
}
