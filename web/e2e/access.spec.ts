import { expect, type Page } from "@playwright/test";
import { people, signIn, test } from "./fixtures";
import { sample } from "./sample";
import { writeReview } from "./steps";

const { number, address } = sample("case1");
const nobody = "CM14-9999999"; // a case that does not exist

const pages = ["", "/records", "/records?at=d4.1", "/records/d4/1", "/records/d4/1?text=1", "/records/d4/1/image", "/records/d4/1/words", "/summary",
  "/items/1", "/items/1/guidelines?q=odg", "/items/nine", "/checks", "/letter", "/letter.pdf", "/determination.json", "/sign"];
const acts: [string, Record<string, string>][] = [
  ["/facts", { do: "fact", document: "d4", page: "1", quote: "Neck 5/10, intermittent," }],
  ["/facts", { do: "source", document: "d4", page: "1", quote: "Neck 5/10, intermittent,", sentence: "" }],
  ["/summary", { do: "save", version: "0", sentence: "s1", "text-s1": "Not mine to write." }],
  ["/items/1", { do: "save", version: "0", outcome: "upheld", citations: "0" }],
  ["/answers", { finding: "quote-not-on-page", text: "x", answer: "y" }],
  ["/sign", { digest: "0", password: "fiction-for-all-to-see" }],
  ["/assign", { reviewer: people.second.email }],
];

// ask is one request as the browser of who is signed in would send it. What
// differs by nature between two answers is left out of what it returns.
async function ask(page: Page, of: string, path: string, fields?: Record<string, string>) {
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const url = `/cases/${of}${path}`;
  const answer = fields ? await page.request.post(url, { form: fields, headers, maxRedirects: 0 }) : await page.request.get(url, { headers, maxRedirects: 0 });
  const { "x-request-id": _, date: __, "set-cookie": ___, ...kept } = answer.headers();
  return { status: answer.status(), headers: kept, text: (await answer.text()).replaceAll(of, "CASE") };
}

test("a case that is not yours does not exist for you", async ({ page, visitor, watch }) => {
  await signIn(page, "reviewer");
  await writeReview(page, "case1");
  for (const path of pages.filter((path) => !/nine|json/.test(path))) expect((await ask(page, number, path)).status, `${path} for its reviewer`).toBe(200);

  const second = await visitor("second");
  await expect(second.getByRole("link", { name: number })).toHaveCount(0);
  for (const path of pages) {
    const answer = await ask(second, number, path);
    expect(answer.status, path).toBe(404);
    expect(answer, path).toEqual(await ask(second, nobody, path));
  }
  for (const [path, fields] of acts) {
    const answer = await ask(second, number, path, fields);
    expect(answer.status, `POST ${path}`).toBe(404);
    expect(answer, `POST ${path}`).toEqual(await ask(second, nobody, path, fields));
  }

  watch.expect(/^404 GET \/cases\/CM14-0051873\/summary$/);
  await second.goto(`${address}/summary`);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Not found");
  await expect(second.getByText("Brisendine")).toHaveCount(0);
});

test("an admin sees the case but not its draft", async ({ page, visitor }) => {
  await signIn(page, "reviewer");
  await writeReview(page, "case1");
  const admin = await visitor("admin");
  await admin.getByRole("link", { name: number }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(`Case ${number}`);
  await expect(admin.getByText("Cervical and lumbar home kit")).toBeVisible();
  await expect(admin.getByRole("article").getByText("Upheld")).toHaveCount(0);
  for (const part of ["Summary", "Item 1", "Checks", "Letter", "Sign"]) await expect(admin.getByRole("link", { name: part, exact: true })).toHaveCount(0);
  for (const path of ["/summary", "/items/1", "/checks", "/determination.json", "/sign"]) expect((await ask(admin, number, path)).status, path).toBe(404);
  for (const path of ["/letter", "/letter.pdf"]) expect((await ask(admin, number, path)).status, `${path} of a draft`).toBe(403);
  for (const [path, fields] of acts.slice(0, 6)) expect((await ask(admin, number, path, fields)).status, `POST ${path}`).toBe(404);
  for (const path of ["/records", "/records/d4/1/words"]) expect((await ask(admin, number, path)).status, path).toBe(200);
});

test("the auditor sees the trail and no case", async ({ visitor }) => {
  const auditor = await visitor("auditor");
  await expect(auditor.getByRole("heading", { level: 1 })).toHaveText("Audit trail");
  for (const path of pages) expect((await ask(auditor, number, path)).status, path).toBe(404);
});

test("who is not signed in comes back to the page after signing in", async ({ page }) => {
  await page.goto(`${address}/items/1`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await signIn(page, "reviewer");
  await expect(page).toHaveURL(new RegExp(`${address}/items/1$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Item 1");
});

test("a wrong password opens nothing and tells nothing", async ({ page, watch }) => {
  watch.expect(/^4\d\d POST \/signin$/);
  const texts: string[] = [];
  for (const email of [people.reviewer.email, "nobody@imr.example"]) {
    await page.goto("/signin");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    texts.push(await page.getByRole("alert").innerText());
  }
  expect(texts[0]).toBe(texts[1]);
  await page.goto("/cases");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("signing out ends the session for good", async ({ page, context, watch }) => {
  watch.expect(/^401 POST \/cases\/\S+\/looks$/); // the page that is left tells what was looked at, perhaps after the session
  await signIn(page, "reviewer");
  await page.goto(`${address}/summary`);
  const cookies = await context.cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page.getByText(number)).toHaveCount(0);
  await context.addCookies(cookies);
  await page.goto(`${address}/summary`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});
