import AxeBuilder from "@axe-core/playwright";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { pdf } from "./pdf";

const files = mkdtempSync(join(tmpdir(), "imr-intake-"));
test.afterAll(() => rmSync(files, { recursive: true, force: true }));

// ago is the day so many days before today in California, as people write it.
function ago(days: number): string {
  const day = new Date(Date.now() - days * 86_400_000);
  return day.toLocaleDateString("en-US", { timeZone: "America/Los_Angeles", year: "numeric", month: "2-digit", day: "2-digit" });
}

const employee = "Wilma Fabricated";

function write(name: string, pages: string[]): string {
  const path = join(files, name);
  writeFileSync(path, pdf(pages), "latin1");
  return path;
}

async function accessible(page: Page) {
  const axe = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(axe.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

// fill types a mailed application into the form.
async function fill(page: Page) {
  const type = async (group: string, label: string, value: string) => page.getByRole("group", { name: group, exact: true }).getByLabel(label, { exact: true }).fill(value);
  const choose = async (group: string, label: string, value: string) => page.getByRole("group", { name: group, exact: true }).getByLabel(label, { exact: true }).selectOption(value);
  await type("Application", "Received on", ago(1));
  await type("Application", "Signed on", ago(5));
  await choose("Application", "Signed by", "Employee");
  await page.getByLabel("The employee consents to the release of medical records").check();
  await type("Employee", "Name", employee);
  await type("Employee", "Date of birth", "05/02/1971");
  await type("Employee", "Address", "1 Made-up Way, Fresno");
  await type("Claim", "Claim number", "WC-FICTION-7");
  await type("Claim", "Date of injury", ago(400));
  await type("Claim", "Employer", "Invented Mill");
  await type("Claim", "Employer's address", "3 Made-up Way, Fresno");
  await type("Claims administrator", "Name", "Imaginary Mutual");
  await type("Claims administrator", "Address", "2 Made-up Way, Fresno");
  await type("Requesting physician", "Name", "Lee Unreal, MD");
  await type("Requesting physician", "Address", "4 Made-up Way, Fresno");
  await type("Request and UR decision", "Date of the request (Form RFA)", ago(25));
  await type("Request and UR decision", "Date of the UR decision", ago(20));
  await type("Request and UR decision", "Served on", ago(19));
  await choose("Request and UR decision", "Served how", "By mail");
  await choose("Request and UR decision", "The request was", "Denied");
}

async function fillItem(page: Page, heading: string, text: string, kind: string) {
  const item = page.getByRole("group", { name: heading, exact: true });
  await item.getByLabel("Treatment or service, as requested").fill(text);
  await item.getByLabel("Kind of treatment").selectOption(kind);
  await item.getByLabel("When", { exact: true }).selectOption("Prospective");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an admin takes a mailed application from the form to ready", async ({ page, watch }) => {
      watch.expect(/^422 POST .*\/(applications\/new|intake\/decide|requests)/);
      await signIn(page, "admin");
      await page.getByRole("link", { name: "Applications" }).click();
      await page.getByRole("link", { name: "Enter an application" }).click();
      await fill(page);
      await fillItem(page, "Item 1", "MRI of the lumbar spine and a TENS unit", "Diagnostics");
      await page.getByRole("group", { name: "Claim", exact: true }).getByLabel("Date of injury").fill("02/30/2025");
      await page.getByRole("button", { name: "Register the application" }).click();

      await expect(page.getByRole("alert")).toContainText("Enter a date that exists");
      await expect(page.getByRole("alert")).toContainText("This may be two services");
      await expect(page.getByRole("group", { name: "Claim", exact: true }).getByLabel("Date of injury")).toHaveValue("02/30/2025");
      await expect(page.getByRole("group", { name: "Employee", exact: true }).getByLabel("Name")).toHaveValue(employee);
      if (javaScriptEnabled) await accessible(page);
      await page.getByRole("group", { name: "Claim", exact: true }).getByLabel("Date of injury").fill(ago(400));
      await page.getByRole("button", { name: "Add an item" }).click();
      await fillItem(page, "Item 1", "MRI of the lumbar spine", "Diagnostics");
      await fillItem(page, "Item 2", "TENS unit for home use", "Durable medical equipment");
      await page.getByRole("button", { name: "Register the application" }).click();

      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Eligibility");
      await expect(page.getByText("The UR determination is not attached")).toBeVisible();
      if (javaScriptEnabled) await accessible(page);
      await page.getByLabel("Eligible", { exact: true }).check();
      await page.getByRole("button", { name: "Decide" }).click();
      await expect(page.getByRole("alert"), "eligible without the UR determination").toContainText("9792.10.1(b)(1)");

      await page.getByRole("link", { name: "Add records" }).last().click();
      await page.getByLabel("PDF files").setInputFiles(write("UR determination.pdf", [`UTILIZATION REVIEW DETERMINATION\nPatient: ${employee}\nNon-certified.`]));
      if (javaScriptEnabled) await expect(page.locator("#transfer-list")).toContainText("Taken in");
      else await page.getByRole("button", { name: "Add the files" }).click();
      await page.getByRole("link", { name: "Eligibility" }).click();
      await page.getByLabel("Which record is it").selectOption({ label: "UR determination" });
      await page.getByRole("button", { name: "Set" }).click();
      await expect(page.getByText("no earlier application for the same")).toBeVisible();
      await page.getByLabel("Eligible", { exact: true }).check();
      await page.getByRole("button", { name: "Decide" }).click();

      await expect(page.getByText(/^Due .*9792\.10\.4\(b\)/)).toBeVisible();
      await page.getByLabel("Claims administrator", { exact: true }).selectOption("Electronically");
      await page.getByRole("button", { name: "Send the notice and ask for the records" }).click();
      await page.getByRole("link", { name: /Notice of assignment, Claims administrator/ }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Notice of Assignment and Request for Information");
      await expect(page.getByText("Imaginary Mutual").first()).toBeVisible();

      await page.getByRole("link", { name: "Requests" }).click();
      const asked = page.getByRole("region", { name: "Claims administrator", exact: true });
      await expect(asked.getByText(/12 days from the notice of assignment/)).toBeVisible();
      if (javaScriptEnabled) await accessible(page);
      await page.getByRole("button", { name: "Declare the records complete" }).click();
      await expect(page.getByRole("alert")).toContainText("A required record has not come");
      while (await asked.getByRole("button", { name: /^Came/ }).count()) {
        const left = await asked.getByRole("button", { name: /^Came/ }).count();
        await asked.getByRole("button", { name: /^Came/ }).first().click();
        await expect(asked.getByRole("button", { name: /^Came/ })).toHaveCount(left - 1);
      }
      await page.getByRole("button", { name: "Declare the records complete" }).click();
      await expect(page.getByText("The records are complete")).toBeVisible();

      await page.getByRole("link", { name: "Deadlines" }).click();
      await expect(page.getByRole("row", { name: /Decide the case/ })).toContainText("LC 4610.6(d)(1)(A)");
      if (javaScriptEnabled) await accessible(page);
      await page.getByLabel("As known at the end of").fill(ago(1));
      await page.getByRole("button", { name: "Show the due dates" }).click();
      await expect(page.getByText("No clock runs.")).toBeVisible();
      await page.getByRole("link", { name: "History" }).click();
      await expect(page.getByRole("row", { name: /application\.register/ })).toBeVisible();
      await page.getByRole("link", { name: "Overview" }).click();
      await expect(page.getByText("Not assigned").first()).toBeVisible();
    });
  });
}

test("what the records would do on Tuesday is shown and changes nothing", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/cases/CM14-0051873/deadlines");
  const decision = page.getByRole("row", { name: /Decide the case/ });
  const before = await decision.textContent();
  await page.getByLabel("What if", { exact: true }).selectOption("Records complete");
  await page.getByLabel("On the day").fill("12/01/2026");
  await page.getByRole("button", { name: "Show the due dates" }).click();
  await expect(page.getByText("Supposed: Records complete on 12/01/2026, a Tuesday.")).toBeVisible();
  await expect(decision).toContainText("12/31/2026");
  await page.getByRole("link", { name: "Back to what is known now" }).click();
  expect(await decision.textContent()).toBe(before);
});
