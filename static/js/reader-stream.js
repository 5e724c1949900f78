// The pages of the stream as elements: each is there from the start with the
// height that it will have, and holds what stands on it only while it is near.
import { find, findAll, make, parse } from "./page.js";
import { layerOf, letGo } from "./textlayer.js";
import { readOutline } from "./reader-outline.js";

const block = 20; // pages that one answer brings
const keep = 3; // blocks on each side of the page at hand that stay filled
const widths = [620, 930, 1240, 1860, 2480]; // in which the server draws
const usual = 930; // the one that an address without a width means
const enough = 0.93; // of the pixels of the screen: what is a little smaller is as sharp

export class Stream {
  box = find("#stream");
  records = find("#records");
  outline = readOutline();
  asked = new Map(); // block → promise of its pages
  current = 0; // index of the page at hand
  first = Promise.resolve(); // is kept when the page at hand is there: all else waits for it
  filledBlocks = new Set(); // with a page that is not empty
  turns = new Map(); // index → quarters that a page is turned by
  elements = [];

  constructor() {
    const brought = new Map(findAll("#stream > .page").map((page) => [page.id, page]));
    const all = document.createDocumentFragment();
    this.outline.forEach((one, index) => {
      const page = brought.get(`p-${one.document}-${one.number}`) ?? this.empty(index);
      page.style.setProperty("--ratio", String(one.ratio));
      if (!page.classList.contains("page-empty")) this.filledBlocks.add(this.blockOf(index));
      this.elements.push(page);
      all.append(page);
    });
    this.box.append(all);
    this.indexes = new Map(this.elements.map((page, index) => [page, index]));
    this.watch();
  }

  empty(index) {
    const { document: doc, number, copy } = this.outline[index];
    const page = make("section", { id: `p-${doc}-${number}`, className: copy ? "page page-copy page-empty" : "page page-empty" });
    Object.assign(page.dataset, { doc, page: String(number), stream: String(index + 1) });
    return page;
  }

  blockOf = (index) => Math.floor(index / block);

  indexOf(at) {
    const [, doc, number] = /^(.+)\.(\d+)$/.exec(at ?? "") ?? [];
    return this.outline.findIndex((one) => one.document === doc && one.number === Number(number));
  }

  // filled returns the page once it holds what stands on it, or null where that cannot be had.
  async filled(index) {
    const page = this.elements[index];
    if (page?.classList.contains("page-empty")) await this.fill(this.blockOf(index));
    return !page || page.classList.contains("page-empty") ? null : page;
  }

  fill(number) {
    if (!this.asked.has(number)) {
      this.asked.set(number, this.load(number).catch(() => {
        this.asked.delete(number); // and is tried again when it comes near the next time
      }));
    }
    return this.asked.get(number);
  }

  async load(number) {
    const query = new URLSearchParams({ from: String(number * block), order: this.records.dataset.order });
    const response = await fetch(`${this.records.dataset.pages}?${query}`);
    if (!response.ok) throw new Error(`pages: ${response.status}`);
    for (const page of findAll(".page", parse(await response.text()))) this.put(page);
  }

  // put moves what stands on a page into its empty element.
  put(page) {
    const place = document.getElementById(page.id);
    if (!place?.classList.contains("page-empty")) return;
    const index = this.indexes.get(place);
    place.setAttribute("aria-label", page.getAttribute("aria-label"));
    place.dataset.words = page.dataset.words;
    place.append(...page.childNodes);
    for (const plain of findAll("noscript", place)) plain.remove();
    place.classList.remove("page-empty");
    this.filledBlocks.add(this.blockOf(index));
    this.turn(index, 0);
    place.dispatchEvent(new CustomEvent("imr:page", { bubbles: true }));
  }

  // drop empties a page that is far away, unless something in it is in use.
  drop(index) {
    const page = this.elements[index];
    if (page.classList.contains("page-empty")) return true;
    letGo(page);
    if (find(".words", page) || find("details[open]", page) || page.contains(document.activeElement)) return false;
    page.replaceChildren();
    page.classList.add("page-empty");
    page.removeAttribute("aria-label");
    return true;
  }

  // tend brings the page at hand, then its neighbours, and empties those far away.
  async tend(current) {
    this.current = current;
    const here = this.blockOf(current);
    for (const number of [...this.filledBlocks]) if (Math.abs(number - here) > keep) this.forget(number);
    this.first = this.bring(current).then(() => this.arrived(current));
    await this.first;
    if (this.current !== current) return;
    for (const near of [1, -1, 2]) this.bring(current + near);
    for (const near of [4, -4]) this.filled(current + near);
  }

  // forget empties a block, and asks for it again when it comes near the next time.
  forget(number) {
    const all = this.elements.slice(number * block, (number + 1) * block).map((_, i) => this.drop(number * block + i));
    if (!all.every(Boolean)) return;
    this.asked.delete(number);
    this.filledBlocks.delete(number);
  }

  // bring fills a page and puts its image onto it.
  async bring(index) {
    const page = await this.filled(index);
    if (page) this.draw(page);
  }

  // draw puts the image onto a page, unless that is folded.
  draw(page) {
    const sheet = find("details.copy:not([open])", page) ? null : find(".sheet", page);
    if (!sheet || find("img", sheet)) return;
    sheet.prepend(make("img", { alt: "", decoding: "async", src: `${sheet.dataset.image}?w=${this.widthFor(page)}` }));
  }

  // arrived waits until the image of a page is there, or cannot be had.
  arrived(index) {
    const image = this.elements[index] && find(".sheet > img", this.elements[index]);
    if (!image || image.complete) return null;
    return new Promise((resolve) => {
      for (const end of ["load", "error"]) image.addEventListener(end, resolve, { once: true });
    });
  }

  // turn shows a page turned by so many quarters more.
  turn(index, quarters) {
    const turned = ((this.turns.get(index) ?? 0) + quarters) % 4;
    this.turns.set(index, turned);
    const page = this.elements[index];
    page.dataset.turned = String(turned);
    const { ratio } = this.outline[index];
    page.style.setProperty("--ratio", String(turned % 2 ? 1 / ratio : ratio));
  }

  // widthFor is the width to draw a page in: that in which it is shown, or the next one.
  widthFor(page) {
    const shown = page.clientWidth * devicePixelRatio * enough;
    return widths.find((one) => one >= shown) ?? widths.at(-1);
  }

  // sharpen asks for the image again where the page is shown in another width.
  sharpen(page) {
    const image = find(".sheet > img", page);
    if (!image) return;
    const width = this.widthFor(page);
    const { searchParams } = new URL(image.currentSrc || image.src);
    if (Number(searchParams.get("w") ?? usual) === width) return;
    image.srcset = "";
    image.src = `${find(".sheet", page).dataset.image}?w=${width}`;
  }

  sharpenNear(current) {
    for (const page of this.elements.slice(Math.max(current - block, 0), current + block)) this.sharpen(page);
  }

  watch() {
    const near = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.near(target);
        else letGo(target);
      }
    }, { root: this.box, rootMargin: "60% 0px" });
    for (const page of this.elements) near.observe(page);
    this.box.addEventListener("toggle", (event) => {
      if (event.target.matches("details.copy[open]")) this.draw(event.target.closest(".page"));
    }, true);
  }

  // near brings a page that is in view or just beside it, with its words.
  async near(page) {
    const index = this.indexes.get(page);
    if (index !== this.current) await this.first;
    await this.bring(index);
    if (!page.classList.contains("page-empty")) layerOf(page);
  }
}
