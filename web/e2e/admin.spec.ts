import { expect, people, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { saved, writeSummary } from "./steps";

const { number, address, review } = sample("case1");

test("an admin gives a case to another reviewer, and the first one has it no more", async ({ page, visitor, watch }) => {
  await signIn(page, "reviewer");
  await writeSummary(page, "case1", [review.summary[0]]);
  await page.goto(`${address}/summary`);
  const sentence = page.getByRole("textbox", { name: "Sentence 1" });
  await expect(sentence).toHaveValue(review.summary[0].text);

  const admin = await visitor("admin");
  const row = admin.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText(people.reviewer.name);
  await admin.getByRole("link", { name: number }).click();
  await expect(admin.getByText(`Assigned to ${people.reviewer.name}.`)).toBeVisible();
  await admin.getByLabel("Assign to").selectOption({ label: people.second.name });
  await admin.getByRole("button", { name: "Assign" }).click();
  await expect(admin.getByText("The case is assigned.")).toBeVisible();
  await admin.getByRole("link", { name: "Cases", exact: true }).click();
  await expect(row).toContainText(people.second.name);

  watch.expect(/^404 \w+ \/cases\/CM14-0051873/);
  await sentence.fill("Typed when the case was somebody else's already.");
  await expect(page.getByText("Not saved: this case is not yours any more.")).toBeVisible();
  await expect(sentence).toHaveValue("Typed when the case was somebody else's already.");
  const second = await visitor("second");
  await second.getByRole("link", { name: number }).click();
  await second.getByRole("link", { name: "Clinical case summary" }).click();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Clinical case summary");
  await expect(second.getByText(review.summary[0].text), "another reviewer's draft").toHaveCount(0);
  await second.getByRole("button", { name: "Add a sentence", exact: true }).click();
  await second.getByRole("textbox", { name: "Sentence 1" }).fill("The draft of the second reviewer.");
  await saved(second);

  page.on("dialog", (dialog) => dialog.accept()); // leave although the text is not saved
  await page.getByRole("region", { name: "Case", exact: true }).getByRole("link", { name: "Checks", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
  await page.goto("/cases");
  await expect(page.getByRole("link", { name: "CM16-0038846" })).toBeVisible();
  await expect(page.getByRole("link", { name: number })).toHaveCount(0);
});
