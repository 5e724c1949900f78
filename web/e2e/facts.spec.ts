import { expect, type Page } from "@playwright/test";
import { signIn, test } from "./fixtures";
import { Keyboard } from "./keyboard";
import { sample } from "./sample";
import { sound } from "./sound";
import { pageOf } from "./steps";

const { address } = sample("case1");
const report = (page: Page, n: number) => pageOf(page, "Progress report (PR-2), September 25, 2013", n);
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
});
