import { deliveryTypes, type PricingStatus } from "@/db/enums/billing";
import type { DeliveryCosts } from "@/db/schema/billing-breakdown";
import { PERCENT_PLACES, type PricingTerms, TAX_RATE_PLACES } from "@/lib/billing/pricing/rules";
import { formatInstant } from "@/lib/core/clock";
import { decimal, isDecimal, toAmount } from "@/lib/core/money";

/** What the states of a version are called on screens and in filters. */
export const PRICING_STATUS_LABELS: Record<PricingStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  active: "Active",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
};

/** Least and most percentage (data-model §2.1), and the most a delivery may cost. */
export const LIMITS = {
  percentage: ["0.1", "50"],
  delivery: ["0", "99999.99"],
  taxPercent: ["0", "100"],
} as const;

/** Currencies a version may support: those whose amounts have cents, since every billing amount is kept in cents. */
export const BILLING_CURRENCIES = [
  "USD",
  "EUR",
  "GBP",
  "CAD",
  "AUD",
  "NZD",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
] as const;

export type BillingCurrency = (typeof BILLING_CURRENCIES)[number];

/** A row of the tax table as it is typed: the rate in percent, the region empty for a whole country. */
export type TaxRow = { country: string; region: string; percent: string };

/** What the form of a draft holds; `CreateDraftInput` checks it. */
export type DraftValues = {
  basedOn: string | null;
  replaces: { id: string; rowVersion: number } | null;
  subscriptionPercentage: string;
  deliveryCosts: DeliveryCosts;
  taxRates: TaxRow[];
  defaultCurrency: BillingCurrency;
  supportedCurrencies: BillingCurrency[];
  /** Local to the report zone, `YYYY-MM-DDTHH:mm`, or empty. */
  effectiveAt: string;
  reason: string;
};

/** The place of a tax row: "US", or "US-CA" with a region. */
export function placeOf(row: Pick<TaxRow, "country" | "region">): string {
  return row.region ? `${row.country}-${row.region}` : row.country;
}

type DraftTerms = Omit<DraftValues, "basedOn" | "replaces" | "effectiveAt" | "reason">;

/** The terms of a draft as they are stored: fractions by place, sorted, with all their decimals. */
export function termsOf(draft: DraftTerms): PricingTerms {
  const { standard, express, overnight } = draft.deliveryCosts;
  const rates = draft.taxRates.map((row): [string, string] => [
    placeOf(row),
    toAmount(decimal(row.percent).div(100), TAX_RATE_PLACES),
  ]);
  return {
    subscriptionPercentage: toAmount(draft.subscriptionPercentage, PERCENT_PLACES),
    deliveryCosts: {
      standard: toAmount(standard),
      express: toAmount(express),
      overnight: toAmount(overnight),
    },
    taxRates: Object.fromEntries(rates.sort(([a], [b]) => (a < b ? -1 : 1))),
    currencySettings: {
      default: draft.defaultCurrency,
      supported: BILLING_CURRENCIES.filter((code) => draft.supportedCurrencies.includes(code)),
    },
  };
}

/** The terms as far as they are typed, for the worked example; null while a number in them is missing or out of range. */
export function termsTyped(values: DraftTerms): PricingTerms | null {
  const inRange = (text: string, [min, max]: readonly [string, string]) =>
    isDecimal(text) && decimal(text).gte(min) && decimal(text).lte(max);
  const taxRates = values.taxRates.filter(
    (row) => row.country !== "" && inRange(row.percent, LIMITS.taxPercent),
  );
  const typed =
    taxRates.length > 0 &&
    inRange(values.subscriptionPercentage, LIMITS.percentage) &&
    deliveryTypes.every((type) => inRange(values.deliveryCosts[type], LIMITS.delivery));
  return typed ? termsOf({ ...values, taxRates }) : null;
}

/** The rows of the tax table for stored rates. */
export function taxRowsOf(terms: PricingTerms): TaxRow[] {
  return Object.entries(terms.taxRates).map(([place, rate]) => {
    const [country = "", region = ""] = place.split("-");
    return { country, region, percent: toPercent(rate) };
  });
}

/** A stored fraction in percent, without trailing zeros: "0.149750" → "14.975". */
function toPercent(rate: string): string {
  return decimal(rate).times(100).toFixed();
}

/** The values a new draft starts with: those of the version it is based on, or empty ones. */
export function draftFrom(
  source: { id: string; terms: PricingTerms } | null,
  replacing: { id: string; rowVersion: number; effectiveAt: string | null; reason: string | null } | null,
  zone: string,
): DraftValues {
  const shared = {
    basedOn: source?.id ?? null,
    replaces: replacing && { id: replacing.id, rowVersion: replacing.rowVersion },
    effectiveAt: replacing?.effectiveAt ? toLocalInstant(replacing.effectiveAt, zone) : "",
    reason: replacing?.reason ?? "",
  };
  if (!source) {
    return {
      ...shared,
      subscriptionPercentage: "",
      deliveryCosts: { standard: "", express: "", overnight: "" },
      taxRates: [],
      defaultCurrency: "USD",
      supportedCurrencies: ["USD"],
    };
  }
  const { subscriptionPercentage, deliveryCosts, currencySettings } = source.terms;
  const known = BILLING_CURRENCIES.filter((code) => currencySettings.supported.includes(code));
  return {
    ...shared,
    subscriptionPercentage: decimal(subscriptionPercentage).toFixed(),
    deliveryCosts,
    taxRates: taxRowsOf(source.terms),
    defaultCurrency: known.find((code) => code === currencySettings.default) ?? known[0] ?? "USD",
    supportedCurrencies: known,
  };
}

/** An instant as the value of a date and time field of the report zone. */
function toLocalInstant(instant: string, zone: string): string {
  return formatInstant(instant, zone).replace(" ", "T");
}
