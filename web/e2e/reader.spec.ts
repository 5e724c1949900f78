import { expect, type Page } from "@playwright/test";
import { signIn, test } from "./fixtures";
import { sample } from "./sample";
import { pageOf, pictureOf, selectByMouse, writeSummary } from "./steps";

const { address, review } = sample("case1");
const stream = (page: Page) => page.getByRole("region", { name: "Pages" });
const field = (page: Page) => page.getByLabel("Page", { exact: true });
const report = (page: Page, n: number) => pageOf(page, "Progress report (PR-2), September 25, 2013", n);
const therapy = (page: Page, n: number) => pageOf(page, "Physical therapy file, 12/04/2012 to 02/21/2013", n);

// below is how far a page's top is below that of the stream, in pixels.
async function below(page: Page, one = report(page, 2)) {
  return (await one.boundingBox())!.y - (await stream(page).boundingBox())!.y;
}

test.beforeEach(({ page }) => signIn(page, "reviewer"));

test("an address leads to its page", async ({ page }) => {
  await page.goto(`${address}/records/d4/2`);
  await expect(report(page, 2)).toBeInViewport({ ratio: 0.3 });
  await pictureOf(report(page, 2));
  await page.goto(`${address}/summary?at=d9.5`);
  await expect(therapy(page, 5)).toBeInViewport({ ratio: 0.3 });
  await expect(field(page)).toHaveValue((await therapy(page, 5).getAttribute("data-stream"))!);
});

test("keys go from page to page and from document to document, and the address follows", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.1`);
  await expect(report(page, 1)).toBeInViewport();
  const keys: [string, RegExp][] = [["j", /at=d4\.2/], ["j", /at=d4\.3/], ["k", /at=d4\.2/], ["n", /at=d5\.1/], ["p", /at=d4\.1/], ["p", /at=d3\.1/]];
  for (const [key, where] of keys) {
    await page.keyboard.press(key);
    await expect(page, key).toHaveURL(where);
  }
  await page.keyboard.press("g");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("20");
  await page.keyboard.press("Enter");
  await expect(stream(page)).toBeFocused();
  await expect(field(page)).toHaveValue("20");
  await page.keyboard.press("g");
  await page.keyboard.type("999");
  await page.keyboard.press("Enter");
  await expect(page.getByText("There are pages 1 to 51.")).toBeVisible();
});

test("Back leaves the reader, and Forward comes back to the same page", async ({ page }) => {
  await page.goto(address);
  await page.getByRole("link", { name: "Read the records" }).click();
  await expect(field(page)).toHaveValue("1");
  await page.keyboard.press("n");
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/at=d2\.2/);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Case /);
  await page.goForward();
  await expect(pageOf(page, "Retrospective utilization review decision", 2)).toBeInViewport({ ratio: 0.3 });
  await expect(field(page)).toHaveValue("4");
});

test("scrolling makes the page in view the one at hand", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.1`);
  await pictureOf(report(page, 1));
  const box = (await stream(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, (await report(page, 1).boundingBox())!.height + 50);
  await expect(page).toHaveURL(/at=d4\.2/);
});

test("zooming keeps the place", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.2`);
  await pictureOf(report(page, 2));
  const [before, width] = [await below(page), (await report(page, 2).boundingBox())!.width];
  await page.getByRole("button", { name: "Larger" }).click();
  await page.getByRole("button", { name: "Larger" }).click();
  expect((await report(page, 2).boundingBox())!.width).toBeGreaterThan(width * 1.4);
  expect(Math.abs((await below(page)) - before)).toBeLessThan(12);
  await page.getByRole("button", { name: "Fit" }).click();
  expect((await report(page, 2).boundingBox())!.width).toBeCloseTo(width, 0);
  expect(Math.abs((await below(page)) - before)).toBeLessThan(12);
});

test("copied text is the text of the record", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${address}/records/d9/5`);
  await selectByMouse(page, therapy(page, 5), "Attended 16 of 18 authorized visits.");
  await page.keyboard.press("ControlOrMeta+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Attended 16 of 18 authorized visits.");

  await test.step("over the whole page, line by line", async () => {
    const words = await (await page.request.get(`${address}/records/d9/5/words`)).json() as { words: [string, number, number, number, number, number][] };
    const lines = new Map<number, string[]>();
    for (const [text, , , , , line] of words.words) lines.set(line, [...(lines.get(line) ?? []), text]);
    const first = therapy(page, 5).getByText([...lines.values()][0].join(" ")).first();
    await first.click({ clickCount: 1, position: { x: 1, y: 1 } });
    const last = therapy(page, 5).getByText([...lines.values()].at(-1)!.join(" ")).last();
    await last.scrollIntoViewIfNeeded();
    const end = (await last.boundingBox())!;
    await page.keyboard.down("Shift");
    await page.mouse.click(end.x + end.width - 1, end.y + end.height / 2);
    await page.keyboard.up("Shift");
    const copied = await page.evaluate(() => getSelection()!.toString());
    const kept = copied.split("\n").map((line) => line.trim()).filter(Boolean);
    const wanted = [...lines.values()].map((line) => line.join(" "));
    expect(kept.length).toBeGreaterThan(wanted.length - 3);
    for (const line of kept.slice(1, -1)) expect(wanted).toContain(line);
  });
});

test("a source leads to its words in the record, and they are marked", async ({ page }) => {
  await writeSummary(page, "case1", [review.summary[3]]);
  await page.goto(`${address}/summary`);
  const sources = page.getByRole("list", { name: "Sources of Sentence 1" });
  await sources.getByRole("link").first().click();
  await expect(therapy(page, 5)).toBeInViewport();
  await expect(page).toHaveURL(/\/summary\?at=d9\.5/);
  const word = therapy(page, 5).getByText("Attended 16 of 18").getByText("Attended", { exact: true });
  await expect(word).toHaveCSS("background-color", "rgba(255, 217, 138, 0.5)");
});

test("the list of keys, and single letters that are switched off", async ({ page }) => {
  await page.goto(`${address}/records?at=d4.1`);
  await expect(field(page)).toHaveValue("10");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await page.getByRole("button", { name: "Keys" }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("j"); // not while the list is open
  await dialog.getByLabel("Single letters act as keys").uncheck();
  await dialog.getByRole("button", { name: "Close" }).click();
  await stream(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  await expect(dialog).toBeHidden();
  await page.reload();
  await stream(page).focus();
  await page.keyboard.press("j");
  await expect(field(page)).toHaveValue("10");
  await page.getByRole("button", { name: "Keys" }).click();
  await dialog.getByLabel("Single letters act as keys").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect(field(page)).toHaveValue("11");
});

test("letters typed into a field are text", async ({ page }) => {
  await writeSummary(page, "case1", [review.summary[0]]);
  await page.goto(`${address}/summary?at=d4.1`);
  await expect(field(page)).toHaveValue("10");
  const sentence = page.getByRole("textbox", { name: "Sentence 1" });
  await sentence.fill("");
  await sentence.pressSequentially("jknpughsiervxtcol0+-?");
  await expect(sentence).toHaveValue("jknpughsiervxtcol0+-?");
  await expect(field(page)).toHaveValue("10");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("textbox", { name: /^Sentence/ })).toHaveCount(1);
});

test("on a narrow screen the halves are tabs", async ({ page }) => {
  await writeSummary(page, "case1", [review.summary[3]]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${address}/summary`);
  const halves = page.getByRole("navigation", { name: "Halves of the screen" });
  const [records, draft] = [page.getByRole("region", { name: "Records" }), page.getByRole("region", { name: "Draft" })];
  await expect(draft).toBeVisible();
  await expect(records).toBeHidden();
  await halves.getByRole("link", { name: "Records" }).click();
  await expect(records).toBeVisible();
  await expect(draft).toBeHidden();
  await pictureOf(pageOf(page, "Application for Independent Medical Review", 1));
  await halves.getByRole("link", { name: "Draft" }).click();
  await expect(records).toBeHidden();
  await draft.getByRole("list", { name: "Sources of Sentence 1" }).getByRole("link").first().click();
  await expect(therapy(page, 5)).toBeInViewport();
  await expect(draft).toBeHidden();
  for (const [path, name] of [["records", "Facts"], ["records/dates", "Dates"], ["records/map", "Map"], ["items/1", "Draft"]]) {
    await page.goto(`${address}/${path}`);
    await expect(halves.getByRole("link"), path).toHaveText(["Records", name]);
  }
});
