import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

// Summary ends the output with a line in plain words for machines that read it.
export default class Summary implements Reporter {
  private readonly ended = new Map<string, boolean>();

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status !== "skipped") this.ended.set(test.id, test.ok());
  }

  onEnd(result: FullResult) {
    const passed = [...this.ended.values()].filter(Boolean).length;
    const failed = this.ended.size - passed;
    const nothing = failed === 0 && result.status !== "passed" ? 1 : 0; // it broke outside any test
    console.log(`${passed} passed, ${failed + nothing} failed`);
  }

  printsToStdio() {
    return true;
  }
}
