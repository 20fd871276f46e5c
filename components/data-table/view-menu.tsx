"use client";

import { Columns3 } from "lucide-react";
import type { DataColumn } from "@/components/data-table/list-spec";
import type { ListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheck, MenuGroup, MenuItem, MenuRadio, MenuSeparator } from "@/components/ui/menu";

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

type ViewMenuProps<Row> = {
  columns: readonly DataColumn<Row>[];
  visible: ReadonlySet<string>;
  state: ListState;
  density: Density;
  onDensityChange: (density: Density) => void;
};

/** Which columns are shown (kept in the URL) and how tall the rows are (kept in this browser). */
export function ViewMenu<Row>({ columns, visible, state, density, onDensityChange }: ViewMenuProps<Row>) {
  function toggle(id: string, shown: boolean) {
    const next = columns
      .map((column) => column.id)
      .filter((name) => (name === id ? shown : visible.has(name)));
    const initial = columns.filter((column) => !column.hidden).map((column) => column.id);
    state.setColumns(next.join() === initial.join() ? null : next);
  }

  return (
    <Menu
      className="w-56"
      trigger={
        <Button aria-label="Columns and density">
          <Columns3 aria-hidden />
          <span className="hidden sm:inline">Columns</span>
        </Button>
      }
    >
      <MenuGroup label="Columns">
        {columns.map((column, index) => (
          <MenuCheck
            key={column.id}
            checked={visible.has(column.id)}
            disabled={index === 0}
            onCheckedChange={(shown) => toggle(column.id, shown)}
          >
            {column.header}
          </MenuCheck>
        ))}
      </MenuGroup>
      {state.columns ? (
        <MenuItem onSelect={() => state.setColumns(null)}>Columns as at first</MenuItem>
      ) : null}
      <MenuSeparator />
      <MenuRadio
        label="Density"
        value={density}
        onValueChange={onDensityChange}
        options={[
          { value: "comfortable", label: "Comfortable" },
          { value: "compact", label: "Compact" },
        ]}
      />
    </Menu>
  );
}
