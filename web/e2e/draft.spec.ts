import { expect, type BrowserContext, type Page } from "@playwright/test";
import { signIn, test } from "./fixtures";
import { sample } from "./sample";
import { saved, writeDecision, writeSummary } from "./steps";

const { address, review } = sample("case1");
const box = (page: Page, n = 1) => page.getByRole("textbox", { name: `Sentence ${n}`, exact: true });
const save = (page: Page) => page.getByRole("region", { name: "Draft" }).getByRole("button", { name: "Save", exact: true }).click();

// begin signs in and leaves two sentences saved.
async function begin(page: Page) {
  await signIn(page, "reviewer");
  await writeSummary(page, "case1", review.summary.slice(0, 2));
}

const endSession = (context: BrowserContext) => context.clearCookies({ name: "__Host-imr" });

test("a draft survives a tab that is closed at once", async ({ page, context }) => {
  await begin(page);
  await page.goto(`${address}/summary`);
  await box(page).fill("Typed just before the tab was closed.");
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await expect(async () => {
    await again.goto(`${address}/summary`);
    await expect(box(again)).toHaveValue("Typed just before the tab was closed.", { timeout: 500 });
  }).toPass();
});

test("a draft survives leaving the page at once", async ({ page }) => {
  await begin(page);
  await page.goto(`${address}/summary`);
  await box(page, 2).fill("Typed just before going elsewhere.");
  await page.getByRole("link", { name: "Records", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Records");
  await page.goto(`${address}/summary`);
  await expect(box(page, 2)).toHaveValue("Typed just before going elsewhere.");
  await saved(page);
});

test("two tabs meet over a sentence and no text is lost", async ({ page, context, watch }) => {
  await begin(page);
  await page.goto(`${address}/summary`);
  const other = await context.newPage();
  await other.goto(`${address}/summary`);
  await box(other).fill("What the other window wrote.");
  await save(other);
  await saved(other);

  watch.expect(/^409 POST \/cases\/CM14-0051873\/summary$/);
  await page.bringToFront();
  await box(page).fill("What this window wrote.");
  await save(page);
  const both = page.getByRole("region", { name: "Draft" }).getByText("What the other window wrote.");
  await expect(both).toBeVisible();
  await expect(page.getByRole("heading", { name: "This draft was saved in another window" })).toBeFocused();
  await expect(page.getByText("What this window wrote.").last()).toBeVisible();
  await page.getByRole("button", { name: /^Keep both/ }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("textbox", { name: /^Sentence/ })).toHaveText(["What this window wrote.", "What the other window wrote.", review.summary[1].text]);
});

test("two tabs meet over a rationale and no text is lost", async ({ page, context, watch }) => {
  await signIn(page, "reviewer");
  await writeDecision(page, "case1", review.decisions[0]);
  await page.goto(`${address}/items/1`);
  const other = await context.newPage();
  await other.goto(`${address}/items/1`);
  await other.getByLabel("Rationale").fill("The other window's reasons.");
  await other.getByRole("radio", { name: "Overturned" }).check();
  await save(other);
  await saved(other);

  watch.expect(/^409 POST \/cases\/CM14-0051873\/items\/1$/);
  await page.bringToFront();
  await page.getByLabel("Rationale").fill("This window's reasons.");
  await save(page);
  await expect(page.getByText("The other window's reasons.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Keep mine/ })).toHaveCount(2); // of what is the same nothing is asked
  await page.getByRole("button", { name: /^Take theirs – Decision/ }).click();
  await page.getByRole("button", { name: /^Keep both – Rationale/ }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByLabel("Rationale")).toHaveValue("This window's reasons.\n\nThe other window's reasons.");
  await expect(page.getByRole("radio", { name: "Overturned" })).toBeChecked();
  await expect(page.getByRole("group", { name: "Citation 2" }).getByLabel("Chapter")).toHaveValue(review.decisions[0].citations[1].chapter);
});

test("when the session ends in mid-sentence the text stays and is saved after signing in", async ({ page, context, watch }) => {
  await begin(page);
  await page.goto(`${address}/summary`);
  watch.expect(/^401 POST \/cases\/CM14-0051873\/(summary|looks)$/);
  await endSession(context);
  await box(page).fill("Typed after the session had ended");
  await expect(page.getByText("Not saved: the session has ended.")).toBeVisible();

  const [door] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "Sign in again" }).click()]);
  await signIn(door, "reviewer");
  await door.close();
  await page.bringToFront();
  await expect(box(page)).toHaveValue("Typed after the session had ended");
  await box(page).press("End");
  await box(page).pressSequentially(", and went on.");
  await saved(page);
  await page.reload();
  await expect(box(page)).toHaveValue("Typed after the session had ended, and went on.");
});

test("a page loaded again after the session ended brings the text back", async ({ page, context, watch }) => {
  await begin(page);
  await page.goto(`${address}/summary`);
  watch.expect(/^401 POST \/cases\/CM14-0051873\/(summary|looks)$/);
  await endSession(context);
  await box(page).fill("Typed after the session had ended.");
  await expect(page.getByText("Not saved: the session has ended.")).toBeVisible();
  page.on("dialog", (dialog) => dialog.accept()); // leave although it is not saved
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await signIn(page, "reviewer");
  await expect(page.getByText("Text that was not saved has been brought back.")).toBeVisible();
  await expect(box(page)).toHaveValue("Typed after the session had ended.");
  await saved(page);
});

test("while the server cannot be reached it is tried again until the text is saved", async ({ page, watch }) => {
  await begin(page);
  await page.goto(`${address}/summary`);
  watch.expect(/^net::ERR_CONNECTION_REFUSED POST \/cases\/CM14-0051873\/summary$/);
  await page.route("**/summary", (route) => (route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue()));
  await box(page).fill("Typed while the server was down.");
  await expect(page.getByText("Not saved – trying again")).toBeVisible();
  await page.unroute("**/summary");
  await saved(page);
  await page.reload();
  await expect(box(page)).toHaveValue("Typed while the server was down.");
});
