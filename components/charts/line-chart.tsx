"use client";

import dynamic from "next/dynamic";
import { ChartFrame, type ChartProps } from "@/components/charts/chart-frame";
import { Skeleton } from "@/components/ui/skeleton";

const LinePlot = dynamic(() => import("@/components/charts/line-plot").then((module) => module.LinePlot), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** Values over time, as lines or filled areas. */
export function LineChart({ filled = true, ...props }: ChartProps & { filled?: boolean }) {
  return (
    <ChartFrame kind="line chart" {...props}>
      <LinePlot series={props.series} points={props.points} unit={props.unit} filled={filled} />
    </ChartFrame>
  );
}
