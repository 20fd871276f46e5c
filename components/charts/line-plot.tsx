"use client";

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisProps, type PlotProps, plotRows, Tip } from "@/components/charts/plot-parts";
import { seriesColour, tickText } from "@/components/charts/series";

/** Draws lines; loaded by `LineChart` when a page shows one. */
export function LinePlot({ filled, ...props }: PlotProps & { filled: boolean }) {
  const { series, unit } = props;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart
        data={plotRows(props)}
        margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...axisProps} minTickGap={32} tickMargin={6} />
        <YAxis {...axisProps} width={48} tickFormatter={(value: number) => tickText(value, unit)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)" }}
          content={({ label }) => <Tip label={label} {...props} />}
        />
        {series.map((one, index) => (
          <Area
            key={one.key}
            type="monotone"
            dataKey={one.key}
            stroke={seriesColour(one, index)}
            strokeWidth={one.previous ? 1.5 : 2}
            strokeDasharray={one.previous ? "4 4" : undefined}
            fill={seriesColour(one, index)}
            fillOpacity={filled && !one.previous ? 0.12 : 0}
            dot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
