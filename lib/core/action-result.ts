import type { ErrorCode } from "@/lib/core/errors";

/** What a failed action tells the browser. Unexpected failures carry only a neutral message and the event id. */
export type ActionFailure = {
  code: ErrorCode;
  message: string;
  fields?: Record<string, string>;
  details?: Record<string, unknown>;
  /** Finds the log entry of this failure. */
  eventId: string;
};
