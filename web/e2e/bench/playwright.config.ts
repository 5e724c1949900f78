import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

// The benchmark of the reader: `task bench:reader`. It is no part of the tests.
export default defineConfig({
  use: tests.use, testDir: ".", outputDir: "../test-results", testMatch: "*.bench.ts", workers: 1, retries: 0, timeout: 1_200_000, reporter: "line",
});
