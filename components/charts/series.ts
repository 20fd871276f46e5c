import { formatMoney, formatPercent, groupDigits } from "@/lib/core/money";

/** A line or a set of bars: where its values stand in a point, and what it is called. */
export type Series = {
  key: string;
  label: string;
  colour?: 1 | 2 | 3 | 4 | 5 | 6 /** The period before, drawn dashed. */;
  previous?: boolean;
};

/** One place on the horizontal axis. Values are decimal strings; null where there is none. */
export type Point = { label: string; values: Record<string, string | null> };

/** What the values are, for axis, tooltip and table. */
export type Unit = { kind: "money"; currency: string } | { kind: "count" } | { kind: "percent" };

/** A value as people read it. */
export function valueText(value: string | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  if (unit.kind === "money") return formatMoney(value, unit.currency);
  if (unit.kind === "percent") return formatPercent(value);
  return groupDigits(value);
}

const steps = [
  { size: 1e9, mark: "B" },
  { size: 1e6, mark: "M" },
  { size: 1e3, mark: "k" },
];

/** A tick of the axis, shortened: 1.2k, 3M. Approximate by nature, so a number suffices. */
export function tickText(value: number, unit: Unit): string {
  const step = steps.find(({ size }) => Math.abs(value) >= size);
  const short = step ? `${trim(value / step.size)}${step.mark}` : trim(value);
  if (unit.kind === "percent") return `${short} %`;
  return short;
}

function trim(value: number): string {
  return String(Number(value.toFixed(value % 1 === 0 ? 0 : 1)));
}

/** The colour variable of a series, by its own choice or its place. */
export function seriesColour(series: Series, index: number): string {
  return `var(--chart-${series.colour ?? (index % 6) + 1})`;
}

/**
 * The points as CSV (RFC 4180), one column a series, plain decimals. Text that a spreadsheet would run as a formula gets
 * a leading apostrophe.
 */
export function seriesCsv(axis: string, series: readonly Series[], points: readonly Point[]): string {
  const rows = [
    [axis, ...series.map((one) => one.label)],
    ...points.map((point) => [point.label, ...series.map((one) => point.values[one.key] ?? "")]),
  ];
  return rows.map((row) => row.map(cell).join(",")).join("\r\n");
}

function cell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
