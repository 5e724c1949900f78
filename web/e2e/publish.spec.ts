import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, people, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { approveAndIssue, sign, writeReview } from "./steps";

const { address, number } = sample("case1");
const word = "acupuncture"; // stands in the reasoning, in no heading of the site
test.setTimeout(240_000);

// names are the people and firms of the case, and the words of their names by themselves.
function names(): string[] {
  const file = join(import.meta.dirname, "..", "..", "internal", "sample", "case1", "case.json");
  const { employee, employer, claims_administrator, claim_number, representative, requesting_physician, utilization_review, documents } =
    JSON.parse(readFileSync(file, "utf8"));
  const persons: string[] = [employee.name, representative.name, requesting_physician.name, utilization_review.physician, people.reviewer.name,
    ...documents.map((d: { author: string }) => d.author)];
  const surnames = persons.flatMap((name) => name.split(",")[0].split(" ").slice(-1)).filter((surname) => surname !== "Supply" && surname !== "Pharmacy");
  return [...persons, ...surnames, employer.name, claims_administrator.name, representative.firm, requesting_physician.facility,
    utilization_review.organization, claim_number];
}

async function lookOver(page: Page) {
  for (const size of [{ width: 1400, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id), page.url()).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `${page.url()} at ${size.width}: pixels beyond the screen`).toBeLessThanOrEqual(0);
  }
}

test("an admin publishes an issued decision, and anybody finds it without names", async ({ page, visitor, browser, baseURL, watch }) => {
  await signIn(page, "reviewer");
  await writeReview(page, "case1");
  await sign(page, "case1");
  const director = await visitor("director");
  await director.goto("/quality");
  await lookOver(director);
  await approveAndIssue(director, "case1");
  const context = await browser.newContext({ baseURL });
  watch.follow(context);
  const anybody = await context.newPage();
  await anybody.goto("/decisions");
  await expect(anybody.getByText("No decision is published yet.")).toBeVisible();

  const admin = await visitor("admin");
  await admin.goto(address);
  await admin.getByRole("link", { name: "Publish" }).click();
  await expect(admin.getByText("The public reads nothing of this case.")).toBeVisible();
  await lookOver(admin);
  const why = admin.getByLabel("Why the words above name nobody");
  if (await why.count()) await why.fill("Looked at each: these words name nobody.");
  await admin.getByRole("button", { name: "Publish this copy" }).click();
  await expect(admin.getByText("The decision is published.")).toBeVisible();

  await anybody.goto("/decisions");
  await anybody.getByLabel("Search the decisions").fill(word);
  await anybody.getByRole("button", { name: "Search" }).click();
  await expect(anybody.getByRole("heading", { name: "1 decision" })).toBeVisible();
  await lookOver(anybody);
  await anybody.getByRole("link", { name: number }).click();
  await expect(anybody.getByRole("heading", { level: 1 })).toContainText(number);
  await expect(anybody.getByRole("main")).toContainText(new RegExp(word, "i"));
  const source = await (await anybody.request.get(anybody.url())).text();
  for (const name of names()) expect(source.includes(name), `the page tells ${name}`).toBe(false);
  await lookOver(anybody);
  await context.close();
});
