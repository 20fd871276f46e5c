"use client";

/** Asks the shell to open the command menu. */
export function openCommandMenu() {
  window.dispatchEvent(new Event("shell:command"));
}

/** Asks the shell to open the sheet of keyboard shortcuts. */
export function openShortcuts() {
  window.dispatchEvent(new Event("shell:shortcuts"));
}
