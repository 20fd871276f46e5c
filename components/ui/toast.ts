"use client";

export type ToastMessage = { tone: "success" | "error"; text: string };

let waiting: ToastMessage[] = [];
let show: ((message: ToastMessage) => void) | null = null;
const listeners = new Set<() => void>();

/** Shows a short message about something that has finished. What must be read stands in the page instead. */
export function showToast(message: ToastMessage) {
  if (show) {
    show(message);
    return;
  }
  waiting.push(message);
  for (const listener of listeners) listener();
}

/** Tells the shell that the first message waits; answers how to stop listening. */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Hands over what shows messages, and the messages that waited for it. */
export function drainToasts(next: (message: ToastMessage) => void) {
  show = next;
  for (const message of waiting) next(message);
  waiting = [];
}
