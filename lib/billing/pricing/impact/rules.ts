import Big from "big.js";
import { type PricingProblem, planIds } from "@/db/enums/billing";
import type {
  ImpactGroup,
  ImpactMoney,
  ImpactProblem,
  ImpactSummary,
} from "@/lib/billing/pricing/impact/schema";
import { changePercent, monthsOfCycle } from "@/lib/billing/pricing/rules";
import { toAmount } from "@/lib/core/money";

/** Why a subscription cannot be priced, in a few words. */
export const PROBLEM_LABELS: Record<PricingProblem, string> = {
  tax_place_missing: "Tax place unknown",
  tax_rate_missing: "No tax rate for its place",
  currency_not_supported: "Currency not supported",
};

/** Percents at which one bucket of the histogram ends and the next, larger change begins; the same for rises and falls. */
export const BUCKET_EDGES = [2, 5, 10, 20, 50] as const;

const LARGEST = BUCKET_EDGES.length + 1;

/** Every bucket from the largest falls (negative) over no change (0) to the largest rises. */
export const BUCKETS: readonly number[] = Array.from(
  { length: 2 * LARGEST + 1 },
  (_, index) => index - LARGEST,
);

/** A bucket for people: "−10 to −5 %", "No change", "Over +50 %". */
export function bucketLabel(bucket: number): string {
  if (bucket === 0) return "No change";
  const sign = bucket > 0 ? "+" : "−";
  const size = Math.abs(bucket);
  const from = BUCKET_EDGES[size - 2];
  const to = BUCKET_EDGES[size - 1];
  if (to === undefined) return `Over ${sign}${from} %`;
  if (from === undefined) return `Under ${sign}${to} %`;
  return bucket > 0 ? `+${from} to +${to} %` : `−${to} to −${from} %`;
}

type Totals = Omit<ImpactSummary, "role" | "base" | "rises" | "falls">;

/** The totals of a plan from its groups. Monthly revenue is price by months of the cycle, rounded once a plan and currency. */
export function summarise(groups: readonly ImpactGroup[]): Totals {
  const count = (matches: (group: ImpactGroup) => boolean) =>
    groups.reduce((total, group) => total + (matches(group) ? group.subscriptions : 0), 0);
  const plans = byKey(groups, (group) => `${group.currency} ${group.planId}`).map((members) => ({
    planId: members[0].planId,
    ...monthlyMoney(members),
  }));
  return {
    subscriptions: count(() => true),
    up: count((group) => group.bucket > 0),
    down: count((group) => group.bucket < 0),
    unchanged: count((group) => group.bucket === 0 && group.problem === null),
    unpriceable: count((group) => group.problem !== null),
    overLimit: groups.reduce((total, group) => total + group.overLimit, 0),
    totals: byKey(plans, (plan) => plan.currency)
      .map(addMoney)
      .sort((a, b) => b.subscriptions - a.subscriptions),
    plans: plans.sort((a, b) => planIds.indexOf(a.planId) - planIds.indexOf(b.planId)),
    histogram: BUCKETS.map((bucket) => ({
      bucket,
      subscriptions: count((group) => group.bucket === bucket && group.problem === null),
    })),
    problems: problemsOf(groups),
  };
}

type NonEmpty<T> = readonly [T, ...T[]];

function byKey<T>(items: readonly T[], key: (item: T) => string): NonEmpty<T>[] {
  const found = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const members = found.get(key(item));
    if (members) members.push(item);
    else found.set(key(item), [item]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, members]) => members);
}

/** Sum of prices per month: added in twelfths, so that nothing is rounded before the end. */
function monthly(groups: readonly ImpactGroup[], price: (group: ImpactGroup) => string): Big {
  const twelfths = groups.reduce(
    (total, group) => total.plus(new Big(price(group)).times(12 / monthsOfCycle(group.billingCycle))),
    new Big(0),
  );
  return twelfths.div(12).round(2, Big.roundHalfUp);
}

function monthlyMoney(groups: NonEmpty<ImpactGroup>): ImpactMoney {
  const before = monthly(groups, (group) => group.before);
  const after = monthly(groups, (group) => group.after);
  const count = (matches: (bucket: number) => boolean) =>
    groups.reduce((total, group) => total + (matches(group.bucket) ? group.subscriptions : 0), 0);
  return {
    currency: groups[0].currency,
    subscriptions: count(() => true),
    up: count((bucket) => bucket > 0),
    down: count((bucket) => bucket < 0),
    before: before.toFixed(2),
    after: after.toFixed(2),
    change: after.minus(before).toFixed(2),
  };
}

function addMoney(lines: NonEmpty<ImpactMoney>): ImpactMoney {
  const amount = (of: (line: ImpactMoney) => string) =>
    lines.reduce((total, line) => total.plus(of(line)), new Big(0)).toFixed(2);
  const number = (of: (line: ImpactMoney) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    currency: lines[0].currency,
    subscriptions: number((line) => line.subscriptions),
    up: number((line) => line.up),
    down: number((line) => line.down),
    before: amount((line) => line.before),
    after: amount((line) => line.after),
    change: amount((line) => line.change),
  };
}

function problemsOf(groups: readonly ImpactGroup[]): ImpactProblem[] {
  const found = groups.flatMap((group) =>
    group.problem === null ? [] : [{ ...group, problem: group.problem }],
  );
  return byKey(found, (group) => [group.problem, group.taxPlace, group.currency].join(" ")).map(
    (members) => ({
      problem: members[0].problem,
      place: members[0].taxPlace,
      currency: members[0].currency,
      subscriptions: members.reduce((total, group) => total + group.subscriptions, 0),
      monthly: monthly(members, (group) => group.before).toFixed(2),
    }),
  );
}

/** Mean change of monthly revenue a subscription, cents; zero when there are none. */
export function averageChange(money: ImpactMoney): string {
  return money.subscriptions === 0 ? "0.00" : toAmount(new Big(money.change).div(money.subscriptions));
}

/** Change of monthly revenue in percent; null when there was none before. */
export function revenuePercent(money: ImpactMoney): string | null {
  return changePercent(money.before, money.after);
}

/** One currency's monthly change as it was predicted and as it was applied. */
export type ForecastLine = { currency: string; predicted: string; applied: string; difference: string };

/** Prediction against publication, for every currency in either. */
export function compareForecast(
  forecast: Pick<ImpactSummary, "totals">,
  applied: Pick<ImpactSummary, "totals">,
): ForecastLine[] {
  const currencies = [...forecast.totals, ...applied.totals].map((line) => line.currency);
  const changeOf = (summary: Pick<ImpactSummary, "totals">, currency: string) =>
    summary.totals.find((line) => line.currency === currency)?.change ?? "0.00";
  return [...new Set(currencies)].sort().map((currency) => {
    const predicted = changeOf(forecast, currency);
    const done = changeOf(applied, currency);
    return { currency, predicted, applied: done, difference: new Big(done).minus(predicted).toFixed(2) };
  });
}
