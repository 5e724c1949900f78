import { expect, type Page } from "@playwright/test";
import { signIn, test } from "./fixtures";
import { Keyboard } from "./keyboard";
import { sample } from "./sample";
import { sound } from "./sound";
import { pageOf, saved } from "./steps";

const { address } = sample("case1");
const report = (page: Page, n: number) => pageOf(page, "Progress report (PR-2), September 25, 2013", n);
const facts = (page: Page) => page.getByRole("region", { name: "Facts" });
const toast = (page: Page, words: string | RegExp) => expect(page.locator("#toast")).toContainText(words);
test.setTimeout(300_000); // axe reads every word of every page

test.beforeEach(({ page }) => signIn(page, "reviewer"));

test("facts go into lanes by keyboard alone, for and against, and can be taken back", async ({ page }) => {
  const keyboard = new Keyboard(page);
  await page.goto(`${address}/items/1?at=d4.1`);
  await expect(report(page, 1)).toBeInViewport();
  await keyboard.press("r");
  await keyboard.selectWords("57 yo M,");
  await keyboard.press("1");
  await toast(page, "New fact for item 1");
  const side = (name: string) => page.getByRole("region", { name: `${name} the treatment` });
  await expect(side("For")).toContainText("57 yo M,");
  await expect(side("For")).toContainText("09/25/2013");
  await keyboard.press("1");
  await toast(page, "The fact is against item 1.");
  await expect(side("Against")).toContainText("57 yo M,");
  await keyboard.press("z");
  await toast(page, "Taken back.");
  await expect(side("For")).toContainText("57 yo M,");
  await keyboard.selectWords("Meds: tramadol");
  await keyboard.press("Shift+Digit1");
  await toast(page, "New fact against item 1");
  await expect(side("Against")).toContainText("Meds: tramadol");
  await keyboard.press("9");
  await toast(page, "The case has one item.");
  await sound(page, "lane");
  // the quote stands in the rationale with its place, and the place leads to the page
  await keyboard.follow(side("For").getByRole("button", { name: "Into the rationale" }));
  await expect(page.getByLabel("Rationale", { exact: true })).toHaveValue(/“57 yo M,” \(09\/25\/2013 Progress report \(PR-2\), September 25, 2013, page 1\)$/);
  await saved(page);
  await page.reload();
  await expect(side("Against")).toContainText("Meds: tramadol");
  await side("Against").getByRole("link", { name: /page 1$/ }).click();
  await expect(report(page, 1).locator(".cited").first()).toHaveText("Meds:");
});

test("a fact gets another day and a note, and a second window does not lose either", async ({ page, watch }) => {
  watch.expect(/409 POST .*\/facts/);
  const keyboard = new Keyboard(page);
  await page.goto(`${address}/records?at=d4.1`);
  await expect(report(page, 1)).toBeInViewport();
  await keyboard.selectWords("57 yo M,");
  await keyboard.press("h");
  await toast(page, "New fact from");
  const second = await page.context().newPage();
  await second.goto(`${address}/records?at=d4.1`);
  for (const [one, note] of [[page, "first window"], [second, "second window"]] as const) {
    await facts(one).getByText("Day, note, lanes").click();
    await facts(one).getByLabel("Day of the event").fill("2013-09-24");
    await facts(one).getByLabel("Note").fill(note);
    await facts(one).getByRole("button", { name: "Save the fact" }).click();
  }
  await toast(page, "The fact is saved.");
  await expect(facts(page)).toContainText("09/24/2013");
  await toast(second, /changed in another window/);
  await expect(facts(second).getByLabel("Note")).toHaveValue("second window");
  await second.locator("#toast").getByRole("button").click();
  await expect(facts(second)).toContainText("first window");
  await second.close();
  await facts(page).getByRole("button", { name: "Remove" }).click();
  await expect(facts(page)).toContainText("No facts yet.");
  await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
  await expect(facts(page)).toContainText("first window");
});

test("a note of one's own is saved while it is written, and nobody else has it", async ({ page, visitor }) => {
  await page.goto(`${address}/records?at=d4.1`);
  await expect(report(page, 1)).toBeInViewport();
  await page.keyboard.press("m");
  const field = page.getByRole("textbox", { name: /^Note on Progress report/ });
  await expect(field).toBeFocused();
  await page.keyboard.type("Kit tried twice, see next visit.");
  await expect(page.locator(".note-panel [role=status]")).toHaveText(/^Saved \d/);
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await page.reload();
  await page.keyboard.press("m");
  await expect(field).toHaveValue("Kit tried twice, see next visit.");
  await page.goto(`${address}/notes`);
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("Kit tried twice, see next visit.");
  await sound(page, "notes");
  const admin = await visitor("admin");
  expect((await admin.request.get(`${address}/notes`)).status()).toBe(404);
  await admin.goto(`${address}/records?at=d4.1`);
  await expect(admin.locator("body")).not.toContainText("Kit tried twice");
});

test("facts and lanes without scripts", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, "reviewer");
  await page.goto(`${address}/records/d4/1?text=1`);
  await page.getByLabel("Quote from this page").fill("Neck 5/10, intermittent");
  await page.getByLabel("Lane").selectOption({ label: "Item 1, against" });
  await page.getByRole("button", { name: "New fact" }).click();
  await page.goto(`${address}/items/1`);
  const against = page.getByRole("region", { name: "Against the treatment" });
  await expect(against).toContainText("Neck 5/10, intermittent");
  await against.getByRole("button", { name: /^Move to for/ }).click();
  await expect(page.getByRole("region", { name: "For the treatment" })).toContainText("Neck 5/10, intermittent");
  await page.getByRole("button", { name: "Into the rationale" }).click();
  await expect(page.getByLabel("Rationale", { exact: true })).toHaveValue(/“Neck 5\/10, intermittent” \(09\/25\/2013/);
  await page.goto(`${address}/records/d5/1?text=1`);
  await page.getByRole("link", { name: "Grey carried text" }).click();
  await expect(page.locator(".page-lines .carried").first()).toBeVisible();
  await page.getByRole("link", { name: "Your note", exact: true }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("from a plain form");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("from a plain form");
  await context.close();
});
