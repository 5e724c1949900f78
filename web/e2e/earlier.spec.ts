import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, people, test } from "./fixtures";
import { sample } from "./sample";
import { saved, sign, writeReview } from "./steps";

const neck = sample("case3");

test("an earlier determination must be named where the draft decides the opposite", async ({ server, visitor }) => {
  const imr = (...words: string[]) => execFileSync(process.env.IMR_E2E_BIN!, [...words, "--data", server.data]);
  const first = await visitor("reviewer");
  await writeReview(first, "case3");
  await sign(first, "case3");

  const bundle = join(server.data, "again");
  imr("export", neck.number, "--to", bundle);
  const file = join(bundle, "case.json");
  const again = JSON.parse(readFileSync(file, "utf8"));
  again.number = "CM21-0000007";
  again.employee.name = "Harutunian, Emil";
  again.review.decisions[0].decision = "upheld";
  writeFileSync(file, JSON.stringify(again));
  imr("import", bundle);
  rmSync(bundle, { recursive: true });
  imr("assign", again.number, people.second.email);

  const page = await visitor("second");
  await page.goto(`/cases/${again.number}/items/1`);
  const before = page.getByRole("region", { name: "Decided before" });
  await expect(before.getByText("nearly the same name")).toBeVisible();
  await expect(before.getByText("decided the opposite")).toBeVisible();
  await page.goto(`/cases/${again.number}/sign`);
  await expect(page.getByRole("alert").getByText(/^Item 1: determination CM20-0061207 .* decided the opposite/)).toBeVisible();
  await expect(page.getByLabel("Your password")).toHaveCount(0);

  await page.getByRole("alert").getByRole("link", { name: /decided the opposite/ }).click();
  await before.getByRole("link", { name: /^CM20-0061207 of/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Earlier determination CM20-0061207");
  await expect(page.getByText("Overturned").first()).toBeVisible();
  await expect(page.getByText(people.reviewer.name)).toHaveCount(0);

  await page.goBack();
  const rationale = page.getByLabel("Rationale", { exact: true });
  await rationale.fill(`${await rationale.inputValue()} Determination CM20-0061207 rested on a film that was read again since.`);
  await saved(page);
  await expect(before.getByText("decided the opposite")).toHaveCount(0);

  const admin = await visitor("admin");
  await admin.goto(`/cases/${again.number}`);
  await expect(admin.getByRole("region", { name: "Decided before" }).getByRole("link", { name: "Open that case" }).first()).toBeVisible();
});
