import { filesStand, letterStands, previewStands } from "./determination";
import { expect, password, people, test } from "./fixtures";
import { Keyboard } from "./keyboard";
import { sample } from "./sample";
import { pageOf, saved } from "./steps";

const { number, review } = sample("case1");
const decision = review.decisions[0];

// A picture of the page at each of hundreds of keys would take most of the time.
test.use({ trace: { mode: "retain-on-failure", screenshots: false, snapshots: false } });

test("a reviewer takes a case from sign-in to the issued letter by keyboard alone", async ({ page, visitor }) => {
  const keys = new Keyboard(page);
  const draft = page.getByRole("region", { name: "Draft" });
  const records = page.getByRole("region", { name: "Records" });
  const stream = records.getByRole("region", { name: "Pages" });
  const goTo = records.getByLabel("Page", { exact: true });
  const sentences = draft.getByRole("group", { name: /^Sentence/ });
  const parts = page.getByRole("navigation", { name: "Parts of the case" });

  await test.step("sign in and open the case", async () => {
    await page.goto("/");
    await keys.write(page.getByLabel("E-mail address"), people.reviewer.email);
    await keys.write(page.getByLabel("Password"), password);
    await keys.press("Enter");
    await keys.follow(page.getByRole("link", { name: number }));
    await keys.follow(page.getByRole("link", { name: "Read the records" }));
  });

  await test.step("read by keys and keep a fact", async () => {
    await expect(goTo).toHaveValue("1");
    await keys.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await keys.press("Escape");
    await keys.press("j", "j");
    await expect(goTo).toHaveValue("3");
    await keys.press("k");
    await expect(goTo).toHaveValue("2");
    await keys.press("n");
    await expect(goTo).toHaveValue("3");
    await keys.press("n", "p");
    await expect(goTo).toHaveValue("3");
    await keys.press("n", "n", "n");
    await expect(pageOf(page, "Progress report (PR-2), September 25, 2013", 1)).toBeInViewport();
    await keys.selectWords("57 yo M,");
    await keys.press("h");
    await expect(page.getByRole("region", { name: "Facts" }).getByRole("listitem").filter({ hasText: "57 yo M," })).toBeVisible();
  });

  await test.step("write the summary from the pages", async () => {
    await keys.follow(parts.getByRole("link", { name: "Summary" }), true);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clinical case summary");
    await keys.press("g");
    await expect(goTo).toBeFocused();
    const discharge = pageOf(page, "Physical therapy file, 12/04/2012 to 02/21/2013", 5);
    await page.keyboard.type("49");
    await keys.press("Enter");
    await expect(stream).toBeFocused();
    await expect(discharge).toBeInViewport();
    await keys.selectWords("Attended 16 of 18");
    await keys.press("i");
    await expect(sentences).toHaveCount(1);
    await keys.press("v", "Escape", "e");
    await expect(sentences.getByRole("textbox")).toBeFocused();
    await keys.write(sentences.getByRole("textbox"), review.summary[3].text);
    await keys.press("Escape", "r");
    await expect(stream).toBeFocused();
    await keys.selectWords("Oswestry 48% 34%");
    await keys.press("s");
    await expect(draft.getByRole("list", { name: "Sources of Sentence 1" }).getByRole("listitem")).toHaveCount(2);
    await keys.press("e");
    await keys.follow(sentences.getByRole("button", { name: "Add a sentence below" }));
    await keys.press("Shift+Tab"); // away from the new field and back, as one who looked around
    await keys.write(sentences.nth(1).getByRole("textbox"), review.summary[0].text);
    await keys.tabTo(sentences.nth(1).getByRole("button", { name: "Move up" }), true);
    await keys.press("Enter");
    await expect(sentences.nth(0).getByRole("textbox")).toHaveValue(review.summary[0].text);
    await keys.follow(draft.getByRole("button", { name: "Use as a sentence" }));
    await expect(sentences.nth(2).getByRole("textbox")).toBeFocused();
    await keys.write(sentences.nth(2).getByRole("textbox"), review.summary[6].text);
    await saved(page);
  });

  await test.step("decide the item", async () => {
    await page.goto(`/cases/${number}/items/1`);
    await keys.press("e");
    await keys.choose(draft.getByRole("group", { name: "Decision" }), draft.getByRole("radio", { name: "Upheld" }));
    await keys.choose(draft.getByRole("group", { name: "Basis" }), draft.getByRole("radio", { name: "The MTUS is silent" }));
    await keys.write(draft.getByLabel("Why the MTUS is left"), decision.basis_reason);
    await keys.tabTo(draft.getByRole("combobox", { name: "Find a guideline" }));
    await page.keyboard.type("ODG low back");
    await expect(draft.getByRole("option").first()).toBeVisible();
    await keys.press("ArrowDown", "Enter");
    const citation = draft.getByRole("group", { name: "Citation 1" });
    await expect(citation.getByLabel("Chapter")).toHaveValue("Low Back");
    await keys.write(citation.getByLabel("Section"), "Exercise");
    await keys.tabTo(citation.getByLabel("Edition (year)"), true);
    await keys.write(citation.getByLabel("Edition (year)"), "2013");
    await keys.write(draft.getByLabel("Rationale"), decision.rationale);
    await saved(page);
  });

  await test.step("look at the checks, preview and sign", async () => {
    await keys.press("Escape");
    await keys.follow(page.getByRole("navigation", { name: "Items" }).getByRole("link", { name: "Checks" }));
    await expect(page.getByText(/ 1 in the way of signing\./)).toBeVisible();
    const mismatch = page.getByRole("listitem").filter({ hasText: "No chapter cited covers the neck" }).first();
    await keys.tabTo(mismatch.locator("summary"));
    await keys.press("Enter");
    await keys.write(mismatch.getByLabel("Why this does not stand in the way"), "What the chapter says of exercise is not of the low back alone.");
    await keys.follow(mismatch.getByRole("button", { name: "Save the answer" }));
    await expect(page.getByText(/ 0 in the way of signing\./)).toBeVisible();
    await keys.follow(parts.getByRole("link", { name: "Letter" }));
    await keys.follow(page.getByRole("link", { name: "Go on to signing" }));
    await keys.write(page.getByLabel("Your password"), password);
    await keys.press("Enter");
    await previewStands(page);
  });

  await test.step("a director approves and issues it, and the reviewer reads the letter", async () => {
    const director = await visitor("director");
    const theirs = new Keyboard(director);
    await theirs.follow(director.getByRole("link", { name: number }));
    const points = director.getByRole("group", { name: "Scorecard" }).getByRole("textbox");
    await points.first().waitFor();
    for (const box of await points.all()) await theirs.write(box, "2");
    await theirs.choose(director.getByRole("group", { name: "Outcome" }), director.getByRole("radio", { name: "Approve" }));
    await theirs.follow(director.getByRole("button", { name: "Record the judgement" }));
    await theirs.follow(director.getByRole("link", { name: "Issue the determination" }));
    await theirs.follow(director.getByRole("button", { name: "Issue the determination" }));
    await expect(director.getByText("Issued. The letter stands below.")).toBeVisible();
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
