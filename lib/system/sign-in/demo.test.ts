import { expect, test } from "vitest";
import { isLocalHost } from "@/lib/system/sign-in/queries";

test.each([[["127.0.0.1"]], [["localhost"]], [["::1"]], [["/var/run/postgresql/.s.PGSQL.5432"]]])(
  "%j is this machine",
  (hosts) => expect(isLocalHost(hosts)).toBe(true),
);

test.each([
  [["db.example.com"]],
  [["10.0.0.5"]],
  [["localhost.evil.test"]],
  [["127.0.0.1", "db.example.com"]],
  [[]],
])("%j is not", (hosts) => expect(isLocalHost(hosts)).toBe(false));
