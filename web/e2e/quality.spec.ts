import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { approveAndIssue, judge, saved, sign, writeReview } from "./steps";
import { sample } from "./sample";

const { address, number } = sample("case1");
test.setTimeout(240_000);

// isAccessible asks axe, which cannot run in a page without scripts; the server answers both with the same.
async function isAccessible(page: Page, scripts: boolean) {
  if (scripts) expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id)).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  test(`hand in, return, amend, sign again, approve, issue and verify ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ page, visitor, watch }) => {
    watch.expect(/^404 GET \/cases\/CM14-0051873\/quality$/);
    await signIn(page, "reviewer");
    await writeReview(page, "case1");
    const director = await visitor("director", { javaScriptEnabled });
    await expect(director.getByText("No review is handed in.")).toBeVisible();
    expect((await director.request.get(`${address}/quality`)).status(), "a draft is nothing to a director").toBe(404);
    await sign(page, "case1");
    await director.goto("/quality");
    await director.getByRole("link", { name: number }).click();
    await expect(director.getByText("Rosa Whitlock")).toHaveCount(0);
    await expect(director.getByText(/^R-[A-Z2-7]{6}$/)).toBeVisible();
    const marked = director.getByRole("region", { name: "Clinical case summary" }).getByRole("link").first();
    expect(await marked.getAttribute("href")).toContain("?w=");
    await isAccessible(director, javaScriptEnabled);

    await judge(director, "Return with remarks", { "remark-summary-0": "Say how he was hurt." });
    await expect(director.getByText("The review goes back to its reviewer with your remarks.")).toBeVisible();
    await page.goto(`${address}/summary`);
    await expect(page.getByText("Say how he was hurt.")).toBeVisible();
    const first = page.getByRole("textbox", { name: "Sentence 1", exact: true });
    await first.fill(`${await first.inputValue()} The remark was heeded.`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await saved(page);
    await sign(page, "case1");

    await director.goto(`${address}/quality`);
    await expect(director.getByRole("region", { name: "What changed since the version before" })).toContainText("The remark was heeded.");
    await approveAndIssue(director, "case1");
    await expect(director.getByText("Issued. The letter stands below.")).toBeVisible();
    await expect(director.getByText("Is this letter genuine?")).toBeVisible();
    const pdf = await (await director.request.get(`${address}/letter.pdf`)).body();
    await director.getByRole("link", { name: "Verify" }).click();
    await expect(director.getByRole("heading", { name: "Issued, and the newest version" })).toBeVisible();
    for (const [file, said] of [[pdf, "Issued, and the newest version"], [Buffer.concat([pdf, Buffer.from(" ")]), "Not known"]] as const) {
      await director.getByLabel("File of the letter").setInputFiles({ name: "letter.pdf", mimeType: "application/pdf", buffer: file });
      await director.getByRole("button", { name: "Check the file" }).click();
      await expect(director.getByRole("heading", { name: said })).toBeVisible();
    }
    await isAccessible(director, javaScriptEnabled);
  });
}
