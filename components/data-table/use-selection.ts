"use client";

import { useState } from "react";
import type { Selection } from "@/components/data-table/list-spec";

type State = { key: string; mode: "ids" | "matching"; ids: ReadonlySet<string> };

/**
 * Which rows are chosen: single ones across pages, or all that match with exceptions. It is forgotten when the filter
 * changes, because then it would mean other rows than the reader saw.
 */
export function useSelection(filterKey: string) {
  const empty: State = { key: filterKey, mode: "ids", ids: new Set() };
  const [stored, setStored] = useState<State>(empty);
  const state = stored.key === filterKey ? stored : empty;

  return {
    mode: state.mode,
    /** The chosen ids, or the exceptions when all matching rows are chosen. */
    size: state.ids.size,
    isChosen: (id: string) => state.ids.has(id) === (state.mode === "ids"),
    /** Says of every id on the page whether it is chosen now; other pages keep what they have. */
    choose: (idsOnPage: readonly string[], isChosen: (id: string) => boolean) => {
      const next = new Set(state.ids);
      for (const id of idsOnPage) {
        if (isChosen(id) === (state.mode === "ids")) next.add(id);
        else next.delete(id);
      }
      setStored({ key: filterKey, mode: state.mode, ids: next });
    },
    chooseMatching: () => setStored({ key: filterKey, mode: "matching", ids: new Set() }),
    clear: () => setStored(empty),
    selection: (): Selection =>
      state.mode === "ids"
        ? { ids: [...state.ids] }
        : { query: filterKey.replace(/^\?/, ""), excluded: [...state.ids] },
  };
}

export type SelectionState = ReturnType<typeof useSelection>;
