import { filesStand, letterStands, previewStands } from "./determination";
import { expect, password, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { approveAndIssue, saved, writeDecision, writeSummary } from "./steps";

const { address, review, items } = sample("case2");
const [surgery, therapy, cream] = review.decisions;

test("three items with mixed decisions and one that depends on another", async ({ page, visitor }) => {
  await signIn(page, "reviewer");
  await writeSummary(page, "case2");
  await writeDecision(page, "case2", surgery);
  await writeDecision(page, "case2", cream);
  const draft = page.getByRole("region", { name: "Draft" });

  await test.step("an undecided item is named and blocks", async () => {
    await page.goto(`${address}/sign`);
    await expect(page.getByText("Final determination: not computed yet")).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign the determination" })).toHaveCount(0);
    await page.getByRole("alert").getByRole("link", { name: "Decide item 2." }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Item 2");
  });

  await test.step("decide the item that depends on the first", async () => {
    await draft.getByRole("radio", { name: "Overturned" }).check();
    await draft.getByRole("radio", { name: "Depends on another item" }).check();
    await draft.getByLabel("Item that it depends on").selectOption({ label: "Item 1: Right knee arthroscopy with partial medial menisce…" });
    await draft.getByLabel("Why the MTUS is left").fill("Therapy after an operation follows the operation, which is approved.");
    await draft.getByLabel("Rationale").fill(therapy.rationale);
    await saved(page);
  });

  await test.step("the overall word is computed", async () => {
    await page.goto(`${address}/sign`);
    await expect(page.getByText("Final determination: PARTIAL OVERTURN")).toBeVisible();
    await expect(page.getByText("Some of the disputed items are approved; for the others the denial stands.")).toBeVisible();
    await page.getByLabel("Your password").fill(password);
    await page.getByRole("button", { name: "Sign the determination" }).click();
    await previewStands(page);
    await approveAndIssue(await visitor("director"), "case2");
    await page.reload();
    await letterStands(page, "PARTIAL OVERTURN", [
      { line: `${items[0].description}: Overturned`, theirs: items[0].claims_administrator_guideline,
        ours: "Decision based on MTUS Knee Complaints", rationale: surgery.rationale },
      { line: `${items[1].description}: Overturned`, theirs: items[1].claims_administrator_guideline,
        ours: `This item depends on another item of this letter, “${items[0].description}”, which is overturned.`, rationale: therapy.rationale },
      { line: `${items[2].description}: Upheld`, theirs: items[2].claims_administrator_guideline,
        ours: "Decision based on MTUS Chronic Pain Medical Treatment Guidelines", rationale: cream.rationale },
    ]);
    await filesStand(page);
  });
});

test("a quote that stands on no page keeps the review from being signed until it is settled", async ({ page, watch }) => {
  await signIn(page, "reviewer");
  const [first, second, ...rest] = review.summary;
  const spoilt = (words: string, sentence: typeof first) => ({ ...sentence, sources: [{ ...sentence.sources[0], quote: words }] });
  await writeSummary(page, "case2", [spoilt("64-year-old airline pilot", first), spoilt("Joint spaces are gone entirely", second), ...rest]);
  for (const decision of review.decisions) await writeDecision(page, "case2", decision);

  const blocked = page.getByRole("alert").getByRole("listitem");
  await page.goto(`${address}/sign`);
  await expect(blocked).toHaveCount(3); // the age of the first stands on a page that it no longer names
  await expect(page.getByRole("button", { name: "Sign the determination" })).toHaveCount(0);

  await test.step("the server refuses a signature that is sent all the same", async () => {
    const answer = await page.request.post(`${address}/sign`, { form: { digest: "0".repeat(64), password }, headers: { "Sec-Fetch-Site": "same-origin" } });
    expect(answer.status()).toBe(422);
  });

  await test.step("amend the one in the draft", async () => {
    await page.goto(`${address}/checks`);
    await expect(page.getByText(/ 3 in the way of signing\./)).toBeVisible();
    await page.goto(`${address}/summary`);
    const sentence = page.getByRole("group", { name: "Sentence 1", exact: true });
    await expect(sentence.getByRole("blockquote").getByText("64-year-old airline pilot")).toBeVisible();
    await sentence.getByRole("button", { name: /^Remove the source/ }).click();
    await saved(page);
    const sources = (n: number) => page.getByRole("list", { name: `Sources of Sentence ${n}`, exact: true }).getByRole("listitem");
    await expect(sources(1)).toHaveCount(0);
    await expect(sources(2)).toHaveCount(1);
  });

  await test.step("answer the other with a reason", async () => {
    await page.goto(`${address}/checks`);
    await expect(page.getByText(/ 1 in the way of signing\./)).toBeVisible();
    const finding = page.getByRole("listitem").filter({ hasText: "Joint spaces are gone entirely" }).first();
    await finding.getByText("Answer with a reason").click();
    await finding.getByLabel("Why this does not stand in the way").fill("Said by telephone; the report follows.");
    await finding.getByRole("button", { name: "Save the answer" }).click();
    await expect(page.getByText("The answer is kept with the review.")).toBeVisible();
    await expect(page.getByText(/ 0 in the way of signing\./)).toBeVisible();
    await expect(page.getByText("Said by telephone; the report follows.").first()).toBeVisible();
  });

  watch.expect(/^401 POST \/cases\/CM16-0038846\/sign$/, /^422 POST \/cases\/CM16-0038846\/sign$/);
  await page.goto(`${address}/sign`);
  await page.getByLabel("Your password").fill("not the password");
  await page.getByRole("button", { name: "Sign the determination" }).click();
  await expect(page.getByRole("button", { name: "Sign the determination" })).toBeVisible();
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Sign the determination" }).click();
  await expect(page.getByText("Signed and handed in. A director looks at it before the letter goes out.")).toBeVisible();
});
