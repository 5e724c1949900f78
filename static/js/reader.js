// The reader: one stream of pages, the page at hand, and the ways to another.
import { find, later, say, toast } from "./page.js";
import { markQuote, markWords } from "./textlayer.js";
import { Place } from "./reader-place.js";
import { Stream } from "./reader-stream.js";
import { View } from "./reader-view.js";
import { startCoverage } from "./reader-coverage.js";
import { startHits } from "./hits.js";
import { startThumbs } from "./reader-thumbs.js";

const own = /\/records\/([^/]+)\/(\d+)$/; // the address of a page itself

class Reader {
  records = find("#records");
  stream = find("#stream");
  field = find("#go");
  pages = new Stream();
  place = new Place(this);
  view = new View(this);
  current = -1; // index of the page at hand
  marked = {}; // the page, such as d3.2, on which words are marked, and the first and last of these

  constructor(reveal) {
    this.reveal = reveal;
    this.remember = later(() => this.writeAddress(), 400);
  }

  get page() {
    return this.pages.elements[this.current];
  }

  get length() {
    return this.pages.outline.length;
  }

  labelOf(index) {
    const { title, number } = this.pages.outline[index];
    return this.pages.elements[index].getAttribute("aria-label") ?? `${title}, page ${number}`;
  }

  // writeAddress lets the address follow, unless it is that of a page as text.
  writeAddress() {
    if (find(".page-text")) return;
    const { document: doc, number } = this.pages.outline[this.current];
    const at = `${doc}.${number}`;
    const address = new URL(location.href);
    const { searchParams: query } = address;
    if (own.test(address.pathname)) address.pathname = address.pathname.replace(own, `/records/${encodeURIComponent(doc)}/${number}`);
    else query.set("at", at);
    query.set("order", this.records.dataset.order);
    this.view.write(query);
    query.delete("go");
    if (this.marked.at === at) query.set("w", this.marked.words.join("-"));
    else query.delete("w");
    address.hash = "";
    history.replaceState(history.state, "", address);
  }

  setCurrent(index, quietly = false) {
    if (index === this.current || !this.pages.elements[index]) return;
    this.page?.classList.remove("page-current");
    this.current = index;
    this.page.classList.add("page-current");
    if (document.activeElement !== this.field) this.field.value = String(index + 1);
    this.pages.tend(index);
    if (!quietly) this.remember();
    document.dispatchEvent(new CustomEvent("imr:at", { detail: { index } }));
  }

  // show puts a page at the top.
  show(index, { announce = true, quietly = false } = {}) {
    const page = this.pages.elements[index];
    if (!page) return;
    this.place.jump(page);
    this.setCurrent(index, quietly);
    if (announce) this.pages.filled(index).then(() => say(this.labelOf(index)));
  }

  // open shows a page by its address, such as d3.2, and marks a quote or words on it.
  async open(at, { quote, words } = {}) {
    const index = this.pages.indexOf(at);
    if (index < 0) return false;
    this.reveal();
    this.marked = words ? { at, words } : {};
    this.show(index);
    this.remember();
    if (!quote && !words) return true;
    const page = await this.pages.filled(index);
    if (!page) return true;
    const copy = find("details.copy", page);
    if (copy) copy.open = true;
    if (words) await markWords(page, ...words);
    else await markQuote(page, quote);
    return true;
  }

  nextPage = () => this.show(this.current + 1);
  previousPage = () => this.show(this.current - 1);
  nextDocument = () => this.moveDocument(1);
  previousDocument = () => this.moveDocument(-1);

  moveDocument(step) {
    const record = (i) => this.pages.outline[i]?.record;
    let index = this.current;
    while (record(index) !== undefined && record(index) === record(this.current)) index += step;
    while (step < 0 && index > 0 && record(index - 1) === record(index)) index--;
    this.show(index);
  }

  // nextUnread goes to the next page that is no copy and was never on the screen.
  nextUnread = () => {
    for (let step = 1; step <= this.length; step++) {
      const index = (this.current + step) % this.length;
      const { seen, copy } = this.pages.outline[index];
      if (!seen && !copy && index !== this.current) return this.show(index);
    }
    toast("Every page that is no copy was opened.");
  };

  // openCopy unfolds the page at hand, or folds it again.
  openCopy = () => {
    const copy = this.page && find("details.copy", this.page);
    if (!copy) return toast("The page at hand is no copy of another.");
    copy.open = !copy.open;
  };

  turn = () => {
    this.pages.turn(this.current, 1);
    say("Turned by a quarter.");
  };

  goTo(number) {
    if (!(number >= 1 && number <= this.length)) return toast(`There are pages 1 to ${this.length}.`);
    this.show(number - 1);
    this.stream.focus();
  }
}

// linked is the page that an address leads to, such as d3.2, and the words on it:
// a page's own address ends in document and page, any other names it in ?at=.
function linked({ pathname, searchParams }) {
  const [, doc, number] = own.exec(pathname) ?? [];
  const words = /^(\d+)-(\d+)$/.exec(searchParams.get("w") ?? "");
  return { at: doc ? `${decodeURIComponent(doc)}.${number}` : searchParams.get("at"), words: words && [Number(words[1]), Number(words[2])] };
}

function followLinks(reader) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-page-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { at, words } = linked(new URL(link.href));
    if (!at || reader.pages.indexOf(at) < 0) return;
    event.preventDefault();
    reader.open(at, { words, quote: link.closest("li")?.querySelector("q")?.textContent });
    find("#documents").open = false;
  });
  find("#goto").addEventListener("submit", (event) => {
    event.preventDefault();
    reader.goTo(Number.parseInt(reader.field.value, 10));
  });
  reader.field.addEventListener("focus", () => reader.field.select());
  reader.field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reader.stream.focus();
  });
}

// startReader brings the reader to life; reveal makes the records half visible.
export function startReader(reveal) {
  const reader = new Reader(reveal);
  followLinks(reader);
  startCoverage(reader);
  startHits();
  reader.thumbs = startThumbs(reader);
  find(".plain-thumbs")?.remove();
  if (!reader.length) return reader;
  const index = Math.max(0, reader.pages.indexOf(reader.records.dataset.at));
  reader.show(index, { announce: false, quietly: true });
  const { at, words } = linked(new URL(location.href));
  if (!words) return reader;
  reader.marked = { at, words };
  reader.pages.filled(index).then((page) => markWords(page, ...words));
  return reader;
}
