"use client";

import { ChartColumn, Download, Table2 } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { saveCsv, savePng } from "@/components/charts/save-file";
import {
  type Point,
  type Series,
  seriesColour,
  seriesCsv,
  type Unit,
  valueText,
} from "@/components/charts/series";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Table, Td, Th, Tr } from "@/components/ui/table";

export type ChartProps = {
  title: string;
  /** What is counted, over which range, in which zone. */
  description?: ReactNode;
  series: readonly Series[];
  points: readonly Point[];
  unit: Unit;
  /** What the horizontal axis is: "Day", "Change". */
  axis: string;
  height?: number;
  emptyText?: string;
  /** Heading level; 2 on a page, 3 inside a section. */
  level?: 2 | 3;
};

/** What every chart has around it: name, legend, table twin, CSV and PNG, a word when there is nothing to draw. */
export function ChartFrame({ kind, children, ...props }: ChartProps & { kind: string; children: ReactNode }) {
  const { title, description, series, points, unit, axis, height = 240, emptyText, level = 2 } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const plot = useRef<HTMLDivElement>(null);
  const Heading = level === 2 ? "h2" : "h3";
  const file = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

  function png() {
    const svg = plot.current?.querySelector("svg");
    if (svg) void savePng(svg, file);
  }

  return (
    <figure aria-labelledby={id} className="min-w-0 rounded-lg border bg-surface shadow-card">
      <figcaption className="flex flex-wrap items-start gap-2 px-4 pt-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <Heading id={id} className="font-semibold text-base">
            {title}
          </Heading>
          {description ? <p className="text-ink-muted text-sm">{description}</p> : null}
        </div>
        {points.length > 0 ? (
          <div className="flex gap-1">
            <Button size="sm" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
              {asTable ? "Show as chart" : "Show as table"}
            </Button>
            <Menu
              trigger={
                <Button size="icon-sm" variant="ghost" aria-label={`Download ${title}`}>
                  <Download aria-hidden />
                </Button>
              }
            >
              <MenuItem onSelect={() => saveCsv(seriesCsv(axis, series, points), file)}>
                CSV of the values
              </MenuItem>
              <MenuItem onSelect={png} disabled={asTable}>
                PNG of the chart
              </MenuItem>
            </Menu>
          </div>
        ) : null}
      </figcaption>
      {points.length === 0 ? (
        <EmptyState title={emptyText ?? "Nothing in this range"} className="py-10" />
      ) : asTable ? (
        <div className="thin-scroll mt-3 max-h-80 overflow-y-auto border-t">
          <ValueTable title={title} series={series} points={points} unit={unit} axis={axis} />
        </div>
      ) : (
        <div className="px-3 pt-3 pb-3">
          <div
            ref={plot}
            role="img"
            aria-label={`${title}: ${kind} of ${points.length} values. The table holds the same values.`}
            style={{ height }}
          >
            {children}
          </div>
          {series.length > 1 ? <Legend series={series} /> : null}
        </div>
      )}
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul
      aria-label="Legend"
      className="mt-2 flex flex-wrap justify-center gap-x-4 gap-y-1 text-ink-muted text-xs"
    >
      {series.map((one, index) => (
        <li key={one.key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 16 4" className="h-1 w-4">
            <line
              x1="0"
              x2="16"
              y1="2"
              y2="2"
              strokeWidth="4"
              stroke={seriesColour(one, index)}
              strokeDasharray={one.previous ? "4 3" : undefined}
            />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  );
}

type ValueTableProps = Pick<ChartProps, "title" | "series" | "points" | "unit" | "axis">;

function ValueTable({ title, series, points, unit, axis }: ValueTableProps) {
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <Th>{axis}</Th>
          {series.map((one) => (
            <Th key={one.key} numeric>
              {one.label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <Tr key={point.label}>
            <Td className="num whitespace-nowrap">{point.label}</Td>
            {series.map((one) => (
              <Td key={one.key} numeric>
                {valueText(point.values[one.key], unit)}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
