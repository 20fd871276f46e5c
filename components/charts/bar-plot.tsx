"use client";

import {
  Bar,
  BarChart as Base,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisProps, type PlotProps, plotRows, Tip } from "@/components/charts/plot-parts";
import { seriesColour, tickText } from "@/components/charts/series";

/** Draws bars; loaded by `BarChart` when a page shows one. */
export function BarPlot({
  stacked,
  histogram,
  ...props
}: PlotProps & { stacked: boolean; histogram: boolean }) {
  const { series, unit } = props;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Base
        data={plotRows(props)}
        margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        barCategoryGap={histogram ? 1 : "24%"}
        stackOffset={stacked ? "sign" : "none"}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...axisProps} minTickGap={16} tickMargin={6} />
        <YAxis {...axisProps} width={48} tickFormatter={(value: number) => tickText(value, unit)} />
        <ReferenceLine y={0} stroke="var(--line-strong)" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={({ label }) => <Tip label={label} {...props} />}
        />
        {series.map((one, index) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            stackId={stacked ? "all" : undefined}
            fill={seriesColour(one, index)}
            fillOpacity={one.previous ? 0.4 : 1}
            radius={stacked ? 0 : 2}
            maxBarSize={histogram ? undefined : 40}
            isAnimationActive={false}
          />
        ))}
      </Base>
    </ResponsiveContainer>
  );
}
