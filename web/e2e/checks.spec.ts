import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { Keyboard } from "./keyboard";
import { sample } from "./sample";
import { sound } from "./sound";
import { saved, writeReview } from "./steps";

const { address, review } = sample("case1");
const decision = review.decisions[0];
const claim = "There is no documentation of tramadol.";

test.setTimeout(420_000);
const draft = (page: Page) => page.getByRole("region", { name: "Draft" });
const sentence = (page: Page, n: number) => draft(page).getByRole("group", { name: `Sentence ${n}`, exact: true });
const finding = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
const top = async (page: Page, n: number) => (await sentence(page, n).getByRole("textbox").boundingBox())!.y;

// claiming is the finished review of the case with a claim of absence in its rationale.
async function claiming(page: Page, words = claim) {
  await signIn(page, "reviewer");
  await writeReview(page, "case1");
  await rationale(page, words);
}

// rationale makes the rationale end with the words, as another window would.
async function rationale(page: Page, words: string) {
  await page.goto(`${address}/items/1`);
  await draft(page).getByLabel("Rationale").fill(`${words} ${decision.rationale}`);
  await draft(page).getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
}

test("a planted fault shows beside its sentence, moves nothing, blocks signing and is amended away", async ({ page }) => {
  await signIn(page, "reviewer");
  await writeReview(page, "case1");
  await page.goto(`${address}/summary`);
  const sound2 = review.summary[1].text;
  await sentence(page, 2).getByRole("textbox").fill(sound2.replace("June 22, 2010", "June 23, 2010"));
  const box = sentence(page, 6).getByRole("textbox");
  await box.press("End");
  await box.pressSequentially(" And so");
  const before = await top(page, 6);
  const response = page.waitForResponse((r) => r.url().endsWith("/summary/findings"));
  await saved(page);
  await response;
  await expect(sentence(page, 2).getByText("Fact not on page", { exact: true })).toBeVisible({ timeout: 1000 });
  await expect(page.getByRole("status").filter({ hasText: /^\d+ errors?/ })).toBeVisible();
  expect(Math.abs((await top(page, 6)) - before), "pixels that the sentence at hand moved").toBeLessThan(2);
  await expect(box).toBeFocused();
  await box.pressSequentially(" it was.");
  await expect(box).toHaveValue(`${review.summary[5].text} And so it was.`);
  await box.fill(review.summary[5].text);
  await saved(page);
  await sentence(page, 1).getByRole("textbox").focus(); // nothing is half under the heading
  await sound(page, "checks-beside");

  await page.goto(`${address}/sign`);
  await expect(page.getByLabel("Your password")).toHaveCount(0);
  await page.goto(`${address}/checks`);
  await page.getByRole("link", { name: /^Amend sentence 2 of the summary/ }).first().click();
  const second = sentence(page, 2).getByRole("textbox");
  await expect(second).toBeFocused();
  await page.keyboard.insertText(sound2);
  await expect(second).toHaveValue(sound2);
  await expect(sentence(page, 2).getByText("Fact not on page", { exact: true })).toHaveCount(0);
  await saved(page);
  await page.goto(`${address}/sign`);
  await expect(page.getByLabel("Your password")).toBeVisible();
});

test("evidence opens the page with its words marked", async ({ page }) => {
  await claiming(page);
  const beside = finding(page, "Absence claim");
  const evidence = beside.getByRole("list").getByRole("link").first();
  const words = await beside.getByRole("list").locator("q").first().textContent();
  await evidence.click();
  await expect.poll(async () => (await page.locator("#stream .cited").allTextContents()).join(" ")).toBe(words!.trim());
  await page.goto(`${address}/checks`);
  await finding(page, "Absence claim").getByRole("list").getByRole("link").first().click();
  await expect.poll(async () => (await page.locator("#stream .cited").allTextContents()).join(" ")).toBe(words!.trim());
});

test("by keyboard alone a claim of absence is searched with other words and answered; the answer falls with its words", async ({ page }) => {
  await claiming(page);
  const keys = new Keyboard(page);
  await page.goto(`${address}/checks`);
  await keys.follow(page.getByRole("link", { name: /^See what was searched, and answer/ }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is it in the records?");

  await test.step("edit the words and search again", async () => {
    const terms = draft(page).getByRole("region", { name: "Words that were searched" });
    const remove = terms.getByRole("button", { name: /^Remove/ });
    const left = await remove.count();
    await keys.follow(remove.last());
    await expect(remove).toHaveCount(left - 1);
    await keys.write(terms.getByRole("textbox", { name: "Term 1", exact: true }), "tramadol 50 mg");
    await keys.write(terms.getByRole("textbox", { name: "Another one" }), "zzyzx machine");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/term=tramadol\+50\+mg&.*term=zzyzx\+machine/);
    await expect(draft(page).getByRole("heading", { level: 2, name: /^\d+ hits? on \d+ pages?/ })).toBeFocused();
  });

  const count = await draft(page).getByRole("heading", { level: 2, name: /^\d+ hits? on/ }).textContent();
  await test.step("a hit opens beside it with its words marked, and what is typed stays", async () => {
    await keys.write(draft(page).getByLabel(/^None of these is it, because/), "it was for another worker.");
    const hit = draft(page).getByRole("region", { name: count! }).getByRole("link").first();
    await keys.follow(hit, true);
    await expect(page.locator("#stream .cited").first()).toBeInViewport();
    await expect(draft(page).getByLabel(/^None of these is it, because/)).toHaveValue("it was for another worker.");
  });
  await sound(page, "absence");

  await test.step("the answer is kept and shown with what was searched", async () => {
    await keys.follow(draft(page).getByRole("button", { name: /^None of these is it: save/ }));
    const kept = page.getByText(/Searched the records for “tramadol 50 mg”, .*“zzyzx machine”: \d+ hits on \d+ pages.*None of these is it, because it was for another worker\./);
    await expect(kept).toBeVisible();
    await expect(page.getByText(/ 0 in the way of signing\./)).toBeVisible();
    await page.goto(`${address}/sign`);
    await expect(page.getByRole("heading", { name: "Answers to the checks" })).toBeVisible();
    await expect(kept).toBeVisible();
    await expect(page.getByLabel("Your password")).toBeVisible();
  });

  await test.step("with other words it no longer applies, and can be taken again", async () => {
    await rationale(page, "There is no mention of tramadol.");
    await page.goto(`${address}/checks`);
    await expect(page.getByText(/ 1 in the way of signing\./)).toBeVisible();
    await expect(page.getByText(/^Your earlier answer no longer applies/)).toBeVisible();
    await sound(page, "checks-earlier");
    await keys.follow(page.getByRole("link", { name: /^Take it again/ }));
    await expect(draft(page).getByLabel(/^None of these is it, because/)).toHaveValue("it was for another worker.");
    await keys.follow(draft(page).getByRole("button", { name: /^None of these is it: save/ }));
    await expect(page.getByText(/ 0 in the way of signing\./)).toBeVisible();
  });

  await test.step("changed back, the first answer stands again", async () => {
    await rationale(page, claim);
    await page.goto(`${address}/checks`);
    await expect(page.getByText(/ 0 in the way of signing\./)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Earlier answers" })).toHaveCount(0);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a claim of absence is searched and answered with plain forms", async ({ page, watch }) => {
    await signIn(page, "reviewer");
    await writeReview(page, "case1");
    const changed = { ...decision, rationale: `${claim} ${decision.rationale}` };
    await page.goto(`${address}/items/1`);
    await draft(page).getByLabel("Rationale").fill(changed.rationale);
    await draft(page).getByRole("button", { name: "Save", exact: true }).click();
    await expect(finding(page, "Absence claim")).toBeVisible();
    await page.getByRole("link", { name: /^See what was searched, and answer/ }).click();
    await draft(page).getByRole("textbox", { name: "Another one" }).fill("bands");
    await draft(page).getByRole("button", { name: "Search again" }).last().click();
    await draft(page).getByRole("link", { name: /^As text: Page/ }).first().click();
    await expect(page.getByRole("region", { name: /^Text of / }).locator("mark").first()).toBeVisible();
    await page.goBack();
    watch.expect(/^409 POST .*\/checks\/absence\//);
    await draft(page).getByRole("textbox", { name: "Another one" }).fill("wedge");
    await draft(page).getByLabel(/^None of these is it, because/).fill("they are of the kit.");
    await draft(page).getByRole("button", { name: /^None of these is it: save/ }).click();
    await expect(page.getByText("The words were changed, so they were searched first.")).toBeVisible();
    await draft(page).getByRole("button", { name: /^None of these is it: save/ }).click();
    await expect(page.getByText(/“bands”, “wedge”: \d+ hits .*because they are of the kit\./)).toBeVisible();
    await page.getByRole("button", { name: /^Take the answer back/ }).click();
    await expect(page.getByText(/ 1 in the way of signing\./)).toBeVisible();
    await expect(page.getByText("The answer is taken back.")).toBeVisible();
  });
});
