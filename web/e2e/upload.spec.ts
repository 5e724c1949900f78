import AxeBuilder from "@axe-core/playwright";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, type Route } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { pdf } from "./pdf";
import { sample } from "./sample";

const { number, address, employee } = sample("case1");
let files: string, visit: string;

// Both run as often as a worker comes to these tests and leaves them.
test.beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), "imr-upload-"));
  visit = write("Visit of May 2014.pdf", [`PROGRESS REPORT\n${own}\nDate of visit: 05/01/2014\nThe pain is unchanged. Quillwork test phrase.`, `${own}\nPage two of the visit.`]);
});
test.afterAll(() => rmSync(files, { recursive: true, force: true }));

// write puts a PDF with a page for each text into a file; ballast makes it so many bytes larger.
const write = (name: string, pages: string[], ballast = 0) => file(name, pdf(pages, ballast));

function file(name: string, content: string): string {
  const path = join(files, name);
  writeFileSync(path, content, "latin1");
  return path;
}

const own = `Patient: ${employee.name}`;

const choose = (page: Page, ...paths: string[]) => page.getByLabel("PDF files").setInputFiles(paths);
const transfer = (page: Page, name: string) => page.locator("#transfer-list").getByRole("listitem").filter({ hasText: name });
const row = (page: Page, name: string) => page.getByRole("region", { name: "Records of the case" }).getByRole("row").filter({ hasText: name });

async function open(page: Page) {
  await page.goto(`${address}/upload`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add records");
}

test("an admin sends several files at once, and the reviewer reads them", async ({ page, visitor, watch }) => {
  watch.expect(/^422 PATCH .*\/uploads\//);
  await signIn(page, "admin");
  await page.getByRole("link", { name: number }).click();
  await page.getByRole("link", { name: "Add records" }).click();
  await page.getByLabel("Who sent them").selectOption("Provider");
  await page.getByLabel("Date received").fill("2014-05-20");
  const second = write("Aquatic therapy.pdf", [`PHYSICAL THERAPY\n${own}\nVisit 3 of 12.`]);
  await choose(page, visit, second);
  for (const name of ["Visit of May 2014.pdf", "Aquatic therapy.pdf"]) await expect(transfer(page, name)).toContainText("Taken in");
  for (const name of ["Visit of May 2014", "Aquatic therapy"]) await expect(row(page, name).getByText("Read", { exact: true })).toBeVisible(); // without a reload
  await expect(page.getByText(/documents?, all read\.$/)).toBeVisible();
  const axe = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(axe.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  await test.step("the same file again is not stored twice", async () => {
    await choose(page, visit);
    await expect(transfer(page, "Visit of May 2014.pdf").last()).toContainText("This file is in the case already");
  });

  const reviewer = await visitor("reviewer");
  await reviewer.goto(`${address}/records?q=quillwork`);
  await expect(reviewer.getByText("Quillwork").first()).toBeVisible();
});

test("a transfer that breaks off goes on where it stopped", async ({ page, watch }) => {
  test.slow(); // megabytes go through the hands of the test
  watch.expect(/^net::ERR_CONNECTION_RESET PATCH .*\/uploads\//);
  await signIn(page, "admin");
  await open(page);
  const large = write("Large scan.pdf", [own], 9 << 20);
  const offsets: number[] = [];
  page.on("request", (request) => request.method() === "PATCH" && offsets.push(Number(request.headers()["upload-offset"])));
  let cut = false;
  const cutOff = (route: Route) => {
    if (route.request().method() !== "PATCH" || route.request().headers()["upload-offset"] === "0") return route.continue();
    cut = true;
    return route.abort("connectionreset");
  };
  await page.route("**/uploads/*", cutOff);
  page.on("dialog", (dialog) => dialog.accept());
  await choose(page, large);
  await expect.poll(() => cut, { timeout: 60_000 }).toBe(true);
  await page.reload(); // the tab dies in the middle
  await page.unroute("**/uploads/*", cutOff);
  await expect(page.getByRole("region", { name: "Broken off" })).toContainText("5 MB of 9 MB");
  offsets.length = 0;
  await choose(page, large);
  await expect(transfer(page, "Large scan.pdf")).toContainText("Taken in", { timeout: 60_000 });
  expect(offsets[0], "where it goes on").toBe(5 << 20);
  await expect(row(page, "Large scan").getByText("Read", { exact: true })).toBeVisible();
});

const encrypted = () => file("Locked.pdf", `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>
endobj
4 0 obj
<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${"5a".repeat(32)}> /U <${"5a".repeat(32)}> >>
endobj
trailer
<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>
%%EOF
`);

test("what cannot be a record is refused with the reason", async ({ page, watch }) => {
  watch.expect(/^422 PATCH .*\/uploads\//);
  await signIn(page, "admin");
  await open(page);
  const refused: [string, RegExp][] = [
    [file("Notes.pdf", "These are notes, and no PDF at all."), /not a PDF/],
    [encrypted(), /password/],
    [file("Torn.pdf", `%PDF-1.7\n${"fiction ".repeat(500)}`), /damaged/],
    [write("Empty.pdf", []), /no pages/],
  ];
  await choose(page, ...refused.map(([path]) => path));
  for (const [path, reason] of refused) {
    const name = path.slice(files.length + 1);
    await expect(transfer(page, name)).toContainText("Refused");
    await expect(transfer(page, name)).toContainText(reason);
  }
  await page.reload();
  for (const [path] of refused) await expect(page.getByText(path.slice(files.length + 1))).toHaveCount(0);
});

test("a file that names another person is kept apart until the admin says why it is the same", async ({ page, visitor, watch }) => {
  await signIn(page, "admin");
  await open(page);
  const other = write("Other name.pdf", ["Patient: Desmond Okpara   DOB: 03/14/1975   Claim #: LWM-12-009911"]);
  const third = write("Third name.pdf", ["Patient: Hortense Quillfeather   DOB: 01/30/1980"]);
  await choose(page, other, third);
  for (const name of ["Other name.pdf", "Third name.pdf"]) await expect(transfer(page, name)).toContainText("Kept apart");
  await page.reload();
  const card = (name: string) => page.getByRole("article", { name });
  await expect(card("Other name.pdf")).toContainText("Patient: Desmond Okpara DOB: 03/14/1975");
  await expect(card("Other name.pdf")).toContainText("page 1");
  await expect(card("Other name.pdf")).toContainText(employee.name);
  await expect(row(page, "Other name")).toHaveCount(0);
  const reviewer = await visitor("reviewer");
  await reviewer.goto(`${address}/records`);
  await expect(reviewer.getByText("Other name")).toHaveCount(0);

  watch.expect(/^422 POST .*\/upload\/apart$/);
  await card("Other name.pdf").getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByRole("alert").getByText("Say why it is the same person")).toBeVisible();
  await card("Other name.pdf").getByLabel("It is the same person, because").fill("He changed his name in 2010; the decree is in the file.");
  await card("Other name.pdf").getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByText("The file is taken in as document")).toBeVisible();
  await expect(row(page, "Other name")).toHaveCount(1);
  await card("Third name.pdf").getByRole("button", { name: "Discard it" }).click();
  await expect(page.getByText("The file is discarded.")).toBeVisible();
  await expect(page.getByText("Third name")).toHaveCount(0);
  await page.goto("/audit");
  await expect(page.getByText("He changed his name in 2010; the decree is in the file.")).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("files are sent by a plain form", async ({ page, watch }) => {
    watch.expect(/^422 POST .*\/upload$/);
    await signIn(page, "admin");
    await open(page);
    await page.getByLabel("Who sent them").selectOption("Employee");
    await choose(page, visit, file("Notes.pdf", "no PDF"));
    await page.getByRole("button", { name: "Add the files" }).click();
    const results = page.getByRole("region", { name: "What became of the files" }).getByRole("listitem");
    await expect(results.filter({ hasText: "Visit of May 2014.pdf" })).toContainText("Taken in");
    await expect(results.filter({ hasText: "Notes.pdf" })).toContainText("This file is not a PDF.");
    await choose(page, visit);
    await page.getByRole("button", { name: "Add the files" }).click();
    await expect(results).toContainText(["This file is in the case already"]);
    await expect(async () => {
      await page.reload();
      await expect(row(page, "Visit of May 2014").getByText("Read", { exact: true })).toBeVisible({ timeout: 500 });
    }).toPass();
  });
});
