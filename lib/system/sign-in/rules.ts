/** When failures lock a key, and for how long. */
export type ThrottlePolicy = {
  /** This many failures in a row are free; the last of them locks for `firstLockSeconds`. */
  threshold: number;
  firstLockSeconds: number;
  /** The delay doubles with each further failure up to this. */
  maxLockSeconds: number;
};

/** One account: 5 failures, then 30 s, doubling to 15 min. */
export const ACCOUNT_POLICY: ThrottlePolicy = { threshold: 5, firstLockSeconds: 30, maxLockSeconds: 900 };

/** One network address, which an office may share: 20 failures over all accounts, then the same delays. */
export const ADDRESS_POLICY: ThrottlePolicy = { threshold: 20, firstLockSeconds: 30, maxLockSeconds: 900 };

/** Failures older than this no longer count. */
export const FORGET_AFTER_SECONDS = 24 * 60 * 60;

/** The stored counter of a key. */
export type Throttle = { failures: number; lockedUntil: Date | null; updatedAt: Date };

/** How long a key is locked by its `failures`-th failure in a row, in seconds; 0 when it is not. */
export function lockSeconds(failures: number, policy: ThrottlePolicy): number {
  if (failures < policy.threshold) return 0;
  const doublings = Math.min(failures - policy.threshold, 30);
  return Math.min(policy.firstLockSeconds * 2 ** doublings, policy.maxLockSeconds);
}

/** Whole seconds until a lock ends, rounded up; 0 when there is none. */
export function secondsLocked(throttle: Pick<Throttle, "lockedUntil">, now: Date): number {
  if (!throttle.lockedUntil) return 0;
  return Math.max(0, Math.ceil((throttle.lockedUntil.getTime() - now.getTime()) / 1000));
}

/**
 * The counter after one more attempt, which counts as failed until it proves right. Old failures are forgotten first.
 * Only for a key that is not locked.
 */
export function countAttempt(throttle: Throttle, policy: ThrottlePolicy, now: Date): Throttle {
  const age = (now.getTime() - throttle.updatedAt.getTime()) / 1000;
  const failures = (age > FORGET_AFTER_SECONDS ? 0 : throttle.failures) + 1;
  const seconds = lockSeconds(failures, policy);
  return {
    failures,
    lockedUntil: seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null,
    updatedAt: now,
  };
}

/**
 * The way back after signing in: a path of this site, or `/`. Everything a browser could read as another origin
 * (`//host`, `/\host`, control characters, a scheme) is refused, and so are the sign-in pages themselves.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || next.length > 2000 || hasControlCharacter(next)) return "/";
  const base = "http://here.invalid";
  if (!URL.canParse(next, base)) return "/";
  const url = new URL(next, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  if (url.origin !== base || path.startsWith("//") || next.includes("\\")) return "/";
  return /^\/(sign-in|invite|api)(\/|$)/.test(url.pathname) ? "/" : path;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

/** Why a sign-in was refused, as it travels in the error parameter of a redirect. */
export type Refusal = {
  code: "invalid" | "limit" | "unavailable" | "internal" | "no_account" | "provider" | "unreachable";
  /** With `limit`: when to try again. */
  seconds?: number;
  /** With `internal`: finds the log entry. */
  eventId?: string;
};

/** A refusal as one short string; `parseRefusal` reads it back. */
export function formatRefusal({ code, seconds, eventId }: Refusal): string {
  const detail = seconds ?? eventId;
  return detail === undefined ? code : `${code}:${detail}`;
}

/** Reads a refusal. Any other text came from the identity provider's half of the exchange, or from nowhere. */
export function parseRefusal(text: string): Refusal {
  const [code = "", detail = ""] = text.split(":");
  switch (code) {
    case "invalid":
    case "unavailable":
    case "no_account":
      return { code };
    case "limit":
      return { code, seconds: /^\d{1,5}$/.test(detail) ? Number(detail) : 60 };
    case "internal":
      return { code, eventId: /^[0-9a-f]{8}$/.test(detail) ? detail : undefined };
    case "CredentialsSignin":
      return { code: "invalid" };
    default:
      return { code: "provider" };
  }
}

/** The refusal in the words the sign-in page shows; `seconds` may count down. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case "invalid":
      return "The e-mail address or the password is not right.";
    case "limit":
      return `Too many failed attempts. Try again in ${formatWait(refusal.seconds ?? 0)}.`;
    case "unavailable":
      return "The database does not answer, so nobody can sign in right now. Your password was not checked; try again in a moment.";
    case "internal":
      return `Something went wrong on our side.${refusal.eventId ? ` Event ${refusal.eventId}.` : ""} Try again.`;
    case "no_account":
      return "There is no active account here for the verified e-mail address of that sign-on. Ask an admin to invite you.";
    case "unreachable":
      return "The server does not answer. Check your connection and try again.";
    case "provider":
      return "The single sign-on did not complete. Try again, or sign in with your password.";
  }
}

function formatWait(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}
