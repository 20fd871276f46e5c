import { readFile } from "node:fs/promises";

/** How many things held and how many did not. A skipped test does not hold. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Adds tallies up. */
export function sum(tallies: readonly Tally[]): Tally {
  const total = { passed: 0, failed: 0 };
  for (const { passed, failed } of tallies) {
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/**
 * The tally of a run with a JSON report of Vitest. A file that could not be loaded, a skipped test and a bad exit status
 * without any failed test count as failures, and so does a run without tests or without a report.
 */
export function tallyVitest(report: unknown, status: number): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = fields(report);
  const broken = Array.isArray(testResults)
    ? testResults.map(fields).filter((file) => file.status === "failed" && isEmpty(file.assertionResults))
        .length
    : 0;
  return close(
    count(numPassedTests),
    count(numFailedTests) + count(numPendingTests) + count(numTodoTests) + broken,
    status,
  );
}

/** The tally of a run with a JSON report of Playwright; flaky and skipped tests count as failures. */
export function tallyPlaywright(report: unknown, status: number): Tally {
  const { expected, unexpected, flaky, skipped } = fields(fields(report).stats);
  return close(count(expected), count(unexpected) + count(flaky) + count(skipped), status);
}

/** Reads a report; undefined when there is none, which the tallies count as a failure. */
export async function readReport(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

function close(passed: number, failed: number, status: number): Tally {
  const hidden = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: hidden ? 1 : failed };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function count(value: unknown): number {
  return typeof value === "number" && value > 0 ? value : 0;
}

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}
