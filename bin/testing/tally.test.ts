import { describe, expect, test } from "vitest";
import { sum, tallyPlaywright, tallyVitest } from "./tally";

describe("the tally of a test run", () => {
  test("counts what Vitest reports", () => {
    const report = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 0, testResults: [] };
    expect(tallyVitest(report, 1)).toEqual({ passed: 5, failed: 2 });
  });

  test("counts a skipped test and a file that did not load as failures", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{}] },
    ];
    expect(tallyVitest({ numPassedTests: 1, numPendingTests: 1, testResults }, 1)).toEqual({
      passed: 1,
      failed: 2,
    });
  });

  test("does not call a run good that ended badly, tested nothing or left no report", () => {
    expect(tallyVitest({ numPassedTests: 3, testResults: [] }, 1)).toEqual({ passed: 3, failed: 1 });
    expect(tallyVitest({ numPassedTests: 0, testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(tallyVitest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(tallyPlaywright(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });

  test("counts flaky and skipped browser tests as failures", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 1 };
    expect(tallyPlaywright({ stats }, 1)).toEqual({ passed: 7, failed: 3 });
  });

  test("adds up", () => {
    expect(
      sum([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 0 },
      ]),
    ).toEqual({ passed: 4, failed: 2 });
  });
});
