import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, people, signIn, test } from "./fixtures";
import { Keyboard } from "./keyboard";
import type { Server } from "./server";
import { sample } from "./sample";

const number = "CM16-0099001";
const address = `/cases/${number}`;
const mri = "MRI, right knee";
const report = "Progress report (PR-2), January 19, 2016";

// bringIn takes in the second sample under another number, as it could come from a
// hasty sender: the MRI bears a wrong year, a report comes without date, kind and
// author, and one note is not there.
function bringIn(server: Server) {
  const imr = (...args: string[]) => execFileSync(process.env.IMR_E2E_BIN!, [...args, "--data", server.data]);
  const folder = join(server.data, "..", `bundle-${Date.now()}-${Math.random()}`);
  imr("export", sample("case2").number, "--to", folder);
  const path = join(folder, "case.json");
  const bundle = JSON.parse(readFileSync(path, "utf8"));
  bundle.number = number;
  delete bundle.review;
  bundle.documents = bundle.documents.filter((d: { title: string }) => !d.title.startsWith("Procedure note"));
  const named = (title: string) => bundle.documents.find((d: { title: string }) => d.title === title);
  Object.assign(named(mri), { dated: "2016-11-02" });
  Object.assign(named("First report and clinic notes, 08/20/2015 to 10/27/2015"), { author: "S. Hollander, MD" }); // who signs the last one
  Object.assign(named(report), { dated: "", kind: "other", author: "" });
  writeFileSync(path, JSON.stringify(bundle));
  imr("import", folder);
  imr("assign", number, people.reviewer.email);
}

test.setTimeout(240_000); // axe reads every word, and the records are read first

const record = (page: Page, title: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
const titles = (page: Page) => page.getByRole("region", { name: "Dates" }).getByRole("listitem").locator("a[data-page-link]:first-of-type").allTextContents();

async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include("#draft").withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect.soft(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
}

// toDates opens the list once the pages were looked at.
async function toDates(page: Page, toCheck: string) {
  await expect.poll(async () => {
    await page.goto(`${address}/records/dates?order=event`);
    return page.getByText(toCheck).count();
  }, { message: "the documents were looked at", timeout: 60_000 }).toBe(1);
}

test("a reviewer confirms by single keys what the pages say, and the stream follows", async ({ page, server }) => {
  bringIn(server);
  await signIn(page, "reviewer");
  await toDates(page, "15 records, 2 to check");
  await isAccessible(page);
  const place = page.getByLabel("Page", { exact: true });
  const keys = new Keyboard(page);

  await keys.press("q");
  await expect(record(page, report)).toBeFocused();
  await expect(record(page, report)).toContainText("01/19/2016");
  await expect(record(page, report)).toContainText("by the page alone");
  await keys.press("y");
  await expect(record(page, report)).toContainText("confirmed");
  await expect(page.getByText("15 records, 1 to check")).toBeVisible();

  await expect(record(page, mri)).toBeFocused();
  await expect(record(page, mri)).toContainText("The page says 11/02/2015");
  const before = Number(await place.inputValue());
  await keys.press("w");
  await expect(page.getByText("15 records, nothing to check")).toBeVisible();
  await expect(record(page, mri)).toContainText("11/02/2015");
  await expect(record(page, mri)).toBeFocused();
  await expect.poll(async () => Number(await place.inputValue()), "the MRI stands earlier in the stream").toBeLessThan(before);
  const order = (await titles(page)).join("\n");
  expect(order.indexOf(mri)).toBeLessThan(order.indexOf("Orthopaedic consultation"));
});

test("a reviewer changes a record by keyboard", async ({ page, server, watch }) => {
  bringIn(server);
  await signIn(page, "reviewer");
  await toDates(page, "15 records, 2 to check");
  const keys = new Keyboard(page);
  const title = "X-ray, right knee";
  await keys.tabTo(record(page, title).getByRole("link", { name: title, exact: true }));
  await keys.press("a");
  const day = record(page, title).getByLabel("Date, such as 3/14/2014");
  await expect(day).toBeFocused();
  await isAccessible(page);
  await keys.press("Escape");
  await expect(day).toHaveCount(0);
  await keys.press("a");
  await expect(day).toBeFocused();
  watch.expect(/^422 POST \/cases\/CM16-0099001\/records\/dates$/);
  await keys.write(day, "8/21");
  await keys.press("Enter");
  await expect(record(page, title).getByText("Type a day with its year")).toBeVisible();
  await keys.write(day, "Aug. 21, 2015");
  await keys.tabTo(record(page, title).getByLabel("Kind"));
  await keys.press("h");
  await keys.write(record(page, title).getByLabel("Author"), "Ingmar Teague, M.D.");
  await keys.press("Enter");
  await expect(record(page, title)).toContainText("confirmed");
  await expect(record(page, title)).toContainText("08/21/2015");
  await expect(record(page, title)).toContainText("Hospital · Ingmar Teague, M.D.");
  await page.goto(`${address}/records`);
  await expect(page.getByRole("row").filter({ hasText: title })).toContainText("08/21/2015");
});

test("an admin sees what the pages say otherwise, and confirms without scripts", async ({ page, visitor, server }) => {
  bringIn(server);
  await signIn(page, "admin");
  await toDates(page, "15 records, 2 to check");
  await page.goto(`${address}/records`);
  await expect(page.getByRole("row").filter({ hasText: mri })).toContainText("The page says 11/02/2015");
  await isAccessible(page);

  const plain = await visitor("admin", { javaScriptEnabled: false });
  await plain.goto(`${address}/records/dates`);
  await record(plain, mri).getByRole("link", { name: "Amend" }).click();
  await record(plain, mri).getByLabel("Date, such as 3/14/2014").fill("11-2-15");
  await record(plain, mri).getByRole("button", { name: "Save and confirm" }).click();
  await expect(record(plain, mri)).toContainText("confirmed");
  await expect(record(plain, mri)).toContainText("11/02/2015");
});

test("a record is split at the page at hand, joined, and taken back, by keyboard and without scripts", async ({ page, visitor, server }) => {
  bringIn(server);
  await signIn(page, "reviewer");
  await toDates(page, "15 records, 2 to check");
  const title = "First report and clinic notes, 08/20/2015 to 10/27/2015";
  const first = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  const keys = new Keyboard(page);
  await first.getByRole("link", { name: title, exact: true }).focus();
  await keys.press("Enter"); // its first page is in the reader
  await keys.press("j", "|");
  await expect(page.getByText("A record begins on page 2 now.")).toBeVisible();
  await expect(page.getByText(/^16 records, /)).toBeVisible();
  const second = page.locator("[data-record][data-first='2']");
  await expect(second).toBeFocused();
  await expect(second).toContainText("Take back the split at page 2");
  await isAccessible(page);
  await keys.press("<");
  await expect(page.getByText("Page 2 goes on with the record before it now.")).toBeVisible();
  await expect(page.getByText(/^15 records, /)).toBeVisible();

  const plain = await visitor("admin", { javaScriptEnabled: false });
  await plain.goto(`${address}/records/dates`);
  const whole = record(plain, title);
  await whole.getByRole("button", { name: /^Take back the join at page 2/ }).click();
  await expect(plain.getByText("At page 2 the words on the pages decide again.")).toBeVisible();
  await whole.getByText("Split or join").click();
  await whole.getByLabel("A record begins on page").fill("2");
  await whole.getByRole("button", { name: /^Split/ }).click();
  await expect(plain.getByText(/^16 records, /)).toBeVisible();
});
