// The reader: one stream of pages, the page at hand, and the ways to another.
import { find, findAll, later, say, toast } from "./page.js";
import { layerOf, letGo, markQuote } from "./textlayer.js";

const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3]; // of zoom
const margin = 4; // pixels left above a page that was jumped to

class Reader {
  records = find("#records");
  stream = find("#stream");
  field = find("#go");
  pages = findAll("#stream .page");
  current = -1; // index of the page at hand
  jumpedTo = -1; // scrollTop after a jump: until it changes, that page is at hand
  zoom = 1;

  constructor(reveal) {
    this.reveal = reveal;
    this.remember = later(() => this.writeAddress(), 400);
  }

  get page() {
    return this.pages[this.current];
  }

  indexOf(at) {
    const [, doc, page] = /^(.+)\.(\d+)$/.exec(at) ?? [];
    return this.pages.findIndex((p) => p.dataset.doc === doc && p.dataset.page === page);
  }

  // writeAddress lets the address follow, unless it is that of a page as text.
  writeAddress() {
    if (find(".page-text")) return;
    const address = new URL(location.href);
    address.searchParams.set("at", `${this.page.dataset.doc}.${this.page.dataset.page}`);
    address.searchParams.delete("go");
    address.hash = "";
    history.replaceState(history.state, "", address);
  }

  setCurrent(index, quietly = false) {
    if (index === this.current || !this.pages[index]) return;
    this.page?.classList.remove("page-current");
    this.current = index;
    this.page.classList.add("page-current");
    if (document.activeElement !== this.field) this.field.value = this.page.dataset.stream;
    for (const neighbour of this.pages.slice(Math.max(index - 1, 0), index + 2)) find("img", neighbour).loading = "eager";
    if (!quietly) this.remember();
  }

  // show puts a page at the top.
  show(index, { announce = true, quietly = false } = {}) {
    const page = this.pages[index];
    if (!page) return;
    this.stream.scrollTop = page.offsetTop - margin;
    this.jumpedTo = this.stream.scrollTop;
    this.setCurrent(index, quietly);
    if (announce) say(page.getAttribute("aria-label"));
  }

  // open shows a page by its address, such as d3.2, and marks a quote on it.
  open(at, quote) {
    const index = this.indexOf(at);
    if (index < 0) return false;
    this.reveal();
    this.show(index);
    if (quote) markQuote(this.pages[index], quote);
    return true;
  }

  pageInView() {
    const line = this.stream.scrollTop + this.stream.clientHeight * 0.4;
    let low = 0;
    let high = this.pages.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.pages[middle].offsetTop <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  nextPage = () => this.show(this.current + 1);
  previousPage = () => this.show(this.current - 1);
  nextDocument = () => this.moveDocument(1);
  previousDocument = () => this.moveDocument(-1);

  moveDocument(step) {
    const docAt = (i) => this.pages[i]?.dataset.doc;
    let index = this.current;
    while (docAt(index) && docAt(index) === docAt(this.current)) index += step;
    while (step < 0 && docAt(index) && docAt(index - 1) === docAt(index)) index--;
    this.show(index);
  }

  zoomIn = () => this.setZoom(steps.find((s) => s > this.zoom + 0.01) ?? this.zoom);
  zoomOut = () => this.setZoom(steps.findLast((s) => s < this.zoom - 0.01) ?? this.zoom);
  zoomFit = () => this.setZoom(1);

  // setZoom keeps the place on the page at hand.
  setZoom(zoom) {
    const { page, stream } = this;
    if (!page) return;
    const into = (stream.scrollTop - page.offsetTop) / page.offsetHeight;
    this.zoom = zoom;
    stream.style.setProperty("--zoom", String(zoom));
    stream.scrollTop = page.offsetTop + into * page.offsetHeight;
    stream.scrollLeft = (stream.scrollWidth - stream.clientWidth) / 2;
    this.jumpedTo = stream.scrollTop;
  }

  goTo(number) {
    const index = this.pages.findIndex((page) => page.dataset.stream === String(number));
    if (index < 0) return toast(`There are pages 1 to ${this.pages.length}.`);
    this.show(index);
    this.stream.focus();
  }
}

function followScrolling(reader) {
  let waiting = false;
  reader.stream.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (Math.abs(reader.stream.scrollTop - reader.jumpedTo) < 2) return;
      reader.jumpedTo = -1;
      reader.setCurrent(reader.pageInView());
    });
  });
}

function loadWordsNearby({ stream, pages }) {
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) layerOf(target);
      else letGo(target);
    }
  }, { root: stream, rootMargin: "60% 0px" });
  for (const page of pages) near.observe(page);
}

// A width that changes moves every page; the page at hand keeps its place.
function keepPlaceWhenResized(reader) {
  let into = 0;
  let width = reader.stream.clientWidth;
  const measure = () => {
    if (reader.page && reader.stream.clientWidth === width) into = (reader.stream.scrollTop - reader.page.offsetTop) / reader.page.offsetHeight;
  };
  reader.stream.addEventListener("scroll", measure);
  new ResizeObserver(() => {
    if (reader.stream.clientWidth === width) return;
    width = reader.stream.clientWidth;
    if (reader.page) reader.stream.scrollTop = reader.page.offsetTop + into * reader.page.offsetHeight;
    reader.jumpedTo = reader.stream.scrollTop;
  }).observe(reader.stream);
}

// placeOf is the page that an address leads to, such as d3.2: its own address
// ends in document and page, any other names it in ?at=.
function placeOf({ pathname, searchParams }) {
  const own = /\/records\/([^/]+)\/(\d+)$/.exec(pathname);
  return own ? `${decodeURIComponent(own[1])}.${own[2]}` : searchParams.get("at");
}

function followLinks(reader) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-page-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = placeOf(new URL(link.href));
    const quote = link.closest("li")?.querySelector("q");
    if (!at || !reader.open(at, quote?.textContent)) return;
    event.preventDefault();
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
  followScrolling(reader);
  loadWordsNearby(reader);
  keepPlaceWhenResized(reader);
  followLinks(reader);
  if (reader.pages.length) reader.show(Math.max(0, reader.indexOf(reader.records.dataset.at)), { announce: false, quietly: true });
  return reader;
}
