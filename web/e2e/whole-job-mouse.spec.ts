import { filesStand, letterStands, previewStands } from "./determination";
import { expect, password, people, test } from "./fixtures";
import { sample } from "./sample";
import { approveAndIssue, pageOf, pictureOf, saved, selectByMouse } from "./steps";

const { number, review } = sample("case1");
const decision = review.decisions[0];

test("a reviewer takes a case from sign-in to the issued letter by mouse", async ({ page, visitor }) => {
  const records = page.getByRole("region", { name: "Records" });
  const draft = page.getByRole("region", { name: "Draft" });
  const sentences = draft.getByRole("group", { name: /^Sentence/ });
  const parts = page.getByRole("navigation", { name: "Parts of the case" });

  async function openDocument(title: string) {
    await records.getByText("Documents", { exact: true }).click();
    await records.getByRole("navigation", { name: "Documents" }).getByRole("link", { name: title }).click();
  }

  await test.step("sign in and open the case", async () => {
    await page.goto("/");
    await page.getByLabel("E-mail address").fill(people.reviewer.email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Case ${number}`);
  });

  await test.step("read pages and keep a fact", async () => {
    await page.getByRole("link", { name: "Read the records" }).click();
    await pictureOf(pageOf(page, "Application for Independent Medical Review", 1));
    await openDocument("Progress report (PR-2), September 25, 2013");
    const report = pageOf(page, "Progress report (PR-2), September 25, 2013", 1);
    await pictureOf(report);
    await selectByMouse(page, report, "Neck 5/10, intermittent,");
    expect(await page.evaluate(() => getSelection()!.toString())).toBe("Neck 5/10, intermittent,");
    await page.getByRole("toolbar", { name: "Selected text" }).getByRole("button", { name: "New fact" }).click();
    await expect(page.getByRole("region", { name: "Facts" }).getByRole("listitem").filter({ hasText: "Neck 5/10, intermittent," })).toBeVisible();
    await expect(page.getByRole("region", { name: "Facts" }).getByText("1 fact, by the day of the event")).toBeVisible();
  });

  await test.step("write the summary from the pages", async () => {
    await parts.getByRole("link", { name: "Summary" }).click();
    await openDocument("Physical therapy file");
    const discharge = pageOf(page, "Physical therapy file, 12/04/2012 to 02/21/2013", 5);
    for (let i = 1; i < 5; i++) await records.getByRole("button", { name: "Next page" }).click();
    await pictureOf(discharge);
    await selectByMouse(page, discharge, "Attended 16 of 18 authorized visits.");
    await page.getByRole("button", { name: "New sentence" }).click();
    await expect(sentences).toHaveCount(1);
    await expect(sentences.getByLabel("Sentence 1", { exact: true })).toHaveValue("Attended 16 of 18 authorized visits.");
    await sentences.getByLabel("Sentence 1", { exact: true }).fill(review.summary[3].text);
    await saved(page);
    await selectByMouse(page, discharge, "Neck Disability Index (NDI)");
    await page.getByRole("button", { name: "Add as source" }).click();
    await expect(sentences.getByRole("list", { name: "Sources of Sentence 1" }).getByRole("listitem")).toHaveCount(2);
    await draft.getByRole("button", { name: "Use as a sentence" }).click();
    await expect(sentences).toHaveCount(2);
    await sentences.getByLabel("Sentence 2", { exact: true }).fill(review.summary[6].text);
    await draft.getByRole("button", { name: "Add a sentence", exact: true }).click();
    await sentences.getByLabel("Sentence 3", { exact: true }).fill(review.summary[0].text);
    await sentences.nth(2).getByRole("button", { name: "Move up" }).click();
    await sentences.nth(1).getByRole("button", { name: "Move up" }).click();
    await expect(sentences.getByLabel("Sentence 1", { exact: true })).toHaveValue(review.summary[0].text);
    await saved(page);
    await page.reload();
    await expect(sentences.getByRole("textbox")).toHaveText([0, 3, 6].map((i) => review.summary[i].text));
  });

  await test.step("decide the item", async () => {
    await parts.getByRole("link", { name: "Item 1" }).click();
    await draft.getByRole("radio", { name: "Upheld" }).click();
    await draft.getByRole("radio", { name: "The MTUS is silent" }).click();
    await draft.getByLabel("Why the MTUS is left").fill(decision.basis_reason);
    for (const citation of decision.citations) {
      await draft.getByRole("combobox", { name: "Find a guideline" }).fill(`ODG ${citation.chapter}`);
      await draft.getByRole("option", { name: citation.chapter }).first().click();
      const one = draft.getByRole("group", { name: `Citation ${decision.citations.indexOf(citation) + 1}` });
      await expect(one.getByLabel("Guideline", { exact: true })).toHaveValue("ODG");
      await expect(one.getByLabel("Chapter")).toHaveValue(citation.chapter);
      await one.getByLabel("Section").fill(citation.section);
      await one.getByLabel("Edition (year)").fill(citation.edition);
    }
    await draft.getByLabel("Rationale").fill(decision.rationale);
    await draft.getByLabel("In plain words for the worker").fill(decision.plain_language);
    await saved(page);
  });

  await test.step("look at the checks and preview the letter", async () => {
    await parts.getByRole("link", { name: "Checks" }).click();
    await expect(page.getByText(/ 0 in the way of signing\.|^The checks found nothing\./)).toBeVisible();
    await parts.getByRole("link", { name: "Letter" }).click();
    await expect(page.getByText("Draft. Not signed, not to be served.")).toBeVisible();
    await page.getByRole("link", { name: "Go on to signing" }).click();
  });

  await test.step("sign", async () => {
    await expect(page.getByText("Final determination: UPHOLD")).toBeVisible();
    await expect(page.getByText(/By signing I make this my determination/)).toBeVisible();
    await page.getByLabel("Your password").fill(password);
    await page.getByRole("button", { name: "Sign the determination" }).click();
    await expect(page.getByText("Signed and handed in. A director looks at it before the letter goes out.")).toBeVisible();
    await previewStands(page);
  });

  await test.step("a director approves and issues it, and the reviewer reads the letter", async () => {
    await approveAndIssue(await visitor("director"), "case1");
    await page.reload();
    await letterStands(page, "UPHOLD", [{
      line: "Cervical and lumbar home kit, date of service 09/25/2013: Upheld",
      theirs: "MTUS Chronic Pain Medical Treatment Guidelines, Exercise",
      ours: "The expert reviewer did not base the decision on the MTUS, which does not address this request. " +
        "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) (2013), Low Back, Exercise",
      rationale: decision.rationale,
    }]);
    await filesStand(page);
  });

  await test.step("the draft is closed for good", async () => {
    await parts.getByRole("link", { name: "Summary" }).click();
    await expect(draft.getByText("Signed. What was signed cannot be changed.")).toBeVisible();
    for (const box of await sentences.getByRole("textbox").all()) await expect(box).toBeDisabled();
    await parts.getByRole("link", { name: "Item 1" }).click();
    await expect(draft.getByLabel("Rationale")).toBeDisabled();
    await expect(draft.getByRole("radio", { name: "Overturned" })).toBeDisabled();
  });

  await test.step("the auditor sees the acts", async () => {
    const audit = await visitor("auditor");
    await expect(audit.getByRole("heading", { level: 1 })).toHaveText("Audit trail");
    for (const act of ["fact.add", "draft.save", "review.sign", "quality.approve", "case.issue"]) {
      await expect(audit.getByRole("row").filter({ hasText: act }).filter({ hasText: number }).first()).toBeVisible();
    }
  });
});
