import type { NextConfig } from "next";

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  serverExternalPackages: ["@node-rs/argon2", "postgres", "graphile-worker", "pino"],
  experimental: { authInterrupts: true },
};

export default config;
