import { expect, type Locator, type Page } from "@playwright/test";
import { password } from "./fixtures";
import { type Decision, type Key, sample, type Sentence } from "./sample";

// saved waits until the draft on the page says that it is saved.
export async function saved(page: Page) {
  await expect(page.getByRole("status").filter({ hasText: /aved|aving|rying/ }).first()).toHaveText(/^Saved \d{1,2}:\d\d/);
}

// pageOf is a page of the records as the reader shows it.
export function pageOf(page: Page, title: string, number: number): Locator {
  return page.getByRole("region", { name: new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}, page ${number} of `) });
}

// pictureOf waits for the image of a page and returns it.
export async function pictureOf(onPage: Locator) {
  const image = onPage.locator("img");
  await expect.poll(() => image.evaluate((i: HTMLImageElement) => i.complete && i.naturalWidth > 600), "the page's image is there").toBe(true);
  return image;
}

// selectByMouse draws the mouse over words that stand in one line of a page.
export async function selectByMouse(page: Page, onPage: Locator, words: string) {
  const line = onPage.getByText(words);
  await line.scrollIntoViewIfNeeded();
  const all = words.split(" ");
  const from = await line.getByText(all[0], { exact: true }).first().boundingBox();
  const to = await line.getByText(all.at(-1)!, { exact: true }).last().boundingBox();
  await page.mouse.move(from!.x + 1, from!.y + from!.height / 2);
  await page.mouse.down();
  await page.mouse.move(to!.x + to!.width - 1, to!.y + to!.height / 2, { steps: 6 });
  await page.mouse.up();
}

// send posts a form as a browser without scripts would, to prepare what a test
// is not about.
async function send(page: Page, path: string, fields: string[][]) {
  const body = new URLSearchParams(fields).toString();
  const answer = await page.request.post(path, {
    data: body, maxRedirects: 0,
    headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
  });
  expect(answer.status(), `POST ${path}`).toBe(303);
}

export async function writeSummary(page: Page, key: Key, sentences: Sentence[] = sample(key).review.summary) {
  const fields = [["version", "0"], ["do", "save"]];
  sentences.forEach((sentence, i) => {
    fields.push(["sentence", `s${i}`], [`text-s${i}`, sentence.text]);
    for (const s of sentence.sources) fields.push([`source-s${i}`, JSON.stringify([s.document, s.page, s.quote])]);
  });
  await send(page, `${sample(key).address}/summary`, fields);
}

export async function writeDecision(page: Page, key: Key, d: Decision) {
  const fields = [["version", "0"], ["do", "save"], ["outcome", d.decision], ["basis", d.citation_basis], ["depends_on", d.depends_on],
    ["basis_reason", d.basis_reason], ["rationale", d.rationale], ["plain_language", d.plain_language],
    ["citations", String(d.citations.length)]];
  d.citations.forEach((citation, i) => {
    for (const [name, value] of Object.entries(citation)) fields.push([`c${i}-${name}`, value]);
  });
  await send(page, `${sample(key).address}/items/${d.item}`, fields);
}

// writeReview enters the whole finished review of a sample case.
export async function writeReview(page: Page, key: Key) {
  await writeSummary(page, key);
  for (const decision of sample(key).review.decisions) await writeDecision(page, key, decision);
}

// sign signs what stands ready, from any page.
export async function sign(page: Page, key: Key) {
  await page.goto(`${sample(key).address}/sign`);
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Sign the determination" }).click();
  await expect(page.getByText("Signed and handed in. A director looks at it before the letter goes out.")).toBeVisible();
}

// judge fills the scorecard with every point and records the outcome, with remarks by
// the names of their fields.
export async function judge(director: Page, outcome: string, remarks: Record<string, string> = {}) {
  for (const [field, text] of Object.entries(remarks)) {
    await director.locator("li").filter({ has: director.locator(`#${field}`) }).locator("summary").click();
    await director.locator(`#${field}`).fill(text);
  }
  for (const box of await director.getByRole("group", { name: "Scorecard" }).getByRole("textbox").all()) await box.fill("2");
  await director.getByRole("radio", { name: outcome }).check();
  await director.getByRole("button", { name: "Record the judgement" }).click();
}

// approveAndIssue approves what is handed in and issues it; the letter then stands on
// the page. The demo has one director, so no lot falls.
export async function approveAndIssue(director: Page, key: Key) {
  await director.goto(`${sample(key).address}/quality`);
  await judge(director, "Approve");
  await director.getByRole("link", { name: "Issue the determination" }).click();
  await director.getByRole("button", { name: "Issue the determination" }).click();
}
