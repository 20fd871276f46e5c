import type { BillingCycle, DeliveryType, PlanId, PricingProblem } from "@/db/enums/billing";
import type { PersonRef } from "@/lib/billing/pricing/schema";

/** Subscriptions of a plan that share everything a summary tells apart; sums of prices per cycle, as decimal strings. */
export type ImpactGroup = {
  planId: PlanId;
  currency: string;
  billingCycle: BillingCycle;
  problem: PricingProblem | null;
  /** Where the box goes, for those that cannot be priced; null for the others or when it is not known. */
  taxPlace: string | null;
  bucket: number;
  subscriptions: number;
  overLimit: number;
  before: string;
  after: string;
};

/** Monthly revenue before and after, in one currency; `change` is their difference, so that the three add up. */
export type ImpactMoney = {
  currency: string;
  subscriptions: number;
  up: number;
  down: number;
  before: string;
  after: string;
  change: string;
};

/** Subscriptions that cannot be priced, by reason, place and currency. */
export type ImpactProblem = {
  problem: PricingProblem;
  place: string | null;
  currency: string;
  subscriptions: number;
  /** What they bring in a month at their present price. */
  monthly: string;
};

/** One subscription of the plan. Prices are per billing cycle; one that cannot be priced keeps its own. */
export type ImpactRow = {
  subscriptionId: string;
  customer: string | null;
  planId: PlanId;
  currency: string;
  billingCycle: BillingCycle;
  deliveryType: DeliveryType;
  taxPlace: string | null;
  oldTotal: string;
  newTotal: string;
  change: string;
  /** Percent of the old price; null when that is zero. */
  changePercent: string | null;
  problem: PricingProblem | null;
};

/**
 * What a preview is for: `preview` may be published; `forecast` was accepted when its version was scheduled;
 * `applied` is what a publication did.
 */
export type PreviewRole = "preview" | "forecast" | "applied";

/** The totals of a plan. Kept with the version after its rows are gone. */
export type ImpactSummary = {
  role: PreviewRole;
  /** The version in force when the plan was made. */
  base: { id: string; version: string } | null;
  subscriptions: number;
  up: number;
  down: number;
  unchanged: number;
  unpriceable: number;
  overLimit: number;
  /** By currency, the one of most subscriptions first; currencies are never added together. */
  totals: ImpactMoney[];
  plans: (ImpactMoney & { planId: PlanId })[];
  /** How many subscriptions change by how much, for every bucket. */
  histogram: { bucket: number; subscriptions: number }[];
  problems: ImpactProblem[];
  rises: ImpactRow[];
  falls: ImpactRow[];
};

/** A plan as the screens show it. */
export type Preview = {
  id: string;
  configId: string;
  asOf: string;
  createdBy: PersonRef;
  /** Identifies the exact plan: publishing accepts nothing else. */
  fingerprint: string;
  limitPercent: string;
  summary: ImpactSummary;
};

/** How the stored plan differs from the present base; at most a few samples of each kind. */
export type PlanDifference = {
  added: number;
  removed: number;
  changed: number;
  samples: { subscriptionId: string; kind: "added" | "removed" | "changed"; was: string; is: string }[];
};
