import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, people, signIn, test } from "./fixtures";

// The applications that wait in the demo: the first is whole, and the doctor of the
// second is named like the second reviewer.
const whole = "CM26-0000401", namesake = "CM26-0000402";

async function accessible(page: Page) {
  const axe = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(axe.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

// codes are those by which the office knows the two reviewers of the demo.
async function codes(page: Page) {
  await page.goto("/reviewers");
  const code = async (specialty: string) => (await page.getByRole("row", { name: specialty }).getByRole("rowheader").innerText()).trim();
  return { first: await code("Occupational Medicine"), second: await code("Pain Medicine") };
}

// toReady takes the application from its arrival to the complete file.
async function toReady(page: Page) {
  await page.getByRole("link", { name: "Applications" }).click();
  await page.getByRole("link", { name: whole }).click();
  await expect(page.getByText("no earlier application for the same")).toBeVisible();
  await page.getByLabel("Eligible", { exact: true }).check();
  await page.getByRole("button", { name: "Decide" }).click();
  await page.getByLabel("Claims administrator", { exact: true }).selectOption("Electronically");
  await page.getByRole("button", { name: "Send the notice and ask for the records" }).click();
  await page.getByRole("link", { name: "Requests" }).click();
  const asked = page.getByRole("region", { name: "Claims administrator", exact: true });
  const came = asked.getByRole("button", { name: /^Came/ });
  for (let left = await came.count(); left > 0; left--) {
    await came.first().click();
    await expect(came).toHaveCount(left - 1);
  }
  await page.getByRole("button", { name: "Declare the records complete" }).click();
  await expect(page.getByText("The records are complete")).toBeVisible();
}

async function offer(page: Page, code: string, reason = "") {
  await page.goto(`/cases/${whole}/assign`);
  await page.getByLabel(/^Reason, where/).fill(reason);
  await page.getByRole("button", { name: `Offer to ${code}` }).click();
  await expect(page.getByText("The case is offered.")).toBeVisible();
}

test("an admin takes a mailed application to an accepted assignment", async ({ page, visitor, watch }) => {
  watch.expect(/^(404 GET|422 POST) .*CM26-0000401/);
  await signIn(page, "admin");
  const known = await codes(page);
  await toReady(page);
  await page.getByRole("link", { name: "Reviewer", exact: true }).click();
  await expect(page.getByRole("region", { name: "May have it" }).getByRole("row", { name: known.first })).toContainText("licensed in California");
  await accessible(page);
  await offer(page, known.first, "The first choice of the office");

  const first = await visitor("reviewer");
  expect((await first.goto(`/cases/${whole}`))?.status(), "the file before the attestation").toBe(404);
  await first.goto("/offers");
  await first.getByRole("link", { name: whole }).click();
  await expect(first.getByRole("group", { name: "Harborline Claims Services" }).first()).toBeVisible();
  await first.getByLabel("Reason").fill("I am away next week");
  await first.getByRole("button", { name: "Decline the case" }).click();
  await expect(first.getByText("You have declined the case.")).toBeVisible();

  await page.goto(`/cases/${whole}/assign`);
  await expect(page.getByRole("region", { name: "Excluded" }).getByRole("row", { name: known.first })).toContainText("declined");
  await offer(page, known.second);
  const second = await visitor("second");
  await second.goto("/offers");
  await second.getByRole("link", { name: whole }).click();
  await accessible(second);
  for (const none of await second.getByRole("radio", { name: "No tie" }).all()) await none.check();
  await second.getByRole("group", { name: "Osprey Bay Laundry" }).first().getByLabel("A tie").check();
  await second.getByRole("button", { name: "Accept the case" }).click();
  await expect(second.getByRole("alert"), "a tie is no way in").toContainText("decline the case");
  await second.getByRole("group", { name: "Osprey Bay Laundry" }).first().getByLabel("No tie").check();
  await second.getByRole("button", { name: "Accept the case" }).click();
  await expect(second.getByText("its file is open to you")).toBeVisible();
  await page.reload();
  await expect(page.getByText(/accepted/i).first(), "the choice with its card").toBeVisible();

  await second.getByRole("link", { name: "Leave", exact: true }).click();
  await second.getByLabel("Reason").fill("I treated a cousin of the employee");
  await second.getByRole("button", { name: "Leave the case" }).click();
  await expect(second.getByText("You have left the case.")).toBeVisible();
  expect((await second.goto(`/cases/${whole}`))?.status(), "the file after the recusal").toBe(404);
});

test("who is named like a party under another spelling is never offered the case", async ({ page }) => {
  await signIn(page, "admin");
  const known = await codes(page);
  await page.goto(`/cases/${namesake}/assign`);
  await expect(page.getByRole("region", { name: "Excluded" }).getByRole("row", { name: known.second })).toContainText("is named like the requesting physician");
  await expect(page.getByRole("region", { name: "May have it" })).not.toContainText(known.second);
  await expect(page.getByText(people.second.name), "the reviewer's own name").toHaveCount(0);
});

test("a case taken back is closed to its reviewer within a second", async ({ page, visitor, watch }) => {
  watch.expect(/^404 GET .*CM14-0051873/);
  const reviewer = await visitor("reviewer");
  await reviewer.goto("/cases/CM14-0051873/records");
  await expect(reviewer.getByRole("heading", { level: 1 })).toHaveText("Records");
  await signIn(page, "admin");
  await page.goto("/cases/CM14-0051873/assign");
  await page.getByLabel("Reason", { exact: true }).fill("Ill until the end of the month");
  await page.getByRole("button", { name: "Take back" }).click();
  await page.waitForURL(/assign/);
  const since = Date.now();
  const answer = await reviewer.request.get("/cases/CM14-0051873/records/d1/1/image");
  expect(answer.status(), "a page of the file").toBe(404);
  expect(Date.now() - since).toBeLessThan(1000);
  expect((await reviewer.goto("/cases/CM14-0051873"))?.status()).toBe(404);
});
