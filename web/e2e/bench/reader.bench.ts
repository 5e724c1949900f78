import { type Browser, expect, type Page, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { signIn } from "../fixtures";
import { Server } from "../server";

// The scan and the folder that it was taken into are kept for the next time;
// IMR_BENCH_PAGES asks for another length than 3,000 pages.
const pages = Number(process.env.IMR_BENCH_PAGES ?? 3000);
const home = join(tmpdir(), `imr-bench-${pages}`);
const root = join(import.meta.dirname, "..", "..", "..");
const [binary, bundle, data] = [join(home, "imr"), join(home, "bundle"), join(home, "data")];
const number = "CM14-0990001";
const run = (file: string, ...args: string[]) => execFileSync(file, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] }).toString();

async function prepare() {
  mkdirSync(home, { recursive: true });
  run("go", "build", "-tags", "sqlite_fts5", "-o", binary, "./cmd/imr");
  if (!existsSync(join(bundle, "case.json"))) {
    run("go", "build", "-tags", "sqlite_fts5", "-o", join(home, "scan"), "./web/e2e/bench/scan");
    run(join(home, "scan"), bundle, String(pages));
  }
  rmSync(data, { recursive: true, force: true });
  await (await Server.start(binary, data)).stop(); // makes the accounts
  run(binary, "import", bundle, "--data", data);
  run(binary, "assign", number, "reviewer@imr.example", "--data", data);
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const quantile = (values: number[], q: number) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))];
const lines: string[] = [];

// tell notes a figure beside its limit.
function tell(what: string, figure: number, unit: string, limit?: number) {
  const verdict = limit === undefined ? "" : `, limit ${limit} ${unit}: ${figure <= limit ? "met" : "MISSED"}`;
  lines.push(`${what}: ${figure.toFixed(unit === "ms" ? 0 : 1)} ${unit}${verdict}`);
}

// visit opens an address in a browser that has nothing cached, and returns the
// milliseconds until the page at hand is on the screen.
async function visit(browser: Browser, server: Server, address: string) {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1400, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  await signIn(page, "reviewer");
  await page.goto("about:blank");
  await page.goto(address, { waitUntil: "commit" });
  return { context, page, ms: await drawn(page) };
}

// drawn waits until the image of the page at hand is painted, and returns when that was.
const drawn = (page: Page) => page.evaluate(() => new Promise<number>((resolve) => {
  const look = () => {
    const image = document.querySelector<HTMLImageElement>(".page-current .paper img");
    if (!image?.complete || !image.naturalWidth) return requestAnimationFrame(look);
    image.decode().then(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
  };
  look();
}));

// press presses a key of the reader and returns the milliseconds until the page
// that it leads to is painted.
const press = (page: Page, key: string) => page.evaluate((key) => new Promise<number>((resolve) => {
  const before = document.querySelector(".page-current");
  const began = performance.now();
  document.querySelector("#stream")!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const look = () => {
    const image = document.querySelector<HTMLImageElement>(".page-current .paper img");
    if (document.querySelector(".page-current") === before || !image?.complete || !image.naturalWidth) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  };
  look();
}), key);

const received = (page: Page) => page.evaluate(() => performance.getEntriesByType("resource")
  .filter((one) => /\/records\//.test(one.name)).reduce((sum, one) => sum + (one as PerformanceResourceTiming).transferSize, 0));

test(`a scan of ${pages} pages`, async ({ browser }) => {
  await prepare();
  const records = `/cases/${number}/records`;
  const server = await Server.start(binary, data);
  try {
    lines.push(`${pages} pages, ${(statSync(join(bundle, "records/scan.pdf")).size / 1e6).toFixed(0)} MB, OCR of them at work beside it; ` +
      `${loadavg()[0].toFixed(0)} processes want the ${availableParallelism()} cores`);
    const first = await visit(browser, server, records);
    tell("the first page, on a server just started", first.ms, "ms", 1000);
    await first.context.close();
    const jumps: number[] = [];
    for (let i = 1; i <= 5; i++) {
      const there = await visit(browser, server, `${records}/d1/${Math.floor((pages * i) / 5)}`);
      jumps.push(there.ms);
      await there.context.close();
    }
    tell("a page somewhere in it, nothing cached, median of 5", quantile(jumps, 0.5), "ms", 1000);
    tell("the slowest of the 5", Math.max(...jumps), "ms");

    const { page, context } = await visit(browser, server, `${records}/d1/100`);
    await page.waitForLoadState("networkidle");
    const [times, before]: [number[], number] = [[], await received(page)];
    for (let i = 0; i < 60; i++) {
      times.push(await press(page, "j"));
      await page.waitForTimeout(1000); // a glance at the page, while the next one comes
    }
    tell("the next page, median of 60", quantile(times, 0.5), "ms");
    tell("the next page, p95", quantile(times, 0.95), "ms", 60);
    tell("received for a page", ((await received(page)) - before) / 60 / 1000, "KB", 150);

    const html = await page.request.get(records);
    tell("the HTML of the reader", (await html.body()).length / 1000, "KB");
    const took: number[] = [];
    for (let i = 0; i < 15; i++) {
      const began = performance.now();
      await (await page.request.get(`${records}/d1/${100 + i}`)).body();
      took.push(performance.now() - began);
    }
    tell("the HTML of the reader, median of 15", quantile(took, 0.5), "ms");
    await context.close();
    expect(times.length).toBe(60);
  } finally {
    await server.stop();
    console.log(lines.map((line) => `  ${line}`).join("\n"));
  }
});
