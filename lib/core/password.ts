import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** An argon2id hash in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** The hash of random bytes nobody kept, made with the same parameters. */
const DECOY =
  "$argon2id$v=19$m=19456,t=2,p=1$K2JVIXuRexsrnBAvodH0kA$mpXYf7+KEhBcaJrnqPNPVvvV31V3LoXSLmbRbMeimE0";

/**
 * Whether the password matches. Without a stored hash the same work is done against a decoy, so that the time taken
 * does not tell whether the account exists.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? DECOY, password);
  return stored !== null && matches;
}
