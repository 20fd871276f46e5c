import "server-only";
import { randomUUID } from "node:crypto";
import type { ActionFailure } from "@/lib/core/action-result";
import { mapDatabaseError } from "@/lib/core/database-errors";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

/**
 * Turns anything thrown into what the caller may see. Business failures keep their message; anything else is logged
 * under a new event id and becomes one neutral sentence that holds the id.
 */
export function toFailure(error: unknown, where: string): ActionFailure {
  const eventId = randomUUID().slice(0, 8);
  const known = error instanceof AppError ? error : mapDatabaseError(error);
  if (!known) {
    log.error({ err: error, eventId, where }, "unexpected failure");
    return {
      code: "internal",
      message: `Something went wrong on our side. Nothing was saved. Event ${eventId}.`,
      eventId,
    };
  }
  if (known.code === "unavailable") log.warn({ err: known.cause ?? known, eventId, where }, known.message);
  return { code: known.code, message: known.message, fields: known.fields, details: known.details, eventId };
}
