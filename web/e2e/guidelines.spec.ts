import { readFileSync } from "node:fs";
import { expect, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { saved } from "./steps";

const { address } = sample("case1");

test("an admin adds the next edition, which ends the one before, and a reviewer finds it", async ({ page, visitor, watch }) => {
  const admin = await visitor("admin");
  await admin.getByRole("link", { name: "Guidelines", exact: true }).click();
  await admin.getByLabel("Find").fill("low back disorders mtus");
  await admin.getByRole("button", { name: "Show" }).click();
  await admin.getByRole("link", { name: "MTUS, Low Back Disorders" }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("MTUS, Low Back Disorders (2021)");
  await admin.getByRole("link", { name: "Add the next edition" }).click();
  await expect(admin.getByLabel("Chapter", { exact: true })).toHaveValue("Low Back Disorders");

  // An end before the start is refused beside the field, and nothing typed is lost.
  watch.expect(/^422 \w+ \/guidelines/);
  await admin.getByLabel("First day in force").fill("2025-01-06");
  await admin.getByLabel("Last day in force").fill("2025-01-05");
  await admin.getByRole("button", { name: "Add to the library" }).click();
  await expect(admin.getByRole("alert")).toContainText("The last day in force is before the first");
  await expect(admin.getByLabel("Last day in force")).toHaveAttribute("aria-invalid", "true");
  await admin.getByLabel("Last day in force").fill("");
  await admin.getByRole("button", { name: "Add to the library" }).click();
  await expect(admin.getByText("MTUS, Low Back Disorders was added.")).toBeVisible();

  await admin.getByRole("combobox", { name: "Editions" }).selectOption("superseded");
  await admin.getByRole("button", { name: "Show" }).click();
  await admin.getByRole("row").filter({ hasText: "11/23/2021" }).getByRole("link").click();
  const history = admin.getByRole("complementary").locator(".history");
  await expect(history.getByRole("listitem").first()).toContainText("Changed by Thelma Okafor");
  await expect(history).toContainText("Last day in force");

  await signIn(page, "reviewer");
  await page.goto(`${address}/items/1`);
  const find = page.getByRole("combobox", { name: "Find a guideline" });
  await find.fill("mtus lbp 2025");
  const option = page.getByRole("listbox").getByRole("option").first();
  await expect(option).toContainText("Low Back Disorders (2025)");
  await expect(option).toContainText("not in force on the day that counts");
  await find.press("ArrowDown");
  await find.press("Enter");
  await expect(page.getByLabel("Edition (year)")).toHaveValue("2025");
  await saved(page);
});

test("a table is shown line by line before it is stored", async ({ visitor, watch }) => {
  const admin = await visitor("admin");
  await admin.goto("/guidelines");
  const download = admin.waitForEvent("download");
  await admin.getByRole("link", { name: "Export as CSV" }).click();
  const table = readFileSync(await (await download).path(), "utf8");
  const head = table.slice(0, table.indexOf("\n"));
  const lines = [
    "mtus/cannabis,MTUS,MTUS,Cannabis,§9792.24.8,A publisher,2025-01-28,2025-06-01,,2025,,,,guideline,no,Use for pain",
    "mtus/low-back,MTUS,MTUS,Low Back Disorders,§9792.23.5,A publisher,,2025-06-01,,2025,,low back,,guideline,no,",
  ];
  await admin.goto("/guidelines/import");
  await admin.getByLabel("CSV file").setInputFiles({ name: "new.csv", mimeType: "text/csv", buffer: Buffer.from([head, ...lines].join("\n")) });
  await admin.getByRole("button", { name: "Show what it would do" }).click();
  await expect(admin.getByText("1 edition would be added, 0 changed and 1 refused.")).toBeVisible();
  await expect(admin.getByRole("row").filter({ hasText: "Low Back" })).toContainText("two cannot be in force on one day");
  await admin.getByRole("button", { name: "Add 1 and change 0, and leave out the 1 refused" }).click();
  await expect(admin.getByText("1 edition added, 0 changed.")).toBeVisible();
  await admin.goto("/guidelines?q=cannabis&state=");
  await expect(admin.getByRole("link", { name: "MTUS, Cannabis" })).toBeVisible();

  watch.expect(/^422 \w+ \/guidelines\/import/);
  await admin.goto("/guidelines/import");
  await admin.getByLabel("CSV file").setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await admin.getByRole("button", { name: "Show what it would do" }).click();
  await expect(admin.getByRole("alert")).toContainText("lacks the column key");
});

test("who leaves the MTUS for a label says why no earlier source is cited", async ({ page }) => {
  await signIn(page, "reviewer");
  await page.goto(`${address}/items/1`);
  const panel = page.locator("#evidence");
  await expect(panel).toBeHidden();
  await page.getByLabel("The MTUS is silent").check();
  await expect(panel).toBeVisible();
  await page.getByRole("combobox", { name: "Find a guideline" }).fill("fda label");
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByLabel("Chapter", { exact: true }).fill("Duloxetine");
  await page.getByLabel("Section", { exact: true }).fill("Indications");
  await page.getByLabel("Search went as far as").selectOption("other_guidelines");
  const reason = page.getByLabel("Why no source is cited from the current ACOEM or ODG");
  await expect(reason).toBeVisible();
  await expect(panel.getByText("Needed before signing.").first()).toBeVisible();
  await saved(page);
  await page.goto(`${address}/sign`);
  const lack = page.getByRole("alert").getByRole("link", { name: /say why no source is cited from an earlier step/ });
  await expect(lack).toBeVisible();
  await lack.click();
  await expect(reason).toBeVisible();
  await reason.fill("Neither addresses it.");
  await saved(page);
  await page.goto(`${address}/sign`);
  await expect(page.getByText("say why no source is cited")).toHaveCount(0);
});

test("sources that recommend differently are compared", async ({ page }) => {
  await signIn(page, "reviewer");
  await page.goto(`${address}/items/1`);
  await page.getByLabel("The MTUS is silent").check();
  await page.getByRole("combobox", { name: "Find a guideline" }).fill("odg low exercise");
  await page.getByRole("listbox").getByRole("option").first().click();
  await saved(page);
  await page.reload();
  await page.getByText("Sources that recommend differently").click();
  const sheet = page.locator("#worksheet");
  const own = sheet.getByRole("group", { name: /^Official Disability Guidelines/ });
  await own.getByLabel("Level of evidence").selectOption("1b");
  await saved(page);
  await page.goto(`${address}/sign`);
  await expect(page.getByRole("alert")).toContainText("Say whether “Official Disability Guidelines");
  await page.goto(`${address}/items/1`);
  await own.getByLabel("Recommends").selectOption("for");
  await own.getByLabel("Study design").fill("Randomized trial");
  const theirs = sheet.getByRole("group", { name: /^Claims administrator/ });
  await theirs.getByLabel("Recommends").selectOption("against");
  await theirs.getByLabel("Study design").fill("Case series");
  await theirs.getByLabel("Level of evidence").selectOption("4");
  await sheet.getByRole("radio", { name: /^Official Disability Guidelines/ }).check();
  await sheet.getByLabel("Why it is the stronger for this worker").fill("Its patients are like this one.");
  await saved(page);
  await page.reload();
  await expect(sheet.getByRole("radio", { name: /^Official Disability Guidelines/ })).toBeChecked();
  await page.goto(`${address}/sign`);
  await expect(page.getByRole("alert")).not.toContainText("Say whether");
});
