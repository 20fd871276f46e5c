import "server-only";
import { AppError, ConflictError, InvalidError, UnavailableError } from "@/lib/core/errors";

type DatabaseError = { code: string; constraint_name?: string; column_name?: string };

const UNIQUE_MESSAGES: Record<string, { field: string; message: string }> = {
  staff_email_key: { field: "email", message: "Somebody with this e-mail address already exists." },
  saved_views_staff_id_list_id_name_key: {
    field: "name",
    message: "You already have a view with this name.",
  },
};

/** The PostgreSQL (or connection) error inside whatever the query builder wrapped around it; null if there is none. */
export function databaseError(error: unknown): DatabaseError | null {
  for (let cause: unknown = error, depth = 0; cause && depth < 5; depth += 1) {
    if (typeof cause !== "object") return null;
    if ("code" in cause && typeof cause.code === "string" && !(cause instanceof AppError))
      return cause as DatabaseError;
    cause = "cause" in cause ? cause.cause : null;
  }
  return null;
}

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08001",
]);

/**
 * The business failure behind a database error: the one place where constraint violations and outages are put into
 * words. Raw details are never passed on, since they can hold personal data. Null means: not a known case.
 */
export function mapDatabaseError(error: unknown): AppError | null {
  const found = databaseError(error);
  if (!found) return null;
  if (UNREACHABLE.has(found.code)) {
    return new UnavailableError(
      "The database does not answer. Nothing was changed; try again in a moment.",
      error,
    );
  }
  switch (found.code) {
    case "23505": {
      const known = UNIQUE_MESSAGES[found.constraint_name ?? ""];
      if (known) return new InvalidError(known.message, { [known.field]: known.message });
      return new ConflictError("Somebody else has just made the same change. Reload and look again.");
    }
    case "23503":
      return new ConflictError("Something this refers to no longer exists. Reload and look again.");
    case "23514":
    case "23502":
    case "22003":
      return new InvalidError(
        "The database refused these values because they break one of its rules. Nothing was changed.",
      );
    case "40001":
    case "40P01":
      return new ConflictError("Another change got in between. Nothing was changed; try again.");
    case "55P03":
      return new UnavailableError(
        "Another operation holds these records. Nothing was changed; try again in a moment.",
        error,
      );
    case "57014":
      return new UnavailableError("The database took too long and was stopped. Nothing was changed.", error);
    case "53100":
      return new UnavailableError(
        "The database has no disk space left. Nothing was changed; tell an operator.",
        error,
      );
    case "53300":
      return new UnavailableError("The database has no free connection. Try again in a moment.", error);
    default:
      return null;
  }
}
