import { type Connections, createDb, createSql } from "../client";

/** Where test databases are made, and the migrated one they are copied from. */
export interface TestDatabaseServer {
  adminUrl: string;
  template: string;
}

let counter = 0;

/**
 * Makes a database named after this process, copied from the migrated template (or empty). `close` disconnects and drops it;
 * those of a killed process are swept by the next run.
 */
export async function createTestDatabase(
  server: TestDatabaseServer,
  options: { empty?: boolean } = {},
): Promise<Connections & { url: string }> {
  counter += 1;
  const name = `test_${process.pid}_${counter}`;
  const admin = createSql(server.adminUrl, { max: 1, applicationName: "countinghouse tests" });
  await admin.unsafe(`create database ${name} template ${options.empty ? "template1" : server.template}`);
  const url = new URL(server.adminUrl);
  url.pathname = `/${name}`;
  const connections = createDb(url.href, { max: 10, applicationName: name });
  return {
    ...connections,
    url: url.href,
    close: async () => {
      await connections.close();
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}
