"use client";

import dynamic from "next/dynamic";
import { ChartFrame, type ChartProps } from "@/components/charts/chart-frame";
import { Skeleton } from "@/components/ui/skeleton";

const BarPlot = dynamic(() => import("@/components/charts/bar-plot").then((module) => module.BarPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

type BarChartProps = ChartProps & {
  /** Puts the series on top of one another; negative values go down. */
  stacked?: boolean;
  /** Bars touch: the axis holds ranges of one quantity. */
  histogram?: boolean;
};

/** Values side by side, stacked, or as a histogram. */
export function BarChart({ stacked = false, histogram = false, ...props }: BarChartProps) {
  return (
    <ChartFrame kind={histogram ? "histogram" : "bar chart"} {...props}>
      <BarPlot
        series={props.series}
        points={props.points}
        unit={props.unit}
        stacked={stacked}
        histogram={histogram}
      />
    </ChartFrame>
  );
}
