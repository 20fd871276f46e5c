import type { TestProject } from "vitest/node";
import { openTestServer } from "./server";

/** Vitest's global setup of the integration project: one server for the run, stopped after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer((line) => console.error(line));
  project.provide("testServer", { adminUrl: server.adminUrl, template: server.template });
  return server.release;
}
