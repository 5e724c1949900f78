import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, test as base } from "@playwright/test";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Server } from "./server";
import { Watch } from "./watch";

export { expect } from "@playwright/test";

// People are the sample accounts by the part they play.
export const people = {
  reviewer: { email: "reviewer@imr.example", name: "Rosa Whitlock" },
  second: { email: "second@imr.example", name: "Jonas Ferreira" },
  admin: { email: "admin@imr.example", name: "Thelma Okafor" },
  director: { email: "director@imr.example", name: "Imogen Castellanos" },
  auditor: { email: "auditor@imr.example", name: "Bo Lindqvist" },
};
export type Person = keyof typeof people;

export const password = "fiction-for-all-to-see";

// Visitors opens browsers of people who are signed in, each with cookies of their own.
export type Visitors = (who: Person, options?: BrowserContextOptions) => Promise<Page>;

interface Fixtures {
  server: Server;
  watch: Watch;
  visitor: Visitors;
}

// test gives each test a server of its own on a fresh copy of the sample cases.
// It fails on any error in the console, refused by the content policy, thrown in
// a page, answered with a status of 400 or more or logged by the server, unless
// the test has said through watch.expect that it is meant to happen.
export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const data = mkdtempSync(join(process.env.IMR_E2E_HOME!, "data-"));
    cpSync(process.env.IMR_E2E_SEED!, data, { recursive: true });
    const server = await Server.start(process.env.IMR_E2E_BIN!, data);
    await use(server);
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  },
  baseURL: async ({ server }, use) => use(server.url),
  watch: [async ({ server }, use) => {
    const watch = new Watch();
    await use(watch);
    watch.settle(server.errors());
  }, { auto: true }],
  context: async ({ context, javaScriptEnabled, watch }, use) => {
    watch.follow(context, javaScriptEnabled);
    await use(context);
  },
  visitor: async ({ browser, baseURL, watch, viewport }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, options = {}) => {
      const context = await newContext(browser, { baseURL, viewport, locale: "en-US", ...options });
      opened.push(context);
      watch.follow(context, options.javaScriptEnabled);
      const page = await context.newPage();
      await signIn(page, who);
      return page;
    });
    for (const context of opened) await context.close();
  },
});

const newContext = (browser: Browser, options: BrowserContextOptions) => browser.newContext(options);

// signIn fills the sign-in form, from the page that asks for it where there is one.
export async function signIn(page: Page, who: Person) {
  if (new URL(page.url(), "http://nowhere").pathname !== "/signin") await page.goto("/signin?next=/cases");
  await page.getByLabel("E-mail address").fill(people[who].email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}
