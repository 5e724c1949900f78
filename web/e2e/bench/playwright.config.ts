import { defineConfig } from "@playwright/test";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tests from "../playwright.config";

// The benchmark of the reader: `task bench:reader`. It is no part of the tests,
// and keeps no trace, which would cost the time that it measures.
export default defineConfig({
  use: { ...tests.use, trace: "off" }, testDir: ".", outputDir: join(tmpdir(), "imr-bench-results"), testMatch: "*.bench.ts",
  workers: 1, retries: 0, timeout: 1_200_000, reporter: "line",
});
