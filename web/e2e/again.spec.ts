import type { Page } from "@playwright/test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, signIn, test } from "./fixtures";
import { pdf } from "./pdf";
import { sample } from "./sample";
import type { Server } from "./server";
import { pageOf } from "./steps";

const { address, employee } = sample("case1");
const name = "Visit of an older scan";
const seen = `PROGRESS NOTE\nPatient: ${employee.name}\nDate of visit: 05/01/2014\nThe knee is quiet and the gait is even.`;
const unseen = `PR0GRESS N0TE\nPat1ent: ${employee.name}\nDate of visit: 05/01/2014\nTbe knec 1s qviet and tbe ga1t 1s evcn. `.repeat(2);

test.beforeEach(({ page }) => signIn(page, "admin"));

// scan is a PDF that bears the text of an older OCR.
const scan = (pages: number) => pdf(Array.from({ length: pages }, () => ({ text: seen, hidden: unseen })));

const file = (title: string, content: string) => ({ name: `${title}.pdf`, mimeType: "application/pdf", buffer: Buffer.from(content, "latin1") });

const row = (page: Page) => page.getByRole("region", { name: "Records of the case" }).getByRole("row").filter({ hasText: name });

// spoilt waits for the file of the scan to be stored, spoils it at once and returns
// what mends it.
async function spoilt(server: Server): Promise<() => void> {
  const folder = join(server.data, "documents");
  const all = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const before = new Set(all());
  for (const end = Date.now() + 90_000; Date.now() < end; await setTimeout(1)) {
    for (const path of all().filter((one) => !before.has(one))) {
      const sound = readFileSync(path, "latin1");
      if (!sound.includes("Tbe knec")) continue;
      writeFileSync(path, "nothing of a PDF");
      return () => writeFileSync(path, sound, "latin1");
    }
  }
  throw new Error("the scan was not stored");
}

test("a page that an older OCR read is read again, and its words are found", async ({ page, watch }) => {
  watch.expect(/^404 GET \S+\/differences$/); // a page is a near copy only until its words change
  await page.goto(`${address}/upload`);
  await page.getByLabel("PDF files").setInputFiles(file(name, scan(2)));
  await expect(row(page).getByText("Read", { exact: true })).toBeVisible();
  await row(page).getByRole("link", { name }).click();
  const first = pageOf(page, name, 1);
  await expect(first).toContainText("text by an older OCR");
  await first.getByRole("button", { name: /^Read again/ }).click();
  await expect(page.getByText("Page 1 is being read again.")).toBeVisible();
  const other = pageOf(page, name, 2);
  await expect(async () => {
    await page.reload();
    await expect(first).toContainText("read by OCR", { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(other, "only the page asked for").toContainText("text by an older OCR");

  await page.goto(`${address}/records?q=knec`);
  await expect(page.getByRole("heading", { name: /^\d hits? on 1 page$/ })).toBeVisible();
  await expect(page.locator("#results")).toContainText(`${name}, page 2`);

  await test.step("the rest of the document at once, from the page's text", async () => {
    const found = await page.getByRole("link", { name: `${name}, page 2` }).first().getAttribute("href");
    await page.goto(`${new URL(found!, page.url()).pathname}?text=1`);
    await page.getByRole("button", { name: "Read all such pages of this document again" }).click();
    await expect(page.getByText("1 page of the document are being read again.")).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(other).toContainText("read by OCR", { timeout: 1000 });
    }).toPass({ timeout: 60_000 });
  });
});

// The disk breaks as soon as the file is on it.
for (const scripts of [true, false]) {
  test(`a step that failed is tried again ${scripts ? "with" : "without"} scripts`, async ({ page, server, visitor }) => {
    await page.goto(`${address}/upload`);
    const spoils = spoilt(server);
    await page.getByLabel("PDF files").setInputFiles(file(name, scan(1)));
    const mend = await spoils;

    const admin = await visitor("admin", { javaScriptEnabled: scripts });
    const says = async (words: string | RegExp) => expect(async () => {
      if (!scripts) await admin.goto(`${address}/upload`);
      await expect(row(admin)).toContainText(words, { timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await admin.goto(`${address}/upload`);
    await says("Failed");
    await expect(admin.getByText("1 document could not be read to its end", { exact: false })).toBeVisible();
    mend();
    await row(admin).getByRole("button", { name: /^Try again/ }).click();
    await expect(admin.getByText(/^Document d\d+ is read again\.$/)).toBeVisible();
    await says(/d\d+ *1 *Read *$/);
    await expect(row(admin).getByRole("button")).toHaveCount(0);
  });
}
