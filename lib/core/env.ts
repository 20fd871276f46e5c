import { z } from "zod";

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

const EnvSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    NEXTAUTH_SECRET: optional,
    NEXTAUTH_URL: z.url().default("http://localhost:3000"),
    REPORT_TIME_ZONE: z
      .string()
      .default("UTC")
      .refine(isTimeZone, "REPORT_TIME_ZONE is not a known IANA time zone, such as Europe/Berlin"),
    OIDC_ISSUER: optional,
    OIDC_CLIENT_ID: optional,
    OIDC_CLIENT_SECRET: optional,
    OIDC_NAME: z.string().default("Single sign-on"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    WORKER_IN_PROCESS: z
      .enum(["0", "1"])
      .default("1")
      .transform((value) => value === "1"),
  })
  .refine(
    (env) => [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].filter(Boolean).length % 3 === 0,
    {
      message: "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none",
    },
  );

export type Env = z.infer<typeof EnvSchema>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

let parsed: Env | undefined;

/** The environment, validated at first use; throws one message that lists everything wrong with it. */
export function env(): Env {
  if (!parsed) {
    const result = EnvSchema.safeParse(process.env);
    if (!result.success) throw new Error(`The environment is not valid:\n${z.prettifyError(result.error)}`);
    parsed = result.data;
  }
  return parsed;
}

/** The installation's report time zone: every day, range and date on a screen is meant in it (docs/architecture.md). */
export function reportZone(): string {
  return env().REPORT_TIME_ZONE;
}
