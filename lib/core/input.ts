import type { z } from "zod";
import { InvalidError } from "@/lib/core/errors";

/**
 * Parses input or throws `InvalidError` with one message per field (dotted path). Schemas given here are idempotent:
 * what they return parses to itself, since an action has parsed it once already.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidError("Some of the values are not valid.", fieldMessages(result.error.issues));
}

type Issue = {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
  readonly message: string;
};

/** The first message of each field, by dotted path; messages without a field stand under the empty path. */
export function fieldMessages(issues: readonly Issue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const path = (issue.path ?? [])
      .map((part) => String(typeof part === "object" ? part.key : part))
      .join(".");
    fields[path] ??= issue.message;
  }
  return fields;
}
