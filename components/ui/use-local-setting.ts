"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * A personal setting of this browser, such as the density of tables. The server and the first paint use `initial`;
 * storage that is not available behaves as if nothing had been set.
 */
export function useLocalSetting<V extends string>(key: string, allowed: readonly V[], initial: V) {
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const value = allowed.find((candidate) => candidate === stored) ?? initial;
  const set = useCallback(
    (next: V) => {
      try {
        window.localStorage.setItem(key, next);
      } catch {
        return;
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [value, set] as const;
}
