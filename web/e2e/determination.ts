import { expect, type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { people } from "./fixtures";

// The worker's language is unknown in the samples, so page one comes in both.
const spanish = [
  "Carta de decisión final de la revisión médica independiente", "Qué se pidió y qué se decidió", "Qué pasa ahora", "Si usted no está de acuerdo",
];
const sections = [
  "Independent Medical Review Final Determination Letter", "What was asked and what was decided", "What happens next", "If you do not agree",
  ...spanish,
  "HOW THE IMR FINAL DETERMINATION WAS MADE", "DOCUMENTS REVIEWED", "CLINICAL CASE SUMMARY", "IMR ISSUES, DECISIONS AND RATIONALES",
];

// PerItem is one item as the letter must give it, line by line.
export interface PerItem { line: string; theirs: string; ours: string; rationale: string }

// previewStands requires that the letter on the page at hand says that it has not gone out.
export async function previewStands(page: Page) {
  await expect(page.getByRole("article").getByText("Preview. Signed and not issued, not to be served.")).toBeVisible();
  await expect(page.getByText("Is this letter genuine?")).toHaveCount(0);
}

// letterStands checks the issued letter on the page at hand: its sections in
// their order, the overall word, how it can be verified, and the lines of each item.
export async function letterStands(page: Page, overall: string, items: PerItem[]) {
  const letter = page.getByRole("article");
  await expect(letter.getByRole("heading", { level: 1 }).or(letter.getByRole("heading", { level: 2 }))).toHaveText(sections);
  for (const heading of spanish) {
    await expect(letter.locator('[lang="es"]').getByRole("heading", { name: heading, exact: true })).toBeVisible();
  }
  await expect(letter.getByText(`Final Determination: ${overall}`, { exact: true })).toBeVisible();
  await expect(letter.getByText(/^(Draft|Preview)/)).toHaveCount(0);
  await expect(letter.getByText("Is this letter genuine?")).toBeVisible();
  await expect(letter.getByRole("heading", { level: 3 })).toHaveText(items.map((item) => item.line));
  for (const item of items) {
    await expect(letter.getByText(`Claims Administrator guideline: ${item.theirs}`)).toBeVisible();
    await expect(letter.getByText(`Larkspur guideline: ${item.ours}`)).toBeVisible();
    await expect(letter.getByText(`Decision rationale: ${item.rationale}`)).toBeVisible();
  }
}

async function download(page: Page, link: string) {
  const address = await page.getByRole("link", { name: link }).getAttribute("href");
  return page.request.get(address!);
}

// filesStand checks the letter's PDF and the determination's JSON, and that
// neither they nor the page on which the letter stands tell who the reviewer is.
export async function filesStand(page: Page) {
  const pdf = await download(page, "Letter as PDF");
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  const bytes = await pdf.body();
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const json = await download(page, "Determination as JSON");
  expect(json.headers()["content-type"]).toContain("application/json");
  expect(createHash("sha256").update(await json.body()).digest("hex")).toBe(json.headers()["x-content-sha256"]);

  const letter = await page.getByRole("article").innerText();
  for (const [where, text] of Object.entries({ letter, json: await json.text(), pdf: unpacked(bytes), headers: JSON.stringify(pdf.headers()) })) {
    for (const name of [people.reviewer.name, people.reviewer.name.split(" ")[0], people.reviewer.email]) {
      expect(text.includes(name), `${where} tells the reviewer's name ${name}`).toBe(false);
    }
  }
}

// unpacked is a PDF's bytes with each of its packed streams in clear.
function unpacked(pdf: Buffer): string {
  const clear = [pdf.toString("latin1")];
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
    try {
      clear.push(inflateSync(pdf.subarray(at + 7), { finishFlush: 2 }).toString("latin1"));
    } catch {
      // this stream is not packed, so it is among the bytes already
    }
  }
  return clear.join("\n");
}
