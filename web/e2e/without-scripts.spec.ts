import { filesStand, letterStands, previewStands } from "./determination";
import { approveAndIssue } from "./steps";
import { expect, password, signIn, test } from "./fixtures";
import { sample } from "./sample";

const { number, address, review } = sample("case1");
const decision = review.decisions[0];

test.use({ javaScriptEnabled: false });

test("without scripts the whole job is done with plain forms", async ({ page, context, visitor, watch }) => {
  const draft = page.getByRole("region", { name: "Draft" });
  const parts = page.getByRole("navigation", { name: "Parts of the case" });
  const sentence = (n: number) => draft.getByRole("textbox", { name: `Sentence ${n}`, exact: true });
  const save = () => draft.getByRole("button", { name: "Save", exact: true }).click();

  await test.step("a quote of a page's text becomes a fact", async () => {
    await signIn(page, "reviewer");
    await page.getByRole("link", { name: number }).click();
    await page.getByRole("link", { name: "Read the records" }).click();
    await page.getByRole("link", { name: /^Text of Progress report \(PR-2\), September 25, 2013, page 1 of/ }).click();
    await expect(page.getByRole("region", { name: /^Text of Progress report/ }).getByText("Neck 5/10, intermittent,")).toBeVisible();
    watch.expect(/^422 POST \/cases\/CM14-0051873\/facts$/);
    await page.getByRole("button", { name: "New fact" }).click();
    await expect(page.getByText("Select the words on the page, or type them as they stand there.")).toBeVisible();
    await page.getByLabel("Quote from this page").fill("Neck 5/10, intermittent");
    await page.getByRole("button", { name: "New fact" }).click();
    await expect(page.getByRole("region", { name: "Facts" }).getByRole("listitem").filter({ hasText: "Neck 5/10, intermittent" })).toBeVisible();
  });

  await test.step("quotes become sources, one of them false", async () => {
    await page.goto(`${address}/records/d9/5?text=1`);
    await page.getByLabel("Quote from this page").fill("Attended 16 of 18 authorized visits.");
    await page.getByRole("button", { name: "Add as source" }).click();
    await page.goto(`${address}/records/d16/1?text=1`);
    await page.getByLabel("Quote from this page").fill("CERV/LUMB HOME KIT, GIANT");
    await page.getByLabel("Sentence", { exact: true }).selectOption({ index: 0 });
    await page.getByRole("button", { name: "Add as source" }).click();
  });

  await test.step("write the summary", async () => {
    await parts.getByRole("link", { name: "Summary" }).click();
    await expect(draft.getByRole("list", { name: "Sources of Sentence 1" }).getByRole("listitem")).toHaveCount(2);
    await sentence(1).fill(review.summary[3].text);
    await draft.getByRole("button", { name: "Use as a sentence" }).click();
    await expect(sentence(1)).toHaveValue(review.summary[3].text);
    await expect(sentence(2)).toHaveValue("Neck 5/10, intermittent");
    await sentence(2).fill(review.summary[6].text);
    await draft.getByRole("button", { name: "Add a sentence", exact: true }).click();
    await sentence(3).fill("To be removed.");
    await draft.getByRole("group", { name: "Sentence 3" }).getByRole("button", { name: "Move up" }).click();
    await expect(sentence(2)).toHaveValue("To be removed.");
    await draft.getByRole("group", { name: "Sentence 2" }).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(sentence(2)).toHaveValue(review.summary[6].text);
    await save();
    await expect(draft.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  });

  await test.step("a draft that was saved in two windows is settled on a page of its own", async () => {
    const other = await context.newPage();
    await other.goto(`${address}/summary`);
    await other.getByRole("textbox", { name: "Sentence 1", exact: true }).fill("What the other window wrote.");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await other.waitForLoadState(); // closed while pictures still come, it holds up the tab beside it
    await other.close();
    await page.bringToFront();
    watch.expect(/^409 POST \/cases\/CM14-0051873\/summary$/);
    await sentence(1).fill("What this window wrote.");
    await save();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Saved twice");
    const one = page.getByRole("region", { name: "Sentence 1" });
    await expect(one.getByRole("paragraph").filter({ hasText: "What the other window wrote." })).toBeVisible();
    await expect(one.getByRole("paragraph").filter({ hasText: "What this window wrote." })).toBeVisible();
    await one.getByLabel("What to keep").fill(review.summary[3].text);
    await page.getByRole("button", { name: "Save this text" }).click();
    await expect(sentence(1)).toHaveValue(review.summary[3].text);
    await expect(sentence(2)).toHaveValue(review.summary[6].text);
  });

  await test.step("decide the item", async () => {
    await parts.getByRole("link", { name: "Item 1" }).click();
    await draft.getByRole("radio", { name: "Upheld" }).check();
    await draft.getByRole("radio", { name: "The MTUS is silent" }).check();
    await draft.getByLabel("Why the MTUS is left").fill(decision.basis_reason);
    await draft.getByLabel("Rationale").fill(decision.rationale);
    await draft.getByLabel("Find a guideline").fill("ODG low back");
    await draft.getByRole("button", { name: "Find", exact: true }).click();
    await draft.getByRole("list", { name: "Guidelines found" }).getByRole("button", { name: /Low Back/ }).first().click();
    const citation = draft.getByRole("group", { name: "Citation 1" });
    await expect(citation.getByLabel("Chapter")).toHaveValue("Low Back");
    await citation.getByLabel("Section").fill("Exercise");
    await citation.getByLabel("Edition (year)").fill("2013");
    await draft.getByRole("button", { name: "Add an empty citation" }).click();
    await draft.getByRole("button", { name: "Remove Citation 2" }).click();
    await save();
    await expect(draft.getByRole("radio", { name: "Upheld" })).toBeChecked();
    await expect(draft.getByLabel("Rationale")).toHaveValue(decision.rationale);
    await expect(draft.getByRole("group", { name: /^Citation \d$/ })).toHaveCount(1);
  });

  await test.step("answer what the checks found", async () => {
    await parts.getByRole("link", { name: "Checks" }).click();
    await expect(page.getByText(/ 2 in the way of signing\./)).toBeVisible();
    const answer = async (words: string, why: string) => {
      const finding = page.getByRole("listitem").filter({ hasText: words }).first();
      await finding.getByText("Answer with a reason").click();
      await finding.getByLabel("Why this does not stand in the way").fill(why);
      await finding.getByRole("button", { name: "Save the answer" }).click();
    };
    await answer("CERV/LUMB HOME KIT, GIANT", "Said so on the back of the ticket.");
    await expect(page.getByText(/ 1 in the way of signing\./)).toBeVisible();
    await answer("No chapter cited covers the neck", "The chapter's words on exercise are not of the low back alone.");
    await expect(page.getByText(/ 0 in the way of signing\./)).toBeVisible();
  });

  await test.step("sign", async () => {
    await parts.getByRole("link", { name: "Sign" }).click();
    await page.getByLabel("Your password").fill(password);
    await page.getByRole("button", { name: "Sign the determination" }).click();
    await previewStands(page);
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
});

test("a page is gone to by its number, and the halves are links", async ({ page }) => {
  await signIn(page, "reviewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${address}/summary`);
  const halves = page.getByRole("navigation", { name: "Halves of the screen" });
  await expect(page.getByRole("region", { name: "Records" })).toBeHidden();
  await halves.getByRole("link", { name: "Records" }).click();
  await expect(page.getByRole("region", { name: "Draft" })).toBeHidden();
  await page.getByLabel("Page", { exact: true }).fill("3");
  await page.getByRole("button", { name: "Go", exact: true }).click();
  await expect(page.getByRole("region", { name: "Retrospective utilization review decision, page 1 of 4" })).toBeInViewport();
});

test("hits are marked on the image and in the text, and all pages are small pictures", async ({ page }) => {
  await signIn(page, "reviewer");
  await page.goto(`${address}/records?q=%22authorized+visits%22`);
  await page.locator("#results").getByRole("link", { name: /page \d+$/ }).first().click();
  await expect(page).toHaveURL(/[?&]w=\d+-\d+/);
  await expect(page.locator("svg rect.hit-at-hand").first()).toBeVisible();
  const text = new URL(page.url());
  text.searchParams.set("text", "1");
  await page.goto(text.href);
  await expect(page.locator(".page-lines mark.hit-at-hand")).toContainText("authorized visits");

  await page.goto(`${address}/records?at=d4.1`);
  await page.getByRole("link", { name: "All pages" }).click();
  const all = page.getByRole("navigation", { name: "All pages, small" });
  await expect(all.getByRole("link", { name: /^\d+ ?: / })).toHaveCount(51);
  const at = all.locator("[aria-current=page]");
  await expect(at).toBeInViewport();
  await expect(at.locator("img")).toHaveJSProperty("complete", true);
  await all.getByRole("link", { name: /^12 ?: / }).click();
  await expect(page.getByRole("region", { name: /page 3 of / }).first()).toBeInViewport();
});
