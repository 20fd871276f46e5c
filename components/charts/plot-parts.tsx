"use client";

import { type Point, type Series, seriesColour, type Unit, valueText } from "@/components/charts/series";

export type PlotProps = { series: readonly Series[]; points: readonly Point[]; unit: Unit };

/** The rows recharts draws. Numbers are for positions only; every value shown comes from the decimal string. */
export function plotRows({ series, points }: Pick<PlotProps, "series" | "points">) {
  return points.map((point) => ({
    label: point.label,
    ...Object.fromEntries(
      series.map((one) => {
        const value = point.values[one.key];
        return [one.key, value === null || value === undefined ? null : Number(value)];
      }),
    ),
  }));
}

export const axisProps = {
  tickLine: false,
  axisLine: false,
  tick: { fill: "var(--ink-muted)", fontSize: 11 },
} as const;

type TipProps = PlotProps & { label: unknown };

/** The values of the place under the pointer. */
export function Tip({ label, series, points, unit }: TipProps) {
  const point = points.find((candidate) => candidate.label === label);
  if (!point) return null;
  return (
    <div className="grid gap-1 rounded-lg bg-raised px-3 py-2 text-xs shadow-pop">
      <p className="font-medium">{point.label}</p>
      {series.map((one, index) => (
        <p key={one.key} className="flex items-center justify-between gap-4">
          <span className="flex items-center gap-1.5 text-ink-muted">
            <span
              aria-hidden
              className="size-2 rounded-full"
              style={{ background: seriesColour(one, index) }}
            />
            {one.label}
          </span>
          <span className="num font-medium">{valueText(point.values[one.key], unit)}</span>
        </p>
      ))}
    </div>
  );
}
