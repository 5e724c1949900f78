// The pages of the stream as elements: each is there from the start with the
// height that it will have, and holds what stands on it only while it is near.
import { find, findAll, make, parse } from "./page.js";
import { layerOf, letGo } from "./textlayer.js";
import { readOutline } from "./reader-outline.js";

const block = 20; // pages that one answer brings
const keep = 3; // blocks on each side of the page at hand that stay filled
const widths = [620, 930, 1240, 1860, 2480]; // in which the server draws
const enough = 0.93; // of the pixels of the screen: what is a little smaller is as sharp

export class Stream {
  box = find("#stream");
  records = find("#records");
  outline = readOutline();
  asked = new Map(); // block → promise of its pages
  turns = new Map(); // index → quarters that a page is turned by
  elements = [];

  constructor() {
    const brought = new Map(findAll("#stream > .page").map((page) => [page.id, page]));
    const all = document.createDocumentFragment();
    this.outline.forEach((one, index) => {
      const page = brought.get(`p-${one.document}-${one.number}`) ?? this.empty(index);
      page.style.setProperty("--ratio", String(one.ratio));
      this.elements.push(page);
      all.append(page);
    });
    this.box.append(all);
    const first = brought.values().next().value;
    if (first) this.asked.set(this.blockOf(this.elements.indexOf(first)), Promise.resolve());
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
    await this.fill(this.blockOf(index));
    const page = this.elements[index];
    return page?.classList.contains("page-empty") ? null : page;
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
    for (const image of findAll("img", page)) image.removeAttribute("fetchpriority");
    place.append(...page.childNodes);
    place.classList.remove("page-empty");
    this.turn(index, 0);
    this.sharpen(place);
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

  // tend fills the blocks around the page at hand and empties those far away.
  tend(current) {
    const here = this.blockOf(current);
    for (const number of this.asked.keys()) {
      if (Math.abs(number - here) <= keep) continue;
      const all = this.elements.slice(number * block, (number + 1) * block).map((_, i) => this.drop(number * block + i));
      if (all.every(Boolean)) this.asked.delete(number);
    }
    for (const index of [current, current + 3, current - 3]) if (this.elements[index]) this.fill(this.blockOf(index));
    for (const page of this.elements.slice(Math.max(current - 1, 0), current + 3)) {
      const image = find(":scope > .paper img", page);
      if (image) image.loading = "eager";
    }
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

  // sharpen asks for the image in the width in which the page is shown.
  sharpen(page) {
    const shown = page.clientWidth * devicePixelRatio * enough;
    const width = widths.find((one) => one >= shown) ?? widths.at(-1);
    for (const image of findAll("img", page)) {
      const url = new URL(image.currentSrc || image.src);
      if (Number(url.searchParams.get("w") ?? 930) === width) continue;
      url.searchParams.set("w", String(width));
      image.srcset = "";
      image.src = url.href;
    }
  }

  sharpenNear(current) {
    for (const page of this.elements.slice(Math.max(current - block, 0), current + block)) this.sharpen(page);
  }

  watch() {
    const near = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.filled(this.indexes.get(target)).then((page) => page && layerOf(page));
        else letGo(target);
      }
    }, { root: this.box, rootMargin: "60% 0px" });
    for (const page of this.elements) near.observe(page);
  }
}
