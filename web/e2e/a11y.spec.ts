import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { sign, writeDecision, writeReview, writeSummary } from "./steps";

const shots = join(import.meta.dirname, "shots");
mkdirSync(shots, { recursive: true });

// The narrowest is what a page enlarged to 400 % on a small screen has: it must
// reflow, and is no other page to axe than the one of a telephone.
const widths = [
  { name: "wide", width: 1400, height: 900, axe: true },
  { name: "narrow", width: 390, height: 844, axe: true },
  { name: "reflow", width: 320, height: 640, axe: false },
];
test.setTimeout(240_000);

// The words over the images of the records are hundreds of elements that are the
// same on every page of the workspace, and nearly all that axe spends its time on:
// it reads them on one of them.
const withWords = new Set(["records"]);

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// look goes to a page in each width, keeps a picture of it, and requires that axe
// finds nothing in it and that it does not scroll sideways.
async function look(page: Page, name: string, path: string) {
  for (const { name: width, axe: asked, ...size } of widths) {
    await page.setViewportSize(size);
    await page.goto(path);
    await page.waitForLoadState("networkidle"); // the images of the pages at hand
    await page.screenshot({ path: join(shots, `${name}-${width}.png`) });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(sideways, `${name}, ${width}: pixels beyond the screen`).toBeLessThanOrEqual(0);
    if (!asked) continue;
    const axe = new AxeBuilder({ page }).withTags(rules);
    if (!withWords.has(name)) axe.exclude("#stream .words");
    const { violations } = await axe.analyze();
    expect.soft(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`), `${name}, ${width}`).toEqual([]);
  }
}

test("the pages before and after signing in", async ({ page, watch }) => {
  watch.expect(/404 GET \/nowhere/);
  await look(page, "signin", "/signin");
  await signIn(page, "reviewer");
  await look(page, "cases", "/cases");
  await look(page, "error", "/nowhere");
});

// begun is case two with a summary that has a false quote, and one decision.
async function begun(page: Page) {
  await signIn(page, "reviewer");
  const { address, review } = sample("case2");
  const [first, second] = review.summary;
  await writeSummary(page, "case2", [{ ...first, sources: [{ ...first.sources[0], quote: "words that stand on no page" }] }, second]);
  await writeDecision(page, "case2", review.decisions[0]);
  return { address, ...first.sources[0] };
}

test("the records of a case", async ({ page }) => {
  const { address, document, page: number } = await begun(page);
  await look(page, "case", address);
  await look(page, "records", `${address}/records`);
  await look(page, "page-text", `${address}/records/${document}/${number}?text=1`);
  await look(page, "records-map", `${address}/records/map`);
  await look(page, "summary-records", `${address}/summary?pane=records`);
});

test("the draft of a case", async ({ page }) => {
  const { address, document, page: number } = await begun(page);
  await look(page, "summary", `${address}/summary?at=${document}.${number}`);
  await look(page, "item-decided", `${address}/items/1`);
  await look(page, "item-empty", `${address}/items/2`);
});

test("the checks of a case, and what keeps it from being signed", async ({ page }) => {
  const { address } = await begun(page);
  await look(page, "checks", `${address}/checks`);
  await look(page, "sign-blocked", `${address}/sign`);
});

test("a case that is finished", async ({ page }) => {
  await signIn(page, "reviewer");
  const { address } = sample("case1");
  await writeReview(page, "case1");
  await look(page, "checks-clear", `${address}/checks`);
  await look(page, "letter-draft", `${address}/letter`);
  await look(page, "sign", `${address}/sign`);
});

test("a case that is signed", async ({ page }) => {
  await signIn(page, "reviewer");
  const { address } = sample("case1");
  await writeReview(page, "case1");
  await sign(page, "case1");
  await look(page, "case-signed", address);
  await look(page, "letter", `${address}/letter`);
});

test("the pages of the staff", async ({ visitor }) => {
  const admin = await visitor("admin");
  await look(admin, "admin-cases", "/cases");
  await look(admin, "admin-case", sample("case3").address);
  const auditor = await visitor("auditor");
  await look(auditor, "audit", "/audit");
});
