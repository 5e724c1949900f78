// What is on the screen, counted and told to the server every few seconds.
import { find, findAll, later, post } from "./page.js";

const tick = 250; // milliseconds between two looks at the screen
const opened = 1000; // milliseconds on the screen after which a page counts as opened
const most = 1000; // milliseconds that one look counts for, however late it is
const every = 15000; // milliseconds between two reports of time
const soon = 700; // milliseconds after which one tells of a page that was just opened

class Coverage {
  times = new Map(); // index → milliseconds not reported yet
  total = new Map(); // index → milliseconds in all
  told = new Set(); // indexes of the pages that were opened here

  constructor(reader, address) {
    this.reader = reader;
    this.address = address;
    this.last = performance.now();
    this.reportSoon = later(() => this.report(), soon);
  }

  // onScreen are the pages of which half is in view, or that fill half of the view.
  onScreen() {
    const { stream, pages, current } = this.reader;
    if (document.visibilityState !== "visible" || !stream.clientHeight || !find("#thumbs").hidden) return [];
    const top = stream.scrollTop;
    const bottom = top + stream.clientHeight;
    return [current - 2, current - 1, current, current + 1, current + 2].filter((index) => {
      const paper = pages.elements[index] && find(".paper", pages.elements[index]);
      if (!paper?.offsetHeight || !this.isDrawn(paper)) return false;
      const from = pages.elements[index].offsetTop;
      const height = pages.elements[index].offsetHeight;
      const seen = Math.min(bottom, from + height) - Math.max(top, from);
      return seen >= Math.min(height, stream.clientHeight) / 2;
    });
  }

  isDrawn(paper) {
    return find("img", paper)?.complete || find(".words", paper);
  }

  look() {
    const now = performance.now();
    const passed = Math.round(Math.min(now - this.last, most));
    this.last = now;
    for (const index of this.onScreen()) {
      this.times.set(index, (this.times.get(index) ?? 0) + passed);
      this.total.set(index, (this.total.get(index) ?? 0) + passed);
      if (this.total.get(index) < opened || this.told.has(index)) continue;
      this.told.add(index);
      this.reader.pages.outline[index].seen = true;
      this.reportSoon();
    }
  }

  // report tells of the pages that were opened; one that only flashed by waits.
  async report() {
    const { outline } = this.reader.pages;
    const due = [...this.times].filter(([index]) => this.told.has(index));
    if (!due.length) return;
    for (const [index] of due) this.times.delete(index);
    const fields = due.map(([index, ms]) => [`${outline[index].document}.${outline[index].number}`, String(ms)]);
    const response = await post(this.address, fields, { keepalive: true }).catch(() => null);
    if (!response?.ok) {
      for (const [index, ms] of due) this.times.set(index, (this.times.get(index) ?? 0) + ms); // to be told again
      return;
    }
    this.tell((await response.json()).summary, fields);
  }

  // tell puts what is known now into the words and the map on the page.
  tell(summary, fields) {
    find("#counts").textContent = summary;
    for (const line of findAll("[data-counts]")) line.textContent = summary;
    const cells = new Map(findAll("[data-cell]").map((cell) => [cell.dataset.cell, cell]));
    for (const [at] of fields) {
      const cell = cells.get(at);
      if (!cell?.classList.contains("cell-unopened")) continue;
      cell.classList.replace("cell-unopened", "cell-opened");
      const words = find(".hidden", cell);
      words.textContent = words.textContent.replace("not opened", "opened");
      const left = find("[data-unopened]", cell.closest("section"));
      left.textContent = String(Number(left.textContent) - 1);
    }
  }
}

// startCoverage begins to count, where the server records it.
export function startCoverage(reader) {
  const address = reader.records.dataset.looks;
  if (!address) return;
  const coverage = new Coverage(reader, address);
  setInterval(() => coverage.look(), tick);
  setInterval(() => coverage.report(), every);
  addEventListener("pagehide", () => coverage.report());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") coverage.report();
  });
}
