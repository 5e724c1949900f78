import { expect, type Page } from "@playwright/test";
import { signIn, test } from "./fixtures";
import { sample } from "./sample";
import { pageOf, pictureOf, selectByMouse } from "./steps";

const { address } = sample("case1");
const stream = (page: Page) => page.getByRole("region", { name: "Pages", exact: true });
const field = (page: Page) => page.getByLabel("Page", { exact: true });
const counts = (page: Page) => page.getByRole("link", { name: /^51 pages/ });
const report = (page: Page, n: number) => pageOf(page, "Progress report (PR-2), September 25, 2013", n);

test.beforeEach(({ page }) => signIn(page, "reviewer"));

test("the order by event is kept, and the page at hand stays", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.2`);
  await expect(field(page)).toHaveValue("11");
  await page.getByText("Documents", { exact: true }).click();
  await page.getByRole("link", { name: "By date of the event" }).click();
  await expect(page).toHaveURL(/order=event/);
  await expect(report(page, 2)).toBeInViewport({ ratio: 0.3 });
  const there = await field(page).inputValue();
  expect(there).not.toBe("11");
  await page.goto(`${address}/records`);
  await expect(pageOf(page, "Operative report, cervical fusion", 1)).toBeInViewport();
  await page.keyboard.press("n");
  await expect(pageOf(page, "Operative report, lumbar laminotomy", 1)).toBeInViewport();
  await page.goto(`${address}/records?at=d4.2&order=arrival`);
  await expect(field(page)).toHaveValue("11");
});

test("pages far away come when they are gone to, and their places are kept for them", async ({ page }) => {
  await page.goto(`${address}/records`);
  await expect(field(page)).toHaveValue("1");
  const height = await stream(page).evaluate((box) => box.scrollHeight);
  await page.keyboard.press("g");
  await page.keyboard.type("51");
  await page.keyboard.press("Enter");
  const last = page.getByRole("region", { name: /, page \d+ of \d+$/ }).last();
  await pictureOf(last);
  await expect(last.getByText(/\w{4}/).nth(2)).toBeAttached();
  await page.keyboard.press("k");
  await expect(field(page)).toHaveValue("50");
  expect(Math.abs((await stream(page).evaluate((box) => box.scrollHeight)) - height)).toBeLessThan(height / 100);
});

test("what was on the screen is counted, mapped and missed before signing", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.1`);
  await expect(counts(page)).toHaveText(/50 not opened/);
  await page.keyboard.press("u");
  await expect(field(page)).toHaveValue("11");
  await expect(counts(page)).toHaveText(/49 not opened/);
  await page.goto(`${address}/records/map?at=d4.1`);
  const cells = page.getByRole("region", { name: "Map" });
  await expect(cells.getByRole("link", { name: /^10\s*opened$/ })).toBeVisible();
  await expect(cells.getByRole("link", { name: /^11\s*opened$/ })).toBeVisible();
  await cells.getByRole("link", { name: /^12\s*not opened$/ }).click();
  await expect(field(page)).toHaveValue("12");
  await expect(cells.getByRole("link", { name: /^12\s*opened$/ }), "the map follows").toBeVisible();
  await expect(counts(page)).toHaveText(/48 not opened/);
  await page.goto(`${address}/checks`);
  const missed = page.getByRole("region", { name: "48 pages of 51 that are no copies were not opened" });
  await missed.getByText("List them").click();
  await expect(missed.getByRole("link", { name: "Application for Independent Medical Review, pages 1 to 2" })).toBeVisible();
  await missed.getByRole("link", { name: "See them on the map" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pages opened" })).toBeVisible();
  await page.goto(`${address}/sign`);
  await expect(page.getByRole("heading", { name: "48 pages of 51 that are no copies were not opened" })).toBeVisible();
});

test("all pages small: arrows choose and Enter goes there", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.1`);
  await expect(field(page)).toHaveValue("10");
  await page.keyboard.press("t");
  const all = page.getByRole("listbox", { name: "All pages, small" });
  await expect(all).toBeFocused();
  const at = (n: number) => all.getByRole("option", { name: new RegExp(`^${n}: `) });
  await expect(at(10)).toHaveAttribute("aria-selected", "true");
  await expect(at(10).locator("img")).toHaveJSProperty("complete", true);
  expect(await all.locator("img").count(), "only what is in view is asked for").toBeLessThan(51);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(at(12)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(all).toBeHidden();
  await expect(field(page)).toHaveValue("12");
  await page.keyboard.press("t");
  await page.keyboard.press("Escape");
  await expect(all).toBeHidden();
  await expect(field(page)).toHaveValue("12");
});

test("a page is shown as text, beside its image, sharp when enlarged, and turned", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.2`);
  const image = await pictureOf(report(page, 2));
  const box = async () => (await report(page, 2).boundingBox())!;
  const line = report(page, 2).getByText("Neck 5/10, intermittent").or(report(page, 2).locator(".line").first());
  const [upright, before] = [await box(), await image.evaluate((i: HTMLImageElement) => i.naturalWidth)];
  await test.step("text", async () => {
    await page.keyboard.press("x");
    await expect(page.getByLabel("Show pages as")).toHaveValue("both");
    await expect(image).toBeVisible();
    await page.keyboard.press("x");
    await expect(image).toBeHidden();
    await expect(line.first()).toBeVisible();
    await expect(field(page)).toHaveValue("11");
    await expect(page).toHaveURL(/view=text/);
    await page.reload();
    await expect(page.getByLabel("Show pages as")).toHaveValue("text");
    await page.getByLabel("Show pages as").selectOption("Image");
    await expect(field(page)).toHaveValue("11");
  });
  await test.step("enlarged", async () => {
    await stream(page).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press("+");
    await expect.poll(() => image.evaluate((i: HTMLImageElement) => i.naturalWidth)).toBeGreaterThan(before * 1.3);
    await page.keyboard.press("0");
  });
  await test.step("turned", async () => {
    await page.keyboard.press("o");
    await expect.poll(async () => (await box()).height).toBeLessThan(upright.height * 0.75);
    for (let i = 0; i < 3; i++) await page.keyboard.press("o");
    await expect.poll(async () => Math.abs((await box()).height - upright.height)).toBeLessThan(3);
  });
});

test("a link to selected words opens their page with the words marked", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${address}/records/d9/5`);
  const therapy = pageOf(page, "Physical therapy file, 12/04/2012 to 02/21/2013", 5);
  await selectByMouse(page, therapy, "Attended 16 of 18 authorized visits.");
  await page.getByRole("button", { name: "Link l" }).click();
  await expect(page.getByText("The link to the selected text is copied.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).pathname).toBe(`${address}/records/d9/5`);
  await page.goto("about:blank");
  await page.goto(link);
  await expect(therapy).toBeInViewport();
  await expect(therapy.locator(".cited")).toHaveText(["Attended", "16", "of", "18", "authorized", "visits."]);
});

test("the hits of a search are marked on each page and gone through by key", async ({ page }) => {
  await page.goto(`${address}/records`);
  await page.keyboard.press("/");
  await page.keyboard.type('"authorized visits"');
  await page.keyboard.press("Enter");
  const hits = page.locator("#results [data-hit]");
  await expect(hits.first()).toBeVisible();
  const atHand = page.locator(".page-current .hit-word.cited");
  await stream(page).focus();
  await page.keyboard.press("]");
  await expect(hits.first()).toHaveAttribute("aria-current", "true");
  await expect(atHand).toHaveText(["authorized", "visits."]);
  await expect(page).toHaveURL(/[?&]w=\d+-\d+/);
  const first = page.url();

  await test.step("the address opens the hit again", async () => {
    await page.goto("about:blank");
    await page.goto(first);
    await expect(atHand).toHaveText(["authorized", "visits."]);
    await expect(hits.first()).toHaveAttribute("aria-current", "true");
  });

  await test.step("forth over the pages that are not listed, and back", async () => {
    await page.goto(`${address}/records?q=and`);
    await expect(page.getByRole("heading", { name: /hits on 25 pages; \d+ pages? more$/ })).toBeVisible();
    await stream(page).focus();
    await page.keyboard.press("[");
    await expect(hits.last()).toHaveAttribute("aria-current", "true");
    await expect(atHand).not.toHaveCount(0);
    await page.keyboard.press("]");
    await expect(page.getByRole("heading", { name: /after 25 pages/ })).toBeVisible();
    await expect(hits.first()).toHaveAttribute("aria-current", "true");
    await expect(page).toHaveURL(/from=25/);
    await page.keyboard.press("[");
    await expect(page.getByRole("heading", { name: /hits on 25 pages; / })).toBeVisible();
    await expect(hits.last()).toHaveAttribute("aria-current", "true");
    const on = await atHand.first().textContent();
    expect(on!.toLowerCase()).toContain("and");
  });
});
