/** The closed set of error codes; each has one HTTP status. */
export const ERROR_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  precondition: 412,
  limit: 429,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type ErrorOptions = {
  /** Messages beside form fields, by dotted field path. */
  fields?: Record<string, string>;
  /** Machine-readable facts a screen needs to help (for example the stored row of a conflict). Never secrets. */
  details?: Record<string, unknown>;
  cause?: unknown;
};

/**
 * A business failure with a message written for people. Everything that is not an `AppError` is unexpected: it is logged
 * with an event id and shown as one neutral sentence.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.fields = options.fields;
    this.details = options.details;
  }
}

/** Nobody is signed in, or the session was revoked. */
export class UnauthenticatedError extends AppError {
  constructor(message = "Sign in to continue.") {
    super("unauthenticated", message);
  }
}

/** The signed-in actor lacks the named permission. */
export class ForbiddenError extends AppError {
  readonly permission: string;
  constructor(permission: string) {
    super("forbidden", "Your role does not allow this.", { details: { permission } });
    this.permission = permission;
  }
}

/** The thing asked for does not exist (or may not be known to exist). */
export class NotFoundError extends AppError {
  constructor(what: string) {
    super("not_found", `${what} was not found.`);
  }
}

/** Input that no retry will make right; `fields` says what is wrong where. */
export class InvalidError extends AppError {
  constructor(message: string, fields?: Record<string, string>) {
    super("invalid", message, { fields });
  }
}

/**
 * The row was changed by somebody else since it was read. `current` is the stored state for the conflict view
 * (flat values by field name, plus `rowVersion`).
 */
export class ConflictError extends AppError {
  constructor(message: string, current?: Record<string, unknown>) {
    super("conflict", message, { details: current ? { current } : undefined });
  }
}

/** The thing is not in a state in which this may be done. */
export class PreconditionError extends AppError {
  constructor(message: string, details?: Record<string, unknown>) {
    super("precondition", message, { details });
  }
}

/** Too many attempts; the message says when to try again. */
export class LimitError extends AppError {
  constructor(message: string, retryAfterSeconds: number) {
    super("limit", message, { details: { retryAfterSeconds } });
  }
}

/** A dependency does not answer; the message says which one and what to do. */
export class UnavailableError extends AppError {
  constructor(message: string, cause?: unknown) {
    super("unavailable", message, { cause });
  }
}
