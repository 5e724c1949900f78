import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, people, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { approveAndIssue, sign, writeReview } from "./steps";

const { address, number } = sample("case1");
test.setTimeout(240_000);

async function lookOver(page: Page, name: string) {
  for (const size of [{ width: 1400, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    if (process.env.IMR_E2E_SHOTS) await page.screenshot({ path: `${process.env.IMR_E2E_SHOTS}/${name}-${size.width}.png`, fullPage: true });
    expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id), page.url()).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `${page.url()} at ${size.width}: pixels beyond the screen`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1400, height: 900 });
}

test("an admin changes the words of a letter, prints it and records its service", async ({ page, visitor, watch }) => {
  watch.expect(/^422 POST \/letters\/edit$/, /^422 POST \/cases\/[^/]+\/service$/);
  await signIn(page, "reviewer");
  await writeReview(page, "case1");
  await sign(page, "case1");
  const admin = await visitor("admin");
  await admin.goto("/cases");
  await admin.getByRole("link", { name: "Letters", exact: true }).click();
  await expect(admin.getByText("Nothing is due.")).toBeVisible();
  await lookOver(admin, "due-none");

  await admin.getByRole("link", { name: "The words of letters" }).click();
  await lookOver(admin, "words");
  await admin.getByRole("link", { name: "Change the words" }).click();
  const greeting = admin.getByRole("group", { name: "Greeting" }).getByLabel("English");
  await greeting.fill("Dear {{wroker}}:");
  await admin.getByLabel("Why the words change").fill("A warmer greeting.");
  await admin.getByRole("button", { name: "Save as the next version" }).click();
  await expect(admin.getByRole("alert")).toContainText("there is no place {{wroker}} here");
  await lookOver(admin, "words-wrong");
  await greeting.fill("Hello {{worker}},");
  const opening = admin.waitForEvent("popup");
  await admin.getByRole("button", { name: "Preview in a new window" }).click();
  const preview = await opening;
  await expect(preview.getByText("in words that are not saved")).toBeVisible();
  await expect(preview.getByText(/^Hello .+,$/)).toBeVisible();
  await expect(preview.locator("section[lang=es]").getByRole("heading", { level: 1 })).toContainText("Carta de decisión final");
  await lookOver(preview, "words-preview");
  await preview.close();
  await admin.getByRole("button", { name: "Save as the next version" }).click();
  await expect(admin.getByText("The words are saved.")).toBeVisible();
  await admin.getByRole("link", { name: "Version 2" }).click();
  await expect(admin.getByRole("main")).toContainText(people.admin.name);
  await lookOver(admin, "words-version");

  await admin.goto(`${address}/service`);
  await admin.getByLabel("Spanish, then English").check();
  await admin.getByRole("button", { name: "Save for the next letter" }).click();
  await expect(admin.getByText("The next letter is made so.")).toBeVisible();
  await expect(admin.getByLabel("Spanish, then English")).toBeChecked();
  await lookOver(admin, "service-before");

  const director = await visitor("director");
  await approveAndIssue(director, "case1");
  await admin.goto(`${address}/letter`);
  await expect(admin.locator("article section").first()).toHaveAttribute("lang", "es");
  await expect(admin.getByText(/^Hello .+,$/)).toBeVisible();
  await admin.getByRole("link", { name: "Large print" }).click();
  await lookOver(admin, "letter-large");

  await admin.goto("/service");
  await expect(admin.getByRole("main")).toContainText("1 letter has still to reach");
  await lookOver(admin, "due");
  await admin.getByRole("link", { name: `Service of ${number}` }).click();
  const boxes = admin.getByRole("table").first().getByRole("checkbox");
  const recipients = await boxes.count();
  await boxes.first().check();
  await admin.getByLabel("Mail", { exact: true }).check();
  await admin.getByRole("button", { name: "Record the service" }).click();
  await expect(admin.getByRole("alert")).toContainText("Enter the proof of service");
  await admin.getByLabel("Proof").fill("Certified 7001 2345");
  await admin.getByRole("button", { name: "Record the service" }).click();
  await expect(admin.getByRole("table").first().getByRole("row").nth(1)).toContainText("Certified 7001 2345");
  await admin.getByText("Serve somebody else too").click();
  await admin.getByLabel("Name", { exact: true }).fill("Next Office");
  await admin.getByLabel("Address", { exact: true }).fill("9 New Way\nFresno");
  await admin.getByLabel("E-mail address").fill("next@office.example");
  await admin.getByLabel("Reason").fill("The representative moved.");
  await admin.getByRole("button", { name: "Add to the list" }).click();
  await admin.getByLabel("Next Office").check();
  await admin.getByLabel("E-mail notice").check();
  await admin.getByRole("button", { name: "Record the service" }).click();
  await expect(admin.getByText("waits to be sent")).toBeVisible();
  await lookOver(admin, "service");
  const printed = await admin.evaluate(async (to) => {
    const answer = await fetch(to, { method: "POST", body: new URLSearchParams({ _csrf: document.querySelector<HTMLInputElement>("input[name=_csrf]")!.value }) });
    return [answer.headers.get("Content-Type"), (await answer.text()).slice(0, 5)];
  }, `${address}/service/print`);
  expect(printed).toEqual(["application/pdf", "%PDF-"]);

  await admin.goto("/service");
  await admin.getByLabel("Proof of mailing").fill("Post office, 4 pm");
  await admin.getByRole("button", { name: "Record the marked letters as mailed now" }).click();
  await expect(admin.getByText(`Recorded as mailed to ${recipients} recipients.`)).toBeVisible();
  await expect(admin.getByText("Nothing is due.")).toBeVisible();
});
