import {
  type Breakdown,
  CHANGE_REASONS,
  type ChangeActor,
  type ChangeType,
  type DailyChange,
} from "@/lib/billing/cost-history/schema";
import { TAX_PERCENT_PLACES } from "@/lib/billing/pricing/rules";
import type { Day } from "@/lib/core/clock";
import type { Choice, Range } from "@/lib/core/list";
import { decimal, formatPercent, sum } from "@/lib/core/money";

type KnownReason = (typeof CHANGE_REASONS)[number];

const REASONS: Record<KnownReason, { type: ChangeType; label: string }> = {
  subscription_creation: { type: "other", label: "Subscription created" },
  admin_percentage_change: { type: "admin_update", label: "Admin percentage changed" },
  variant_price_change: { type: "price_change", label: "Variant price changed" },
  admin_pricing_update: { type: "admin_update", label: "Pricing version published" },
  subscription_pause: { type: "pause", label: "Paused" },
  subscription_resume: { type: "resume", label: "Resumed" },
  subscription_cancel: { type: "cancellation", label: "Cancelled" },
  subscription_variant_swap: { type: "variant_change", label: "Variants swapped" },
  subscription_delivery_change: { type: "price_change", label: "Delivery changed" },
  subscription_cost_adjustment: { type: "price_change", label: "Cost adjusted" },
};

export const CHANGE_TYPE_LABELS: Record<ChangeType, string> = {
  pause: "Pause",
  resume: "Resume",
  cancellation: "Cancellation",
  variant_change: "Variant change",
  price_change: "Price change",
  admin_update: "Admin update",
  other: "Other",
};

function known(reason: string): KnownReason | undefined {
  return CHANGE_REASONS.find((candidate) => candidate === reason);
}

/** The reasons this product writes, for people. */
export const CHANGE_REASON_LABELS: Partial<Record<string, string>> = Object.fromEntries(
  CHANGE_REASONS.map((reason) => [reason, REASONS[reason].label]),
);

/** The kind of change behind a stored reason; free text is `other` (data-model §2.2). */
export function changeTypeOf(reason: string): ChangeType {
  const found = known(reason);
  return found ? REASONS[found].type : "other";
}

/** A stored reason for people; free text stays as it was written. */
export function reasonLabel(reason: string): string {
  return CHANGE_REASON_LABELS[reason] ?? reason;
}

/** The stored reasons of a type; `other` is what remains besides them, see `KNOWN_ELSEWHERE`. */
export function reasonsOfType(type: ChangeType): string[] {
  return CHANGE_REASONS.filter((reason) => REASONS[reason].type === type);
}

/** Every reason that belongs to a type with a name of its own: all others are `other`. */
export const KNOWN_ELSEWHERE: readonly string[] = CHANGE_REASONS.filter(
  (reason) => REASONS[reason].type !== "other",
);

/** Who made a change, for people. */
export function actorLabel(actor: ChangeActor): string {
  return actor.name ?? (actor.type === null ? "Unknown" : "System");
}

/** One line of a breakdown: how it enters the total, and what it is made of. */
export type BreakdownPart = {
  key: "subtotal" | "adminFee" | "deliveryCost" | "taxAmount" | "loyaltyDiscount";
  label: string;
  detail: string | null;
  amount: string;
};

const DELIVERY_LABELS: Record<Breakdown["deliveryType"], string> = {
  standard: "Standard",
  express: "Express",
  overnight: "Overnight",
};

/** A delivery type for people. */
export function deliveryLabel(type: Breakdown["deliveryType"]): string {
  return DELIVERY_LABELS[type];
}

/** A tax rate, stored as a fraction, as a percent for people, exactly: "14.975 %". */
export function taxRateLabel(rate: string): string {
  return formatPercent(decimal(rate).times(100).toFixed(), { places: TAX_PERCENT_PLACES });
}

/** The parts of a breakdown in the order they are added; their amounts sum to the total, the discount negative. */
export function breakdownParts(breakdown: Breakdown): BreakdownPart[] {
  const { loyaltyDiscount } = breakdown;
  const lines = breakdown.variants.length;
  return [
    {
      key: "subtotal",
      label: "Subtotal",
      detail: lines > 0 ? `${lines} ${lines === 1 ? "variant" : "variants"}` : null,
      amount: breakdown.subtotal,
    },
    {
      key: "adminFee",
      label: "Admin fee",
      detail: formatPercent(breakdown.adminPercentage, { places: 4 }),
      amount: breakdown.adminFee,
    },
    {
      key: "deliveryCost",
      label: "Delivery",
      detail: deliveryLabel(breakdown.deliveryType),
      amount: breakdown.deliveryCost,
    },
    { key: "taxAmount", label: "Tax", detail: taxRateLabel(breakdown.taxRate), amount: breakdown.taxAmount },
    {
      key: "loyaltyDiscount",
      label: "Loyalty discount",
      detail: null,
      amount: decimal(loyaltyDiscount).eq(0) ? loyaltyDiscount : `-${loyaltyDiscount}`,
    },
  ];
}

/** Whether the parts of a breakdown add up to its total, to the cent (the database holds the same rule as a CHECK). */
export function addsUp(breakdown: Breakdown): boolean {
  return decimal(sum(breakdownParts(breakdown).map((part) => part.amount))).eq(breakdown.total);
}

const OTHER_REASONS = "other";

/** A range of daily changes as a chart shows it: a series per reason that moved money, a point per day. */
export type ChangeSummary = {
  total: string;
  rises: string;
  falls: string;
  count: number;
  series: { key: string; label: string }[];
  points: { label: string; values: Record<string, string> }[];
};

/**
 * Sums daily changes of one currency. Reasons without any change of price have no series; free-text reasons share one.
 * Every given day has a point, unless no price changed at all.
 */
export function summarize(changes: readonly DailyChange[], days: readonly Day[]): ChangeSummary {
  const moved = changes.filter((row) => !decimal(row.rises).eq(0) || !decimal(row.falls).eq(0));
  const keyOf = (row: DailyChange) => known(row.reason) ?? OTHER_REASONS;
  const keys = [...CHANGE_REASONS, OTHER_REASONS].filter((key) => moved.some((row) => keyOf(row) === key));
  const byDay = groupByDay(moved);
  const valuesOf = (day: Day) => {
    const ofDay = byDay.get(day) ?? [];
    return Object.fromEntries(
      keys.map((key) => [key, sum(ofDay.filter((row) => keyOf(row) === key).map((row) => row.change))]),
    );
  };
  return {
    total: sum(changes.map((row) => row.change)),
    rises: sum(changes.map((row) => row.rises)),
    falls: sum(changes.map((row) => row.falls)),
    count: changes.reduce((total, row) => total + row.count, 0),
    series: keys.map((key) => ({ key, label: key === OTHER_REASONS ? "Other reasons" : reasonLabel(key) })),
    points: moved.length === 0 ? [] : days.map((day) => ({ label: day, values: valuesOf(day) })),
  };
}

function groupByDay(rows: readonly DailyChange[]): Map<Day, DailyChange[]> {
  const groups = new Map<Day, DailyChange[]>();
  for (const row of rows) groups.set(row.day, [...(groups.get(row.day) ?? []), row]);
  return groups;
}

const DEFAULT_CHART_DAYS = 90;
/** Beyond this many days a chart of single days says nothing: the latest ones are shown. */
const MAX_CHART_DAYS = 366;

/** Days of the report zone, both ends included. */
export type DayRange = { from: Day; to: Day };

/** The days a chart covers: those of the filter, at most a year of them; without a filter the last 90 days. */
export function chartRange(filter: Range | null, today: Day): DayRange {
  const to = filter?.to ?? today;
  const earliest = addDays(to, 1 - (filter?.from ? MAX_CHART_DAYS : DEFAULT_CHART_DAYS));
  return { from: filter?.from && filter.from > earliest ? filter.from : earliest, to };
}

/** The days of a range, oldest first; none when it ends before it begins. */
export function daysOf({ from, to }: DayRange): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The range of the same length that ends the day before. */
export function periodBefore(range: DayRange): DayRange {
  return { from: addDays(range.from, -daysOf(range).length), to: addDays(range.from, -1) };
}

/** The currency a chart is in: of those the filter leaves the preferred one, else the first. */
export function chartCurrency(filter: Choice | null, codes: readonly string[], preferred: string): string {
  const left = codes.filter((code) => !filter || filter.values.includes(code) !== filter.not);
  return left.includes(preferred) ? preferred : (left[0] ?? preferred);
}

function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}
