"use client";

/** Asks the shell to open the sheet of keyboard shortcuts. */
export function openShortcuts() {
  window.dispatchEvent(new Event("shell:shortcuts"));
}
