import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

// A browser that is here already is preferred to Playwright's own download.
function browser(): string | undefined {
  if (process.env.BROWSER_BIN) return process.env.BROWSER_BIN;
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
  const script = `${names.map((name) => `command -v ${name}`).join(" || ")} || true`;
  return execFileSync("sh", ["-c", script]).toString().trim() || undefined;
}

export default defineConfig({
  testMatch: "*.spec.ts",
  globalSetup: "./setup.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./summary.ts"]],
  use: {
    // A snapshot of a page of records at each key is most of the time of the specs
    // that work by keyboard; --trace on takes them.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    viewport: { width: 1400, height: 900 },
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: browser(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    },
  },
});
