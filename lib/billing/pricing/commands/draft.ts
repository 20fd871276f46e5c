import "server-only";
import { desc, eq } from "drizzle-orm";
import { type PricingConfigRow, pricingConfigs } from "@/db/schema/billing-pricing";
import { checkRowVersion, checkStep, lockVersion } from "@/lib/billing/pricing/commands/load";
import { lockVersions } from "@/lib/billing/pricing/commands/lock";
import { withdrawRow } from "@/lib/billing/pricing/commands/withdraw";
import { termsOf } from "@/lib/billing/pricing/draft";
import { nextVersion } from "@/lib/billing/pricing/rules";
import { CreateDraftInput } from "@/lib/billing/pricing/schema";
import { audit } from "@/lib/core/audit";
import { parseLocalInstant } from "@/lib/core/clock";
import { authorize, type Ctx, staffActor, withTransaction } from "@/lib/core/context";
import { reportZone } from "@/lib/core/env";
import { InvalidError, NotFoundError } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";

/**
 * Makes a draft: the next version, never a changed one. A draft that it replaces is withdrawn with it. Throws
 * `InvalidError`, `NotFoundError` for an unknown source, `ConflictError` when the replaced draft was changed.
 */
export async function createDraft(
  ctx: Ctx,
  input: CreateDraftInput,
): Promise<{ id: string; version: string }> {
  authorize(ctx, "billing.pricing.draft");
  const draft = parseInput(CreateDraftInput, input);
  const author = staffActor(ctx).id;
  return withTransaction(ctx, async (ctx) => {
    await lockVersions(ctx);
    const replaced = draft.replaces && (await lockVersion(ctx, draft.replaces.id));
    if (draft.replaces && replaced) {
      await checkRowVersion(ctx, replaced, draft.replaces.rowVersion);
      checkStep(replaced, "withdraw");
    }
    if (draft.basedOn) await checkSource(ctx, draft.basedOn);
    const last = await lastVersion(ctx);
    const version = last ? nextVersion(last.version) : "1.0";
    const terms = termsOf(draft);
    const [row] = await ctx.db
      .insert(pricingConfigs)
      .values({
        ...terms,
        version,
        versionNumber: (last?.versionNumber ?? 0) + 1,
        changeReason: draft.reason,
        effectiveAt: plannedInstant(ctx, draft.effectiveAt),
        basedOn: draft.basedOn,
        createdBy: author,
        updatedBy: author,
      })
      .returning({ id: pricingConfigs.id });
    if (!row) throw new Error("The draft was not stored.");
    await audit(ctx, {
      action: "pricing.create_draft",
      target: { type: "pricing", id: row.id, label: version },
      changes: Object.fromEntries(Object.entries(terms).map(([field, after]) => [field, { after }])),
      reason: draft.reason,
      metadata: { basedOn: draft.basedOn, replaces: replaced?.version ?? null },
    });
    if (replaced) await withdrawRow(ctx, replaced, `Replaced by version ${version}`);
    return { id: row.id, version };
  });
}

async function checkSource(ctx: Ctx, id: string): Promise<void> {
  const [source] = await ctx.db
    .select({ id: pricingConfigs.id })
    .from(pricingConfigs)
    .where(eq(pricingConfigs.id, id));
  if (!source) throw new NotFoundError("The version this is based on");
}

async function lastVersion(
  ctx: Ctx,
): Promise<Pick<PricingConfigRow, "version" | "versionNumber"> | undefined> {
  const [last] = await ctx.db
    .select({ version: pricingConfigs.version, versionNumber: pricingConfigs.versionNumber })
    .from(pricingConfigs)
    .orderBy(desc(pricingConfigs.versionNumber))
    .limit(1);
  return last;
}

function plannedInstant(ctx: Ctx, local: string): Date | null {
  const instant = local === "" ? null : parseLocalInstant(local, reportZone());
  if (instant && instant <= ctx.now()) {
    const message = "Choose an instant in the future, or leave it empty";
    throw new InvalidError(message, { effectiveAt: message });
  }
  return instant;
}
