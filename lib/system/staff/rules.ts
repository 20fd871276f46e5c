import type { StaffStatus } from "@/db/enums/core";

/** How long a one-time link can be used, in hours. */
export const LINK_HOURS = 72;
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

/**
 * The commonest passwords of twelve characters or more, and the words such passwords are built of. Compared without
 * case, digits at the end and punctuation, so that `Password-2026!` is among them.
 */
const COMMON = new Set([
  "password",
  "passwordpassword",
  "passw0rd",
  "qwerty",
  "qwertyuiop",
  "qwertyuiopasdf",
  "qwertyuiopasdfgh",
  "qwertyqwerty",
  "asdfghjkl",
  "asdfasdfasdf",
  "zxcvbnm",
  "qazwsxedcrfv",
  "qaywsxedcrfv",
  "letmein",
  "letmeinplease",
  "iloveyou",
  "iloveyousomuch",
  "welcome",
  "welcometo",
  "changeme",
  "changemenow",
  "changemeplease",
  "administrator",
  "adminadminadmin",
  "admin",
  "supersecret",
  "secretsecret",
  "mypassword",
  "thisismypassword",
  "correcthorsebatterystaple",
  "trustno",
  "abcdefghijkl",
  "abcdefghijklmnop",
  "countinghouse",
  "countinghouseadmin",
]);

/**
 * What is wrong with a new password, in one sentence, or null when it may be used: at least 12 characters, not one of
 * the commonest, not built from the e-mail address, not one character or run repeated.
 */
export function passwordProblem(password: string, email: string): string | null {
  if ([...password].length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  const lower = password.toLowerCase();
  const [name = ""] = email.toLowerCase().split("@");
  if (lower.includes(email.toLowerCase()) || (name.length >= 4 && lower.includes(name))) {
    return "Do not use your e-mail address in the password.";
  }
  if (isRepetition(lower) || isRun(lower) || COMMON.has(lower.replace(/[^a-z0]/g, "").replace(/0+$/, ""))) {
    return "This is one of the passwords that are guessed first. Use several unrelated words instead.";
  }
  return null;
}

function isRepetition(text: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/u.test(text);
}

/** Consecutive characters all the way: `123456789012`, `abcdefghijkl`. */
function isRun(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((character, index) => character.charCodeAt(0) - text.charCodeAt(index));
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}

/** When a link made at `now` expires. */
export function linkExpiry(now: Date): Date {
  return new Date(now.getTime() + LINK_HOURS * 60 * 60 * 1000);
}

/** Why a link opens nothing any more. */
export type LinkProblem = "unknown" | "used" | "expired" | "deactivated";

export const LINK_PROBLEMS: Record<LinkProblem, string> = {
  unknown: "This link is not valid. Perhaps it was not copied whole, or a newer link has replaced it.",
  used: "This link has been used already. Each link works once.",
  expired: "This link has expired.",
  deactivated: "This account has been deactivated.",
};

type StoredLink = { usedAt: Date | null; expiresAt: Date; status: StaffStatus };

/** What stands against using a link, or null when it may be used. */
export function linkProblem(link: StoredLink | undefined, now: Date): LinkProblem | null {
  if (!link) return "unknown";
  if (link.usedAt) return "used";
  if (link.expiresAt <= now) return "expired";
  return link.status === "deactivated" ? "deactivated" : null;
}
