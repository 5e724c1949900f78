import { type BrowserContext, expect, type Page, type Request } from "@playwright/test";

// Watch gathers what went wrong in the browsers of one test.
export class Watch {
  private readonly wrong: string[] = [];
  private readonly meant: RegExp[] = [];

  // expect names what is meant to go wrong, as "404 GET /cases/…" or the words of an error.
  expect(...problems: RegExp[]) {
    this.meant.push(...problems);
  }

  // follow listens to a browser; one without scripts refuses to load them ahead.
  follow(context: BrowserContext, scripts = true) {
    context.on("page", (page) => this.followPage(page, scripts));
    for (const page of context.pages()) this.followPage(page, scripts);
  }

  private followPage(page: Page, scripts: boolean) {
    page.on("pageerror", (error) => this.wrong.push(`uncaught: ${error.stack ?? error}`));
    page.on("console", (message) => {
      const isAnswer = message.text().startsWith("Failed to load resource"); // told below, with its status
      if (message.type() === "error" && !isAnswer) this.wrong.push(`console: ${message.text()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.wrong.push(`${response.status()} ${name(response.request())}`);
    });
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "failed";
      if (!scripts && request.url().endsWith(".js")) return;
      if (why !== "net::ERR_ABORTED") this.wrong.push(`${why} ${name(request)}`); // aborted: the page was left
    });
  }

  settle(serverErrors: string[]) {
    const all = [...this.wrong, ...serverErrors.map((line) => `server: ${line}`)];
    expect(all.filter((one) => !this.meant.some((pattern) => pattern.test(one))), "what went wrong in the browser").toEqual([]);
  }
}

function name(request: Request) {
  const url = new URL(request.url());
  return `${request.method()} ${url.pathname}${url.search}`;
}
