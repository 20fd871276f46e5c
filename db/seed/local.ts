import type postgres from "postgres";

/** Why made-up data was not written; the message is for people. */
export class SeedRefused extends Error {
  override readonly name = "SeedRefused";
}

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** Throws {@link SeedRefused} unless every host of the connection is this machine. */
export function requireLocal(sql: postgres.Sql): void {
  const { host, path } = sql.options;
  const hosts = Array.isArray(host) ? host : [host];
  if (path || hosts.every((name) => LOCAL_HOSTS.has(name) || name.startsWith("/"))) return;
  throw new SeedRefused(
    `Made-up data is written to a database on this machine only, not to ${hosts.join(", ")}.`,
  );
}
