import { expect, test } from "./fixtures";
import { sample } from "./sample";
import { pageOf, saved, selectByMouse, writeDecision } from "./steps";

const knee = sample("case2");
const item = `${knee.address}/items/1`;

test("criteria follow the citation, are judged with pages, and begin the rationale", async ({ visitor }) => {
  const page = await visitor("reviewer");
  await writeDecision(page, "case2", { ...knee.review.decisions[0], citations: [], rationale: "" });
  await page.goto(item);
  await expect(page.getByRole("group", { name: "Criteria", exact: true })).toHaveCount(0);

  await page.getByRole("button", { name: "Add an empty citation" }).click();
  await page.getByLabel("Guideline", { exact: true }).fill("MTUS");
  await page.getByLabel("Chapter", { exact: true }).fill("Knee Complaints");
  const panel = page.getByRole("group", { name: "Criteria", exact: true });
  await page.getByLabel("Edition (year)").focus();
  await expect(panel.getByText("0 of 4 judged.")).toBeVisible();

  const locks = panel.getByRole("group", { name: "The knee locks, catches or gives way." });
  await locks.getByRole("radio", { name: "Not documented" }).check();
  await expect(locks.getByText("the records hold something like it")).toBeVisible();
  await expect(locks.getByRole("status").getByRole("link").first()).toBeVisible();
  await expect(panel.getByText("1 of 4 judged.")).toBeVisible();
  await locks.getByRole("radio", { name: "Met", exact: true }).check();
  await expect(locks.getByText("the records hold something like it")).toHaveCount(0);

  await selectByMouse(page, pageOf(page, "Application for Independent Medical Review", 1), "Threepoint Specialty Claims");
  await locks.getByText("Add a page").click();
  await locks.getByRole("button", { name: "Add what is selected in the records" }).click();
  await expect(locks.getByText("Threepoint Specialty Claims")).toBeVisible();
  await locks.getByLabel("A document").selectOption("d12");
  await locks.getByLabel("Page", { exact: true }).fill("99");
  await locks.getByRole("button", { name: "Add the page" }).click();
  await expect(page.getByText("The document has no such page.")).toBeVisible();
  await locks.getByLabel("Page", { exact: true }).fill("1");
  await locks.getByRole("button", { name: "Add the page" }).click();
  await locks.getByRole("button", { name: /^Remove .*Application/ }).click();
  await locks.getByLabel(/^Note/).fill("About once a week");
  await saved(page);
  await page.reload();
  await expect(locks.getByRole("radio", { name: "Met", exact: true })).toBeChecked();
  await expect(locks.getByLabel(/^Note/)).toHaveValue("About once a week");
  await expect(locks.getByRole("list", { name: "Pages" }).getByRole("listitem")).toHaveCount(1);

  await panel.getByRole("button", { name: "Put them into the rationale" }).click();
  await expect(page.getByLabel("Rationale", { exact: true })).toHaveValue(/^It is shown that the knee locks, catches or gives way: .*page 1\. About once a week\.$/);
});

test("an admin changes a list, and its old version stays", async ({ visitor }) => {
  const page = await visitor("admin");
  await page.getByRole("link", { name: "Criteria" }).click();
  await page.getByRole("link", { name: "Larkspur: arthroscopy of the knee" }).click();
  const third = page.getByRole("group", { name: "Criterion 3" });
  await third.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("group", { name: /^Criterion/ })).toHaveCount(3);
  await page.getByLabel("What is asked").first().fill("The knee locks.");
  await page.getByRole("button", { name: "Save as a new version" }).click();
  await expect(page.getByText("Saved as version 2.")).toBeVisible();
  await page.getByRole("link", { name: /^Version 1 of/ }).click();
  await expect(page.getByText("MRI shows the tear.")).toBeVisible();
  await page.getByRole("link", { name: "Open the newest version" }).click();
  await expect(page.getByLabel("What is asked").first()).toHaveValue("The knee locks.");
});

test("two windows judge the same item", async ({ visitor, watch }) => {
  const page = await visitor("reviewer");
  await writeDecision(page, "case2", knee.review.decisions[0]);
  const other = await page.context().newPage();
  await page.goto(item);
  await other.goto(item);
  const row = (p: typeof page) => p.getByRole("group", { name: "MRI shows the tear." });
  await row(page).getByRole("radio", { name: "Met", exact: true }).check();
  await saved(page);
  watch.expect(/409/);
  await row(other).getByRole("radio", { name: "Not met" }).check();
  await expect(other.getByRole("heading", { name: "This draft was saved in another window" })).toBeVisible();
  await other.getByRole("button", { name: "Take theirs" }).click();
  await saved(other);
  await expect(row(other).getByRole("radio", { name: "Met", exact: true })).toBeChecked();
});
