import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, password, people, test } from "./fixtures";

const [first, second] = ["CM14-0051873", "CM16-0038846"];

async function accessible(page: Page) {
  const axe = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(axe.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

async function toDesk(page: Page) {
  await page.goto("/");
  await page.getByLabel("E-mail address").fill(people.admin.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 }), "the first page of an admin").toHaveText("Desk");
}

async function takeBack(page: Page, number: string) {
  await page.goto(`/cases/${number}/assign`);
  await page.getByLabel("Reason", { exact: true }).fill("Ill for a month");
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("The case is taken back.")).toBeVisible();
}

test("a plan over many cases is seen, applied and undone, and a stale one is refused", async ({ page, watch }) => {
  watch.expect(/^409 POST \/assign\/bulk/);
  await toDesk(page);
  await accessible(page);
  await takeBack(page, first);
  await takeBack(page, second);

  await page.getByRole("link", { name: "Desk", exact: true }).click();
  await page.getByRole("link", { name: "Assign many cases" }).click();
  await page.getByRole("button", { name: "Make a plan" }).click();
  const effect = page.getByRole("table", { name: "Effect" });
  await expect(effect.getByRole("row", { name: "Cases offered" }).getByRole("cell").last()).toHaveText("2");
  const given = page.getByRole("region", { name: "Who gets what" });
  await expect(given.getByRole("row", { name: first })).toContainText("Planned");
  await accessible(page);
  const stale = page.url();

  await page.goto("/assign/bulk");
  await page.getByRole("button", { name: "Make a plan" }).click();
  await page.getByRole("button", { name: "Apply: make 2 offers" }).click();
  await expect(page.getByText("The plan is applied")).toBeVisible();
  await expect(given.getByRole("row", { name: first })).toContainText("Offered");
  const applied = page.url();

  await page.goto(stale);
  await page.getByRole("button", { name: "Apply: make 2 offers" }).click();
  await expect(page.getByText("what it was made from has changed")).toBeVisible();
  await expect(page.getByText(`Case ${first}: was ready`)).toBeVisible();

  await page.goto("/desk/offers");
  await expect(page.getByRole("row", { name: first })).toContainText("offered today");
  await page.goto(applied);
  await page.getByRole("button", { name: "Undo: take back 2 offers" }).click();
  await expect(page.getByText("2 offers taken back, 0 stay")).toBeVisible();
  await page.goto(`/cases/${first}/assign`);
  await expect(page.getByText("plan 2 was undone")).toBeVisible();
});

test("the desk is worked by keyboard: a late case is chosen, repaired and its offer withdrawn", async ({ page }) => {
  await toDesk(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of the desk" })).toBeVisible();
  await page.keyboard.press("Escape");
  const late = page.getByRole("region", { name: "Late", exact: true });
  await page.keyboard.press("j");
  await expect(late.getByRole("link", { name: "CM20-0061207", exact: true })).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await expect(late.getByRole("checkbox", { name: "Choose CM20-0061207" })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\/CM20-0061207$/);

  await page.goto("/desk/late?priority=standard");
  await expect(page.locator("main").getByRole("link", { name: "CM20-0061207", exact: true })).toHaveCount(0);
  await page.getByLabel("Keep this list as").fill("Late and standard");
  await page.getByRole("button", { name: "Keep" }).click();
  await page.goto("/desk");
  await page.getByRole("link", { name: "Late and standard", exact: true }).click();
  await expect(page).toHaveURL(/priority=standard/);
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Give ${first} to another reviewer`);
  await accessible(page);
  await page.getByRole("button", { name: /^Offer it to / }).click();
  await expect(page.getByText(`Case ${first} is offered to`)).toBeVisible();

  await page.goto("/desk/offers");
  await page.getByRole("checkbox", { name: `Choose ${first}` }).check();
  await page.getByRole("button", { name: "Take the chosen offers back" }).click();
  await expect(page.getByRole("region", { name: "What will be done" })).toContainText(first);
  await accessible(page);
  await page.getByLabel("Reason").fill("No answer in a day");
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("1 offer taken back.")).toBeVisible();
  const csv = await page.request.get("/desk/late.csv");
  expect(await csv.text()).toContain(`${first},standard,ready,`);
});
