import { z } from "zod";
import type { PricingStatus } from "@/db/enums/billing";
import { BILLING_CURRENCIES, LIMITS, placeOf } from "@/lib/billing/pricing/draft";
import { PERCENT_PLACES, type PricingTerms, TAX_PERCENT_PLACES } from "@/lib/billing/pricing/rules";
import { parseLocalInstant } from "@/lib/core/clock";
import { isCountry } from "@/lib/core/countries";
import { decimal, isDecimal, toAmount } from "@/lib/core/money";

/** A decimal typed by a person, between two bounds, with at most `places` decimals; answers it with exactly that many. */
function decimalBetween([min, max]: readonly [string, string], places: number, unit: string) {
  const range = `Enter a number from ${min} to ${max}${unit}`;
  return z
    .string()
    .trim()
    .refine((value) => isDecimal(value) && value.length <= 20, range)
    .refine((value) => !isDecimal(value) || (decimal(value).gte(min) && decimal(value).lte(max)), range)
    .refine(
      (value) => !isDecimal(value) || decimal(value).round(places).eq(value),
      `At most ${places} decimals`,
    )
    .transform((value) => (isDecimal(value) ? toAmount(value, places) : value));
}

const DeliveryCost = decimalBetween(LIMITS.delivery, 2, "");

const TaxRow = z.object({
  country: z.string().trim().toUpperCase().refine(isCountry, "Choose a country"),
  region: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,3}$/, "One to three letters or digits, as in US-CA"),
  percent: decimalBetween(LIMITS.taxPercent, TAX_PERCENT_PLACES, " %"),
});

const Reason = z
  .string()
  .trim()
  .min(3, "Say why, so that others understand it later")
  .max(500, "At most 500 characters");

/** A wall-clock time of the report zone as `YYYY-MM-DDTHH:mm`; empty for none. */
const LocalInstant = z
  .string()
  .trim()
  .refine((value) => value === "" || parseLocalInstant(value, "UTC") !== null, "Not a date and time");

/** Everything a draft says. The tax rates are rows in percent, the instant is local to the report zone. */
export const CreateDraftInput = z
  .object({
    /** The version it was duplicated from. */
    basedOn: z.uuid().nullable(),
    /** The draft it takes the place of, which is withdrawn: versions are never edited. */
    replaces: z.object({ id: z.uuid(), rowVersion: z.int().positive() }).nullable(),
    subscriptionPercentage: decimalBetween(LIMITS.percentage, PERCENT_PLACES, " %"),
    deliveryCosts: z.object({ standard: DeliveryCost, express: DeliveryCost, overnight: DeliveryCost }),
    taxRates: z.array(TaxRow).min(1, "At least one place must have a rate").max(500, "At most 500 places"),
    defaultCurrency: z.enum(BILLING_CURRENCIES),
    supportedCurrencies: z.array(z.enum(BILLING_CURRENCIES)).min(1, "At least one currency"),
    effectiveAt: LocalInstant,
    reason: Reason,
  })
  .superRefine((draft, issues) => {
    const seen = new Set<string>();
    for (const [index, row] of draft.taxRates.entries()) {
      const place = placeOf(row);
      if (seen.has(place)) {
        const path = ["taxRates", index, row.region ? "region" : "country"];
        issues.addIssue({ code: "custom", path, message: `${place} is in the table already` });
      }
      seen.add(place);
    }
    if (!draft.supportedCurrencies.includes(draft.defaultCurrency)) {
      const message = "The default currency must be one of the supported ones";
      issues.addIssue({ code: "custom", path: ["defaultCurrency"], message });
    }
  });
export type CreateDraftInput = z.infer<typeof CreateDraftInput>;

/** Whether a text from a URL can be the id of a version. */
export function isUuid(text: string): boolean {
  return z.guid().safeParse(text).success;
}

const VersionRef = { configId: z.uuid(), rowVersion: z.int().positive() };

export const WithdrawInput = z.object({ ...VersionRef, reason: Reason });
export type WithdrawInput = z.infer<typeof WithdrawInput>;

export const PreviewInput = z.object({
  configId: z.uuid(),
  /** Rises beyond this many percent are counted and can be listed. */
  limitPercent: decimalBetween(["0", "1000"], PERCENT_PLACES, " %"),
});
export type PreviewInput = z.infer<typeof PreviewInput>;

/** Publishing accepts only the plan that was shown: its preview and that preview's fingerprint. */
export const PublishInput = z.object({
  ...VersionRef,
  previewId: z.uuid(),
  fingerprint: z.string().min(1).max(100),
  /** Subscriptions that cannot be priced keep their present price; without it they bar publishing. */
  leaveUnpriceable: z.boolean(),
});
export type PublishInput = z.infer<typeof PublishInput>;

export const ScheduleInput = z.object({
  ...PublishInput.shape,
  effectiveAt: LocalInstant.refine((value) => value !== "", "Choose a date and time"),
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;

/** What the job that activates a scheduled version is told. */
export const ActivationPayload = z.object({ configId: z.uuid() });

/** A person as a screen names them; the name is null when the account is unknown here. */
export type PersonRef = { id: string; name: string | null };

/** A pricing version as the screens show it; instants are ISO strings. */
export type PricingVersion = {
  id: string;
  version: string;
  status: PricingStatus;
  terms: PricingTerms;
  reason: string | null;
  effectiveAt: string | null;
  createdAt: string;
  createdBy: PersonRef;
  basedOn: { id: string; version: string } | null;
  activatedAt: string | null;
  supersededAt: string | null;
  withdrawnAt: string | null;
  leaveUnpriceable: boolean;
  rowVersion: number;
};

/** A row of the list of versions. */
export type PricingVersionRow = Pick<
  PricingVersion,
  "id" | "version" | "status" | "reason" | "effectiveAt" | "createdAt" | "createdBy" | "activatedAt"
> & { subscriptionPercentage: string };

/** What publishing did. */
export type Publication = {
  version: string;
  repriced: number;
  left: number;
};
