import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const shots = join(import.meta.dirname, "shots");
mkdirSync(shots, { recursive: true });

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// sound takes a picture of a page as it stands, wide and narrow, and requires that
// axe finds nothing in it. The words over the images are looked at by a11y.spec.ts.
export async function sound(page: Page, name: string) {
  for (const [width, height] of [[390, 844], [1400, 900]]) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(shots, `${name}-${width}.png`) });
    const { violations } = await new AxeBuilder({ page }).exclude(".words").withTags(rules).analyze();
    expect.soft(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`), `${name}, ${width}`).toEqual([]);
  }
}
