import { expect } from "@playwright/test";
import { signIn, test } from "./fixtures";
import { sample } from "./sample";
import { sound } from "./sound";
import { pageOf } from "./steps";

const { address } = sample("case1");
test.setTimeout(300_000); // axe reads whole pages

test.beforeEach(({ page }) => signIn(page, "reviewer"));

test("what earlier visits said is greyed on demand, and what differs is marked", async ({ page }) => {
  await page.goto(`${address}/records?at=d5.1`);
  const visit = pageOf(page, "Progress report (PR-2), October 16, 2013", 1);
  const word = (text: string) => visit.getByText(text, { exact: true }).first();
  await expect(word("216.")).toHaveClass(/differs-number/);
  await expect(word("216.")).toHaveAttribute("title", /^Before: 214\./);
  await expect(visit.getByText(/^\d+ differences, \d+ in numbers$/)).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.locator("#toast")).toContainText(/On this page: \d+ of \d+ words carried over from earlier visits\./);
  await expect(word("tramadol")).toHaveClass(/carried-word/);
  await expect(word("216.")).not.toHaveClass(/carried-word/);
  await sound(page, "carried");
  const button = page.getByRole("button", { name: "Carried" });
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
});

test("one key leads to the earlier page and back, another sets both side by side", async ({ page }) => {
  await page.goto(`${address}/records?at=d5.1`);
  const field = page.getByLabel("Page", { exact: true });
  const visit = pageOf(page, "Progress report (PR-2), October 16, 2013", 1);
  await expect(visit.getByText("Much like")).toBeVisible();
  const here = await field.inputValue();
  await page.keyboard.press("b");
  await expect(pageOf(page, "Progress report (PR-2), September 25, 2013", 1)).toBeInViewport();
  await expect(field).not.toHaveValue(here);
  await page.keyboard.press("b");
  await expect(field).toHaveValue(here);
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two pages side by side");
  const difference = page.getByRole("listitem").filter({ hasText: "10/16/13" }).first();
  await expect(difference.locator("del")).toHaveText("09/25/13");
  await expect(difference.locator("ins")).toHaveText("10/16/13");
  await difference.getByRole("link", { name: /^Right/ }).click();
  await expect(page.locator(":target")).toBeInViewport();
  await sound(page, "compare");
  await page.keyboard.press("Escape");
  await expect(visit).toBeInViewport();
});
