import "server-only";
import pino from "pino";
import { env } from "@/lib/core/env";

/** The application log: JSON lines on stdout, with fields that could hold a secret removed. */
export const log = pino({
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
