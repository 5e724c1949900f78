import type { Page } from "@playwright/test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

// stored is the file of the scan.
function stored(server: Server): string {
  const folder = join(server.data, "documents");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map((one) => join(one.parentPath, one.name)).find((path) => readFileSync(path, "latin1").includes("Tbe knec"))!;
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

// While a long file is being read the next one waits, and its disk breaks meanwhile.
for (const scripts of [true, false]) {
  test(`a step that failed is tried again ${scripts ? "with" : "without"} scripts`, async ({ page, server, visitor }) => {
    test.setTimeout(300_000);
    await page.goto(`${address}/upload`);
    const long = pdf(Array.from({ length: 8000 }, (_, i) => `${seen}\nSheet ${i + 1}.`));
    await page.getByLabel("PDF files").setInputFiles([file("A long chart", long), file(name, scan(1))]);
    await expect(page.locator("#transfer-list").getByRole("listitem").filter({ hasText: name })).toContainText("Taken in", { timeout: 90_000 });
    const disk = stored(server);
    const sound = readFileSync(disk);
    writeFileSync(disk, "nothing of a PDF");

    const admin = await visitor("admin", { javaScriptEnabled: scripts });
    const says = async (words: string | RegExp) => expect(async () => {
      if (!scripts) await admin.goto(`${address}/upload`);
      await expect(row(admin)).toContainText(words, { timeout: 1000 });
    }).toPass({ timeout: 120_000 });
    await admin.goto(`${address}/upload`);
    await says("Failed");
    await expect(admin.getByText("1 document could not be read to its end", { exact: false })).toBeVisible();
    writeFileSync(disk, sound);
    await row(admin).getByRole("button", { name: /^Try again/ }).click();
    await expect(admin.getByText(/^Document d\d+ is read again\.$/)).toBeVisible();
    await says(/d\d+ *1 *Read *$/);
    await expect(row(admin).getByRole("button")).toHaveCount(0);
  });
}
