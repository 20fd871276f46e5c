import "server-only";
import pino from "pino";
import { env } from "@/lib/core/env";

/**
 * An error as it may be logged. What a query builder adds (the statement with its parameters) and what the server quotes
 * of rows (`detail`) can hold personal data or secrets, so only names, codes and the stack without its message remain.
 */
export function safeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: "something other than an error was thrown" };
  const fromQuery = "query" in error || "params" in error;
  const code = "code" in error ? error.code : undefined;
  const constraint = "constraint_name" in error ? error.constraint_name : undefined;
  return {
    name: error.name,
    message: fromQuery ? "a query failed" : error.message,
    code,
    constraint,
    frames: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
    cause: error.cause && depth < 3 ? safeError(error.cause, depth + 1) : undefined,
  };
}

/** The application log: JSON lines on stdout, with fields that could hold a secret removed. */
export const log = pino({
  serializers: { err: (error: unknown) => safeError(error) },
  level: env().LOG_LEVEL,
  redact: {
    paths: [
      "password",
      "*.password",
      "token",
      "*.token",
      "secret",
      "*.secret",
      "authorization",
      "*.authorization",
      "cookie",
      "*.cookie",
    ],
    censor: "[removed]",
  },
});
