// All pages as small pictures, one of which is marked and goes to its page.
import { find, make } from "./page.js";

class Thumbs {
  box = find("#thumbs");
  button = find("[data-act=thumbs]");
  at = -1; // index of the one that is marked
  all = [];

  constructor(reader) {
    this.reader = reader;
    this.box.addEventListener("keydown", this.key);
    this.box.addEventListener("click", (event) => {
      const thumb = event.target.closest(".thumb");
      if (thumb) this.choose(this.all.indexOf(thumb));
    });
  }

  toggle = () => {
    if (this.box.hidden) this.show();
    else this.close();
  };

  show() {
    if (!this.all.length) this.build();
    this.reader.pages.outline.forEach(({ seen }, index) => this.all[index].classList.toggle("thumb-seen", seen));
    this.box.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.mark(this.reader.current, "center");
    this.box.focus();
  }

  close() {
    this.box.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    for (const image of this.box.querySelectorAll("img")) if (!image.complete) image.remove(); // asks for it no longer
    this.reader.stream.focus();
  }

  choose(index) {
    this.close();
    this.reader.show(index);
  }

  build() {
    const near = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) this.draw(target);
    }, { root: this.box, rootMargin: "25% 0px" });
    this.all = this.reader.pages.outline.map((one, index) => {
      const paper = make("span", { className: "thumb-paper" });
      paper.style.setProperty("--ratio", String(one.ratio));
      const thumb = make("div", { id: `thumb-${index}`, className: "thumb" }, paper, make("small", { textContent: String(index + 1) }));
      thumb.setAttribute("role", "option");
      const says = [`${index + 1}: ${one.title}, page ${one.number}`];
      if (one.copy) says.push("copy");
      if (one.doubtful) says.push("text doubtful");
      thumb.setAttribute("aria-label", says.join(", "));
      thumb.title = says.join(", ");
      thumb.classList.toggle("thumb-copy", one.copy);
      near.observe(thumb);
      return thumb;
    });
    this.box.replaceChildren(...this.all);
  }

  draw(thumb) {
    const paper = find(".thumb-paper", thumb);
    if (paper.firstChild) return;
    const { document: doc, number } = this.reader.pages.outline[this.all.indexOf(thumb)];
    const base = this.reader.records.dataset.pages.replace(/\/pages$/, "");
    paper.append(make("img", { alt: "", decoding: "async", src: `${base}/${encodeURIComponent(doc)}/${number}/image?w=160` }));
  }

  mark(index, block = "nearest") {
    this.all[this.at]?.setAttribute("aria-selected", "false");
    this.at = index;
    const thumb = this.all[index];
    if (!thumb) return;
    thumb.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", thumb.id);
    thumb.scrollIntoView({ block });
  }

  // perRow is how many stand in a row.
  perRow() {
    const first = this.all[0].offsetTop;
    const row = this.all.findIndex((thumb) => thumb.offsetTop > first);
    return row < 0 ? this.all.length : row;
  }

  key = (event) => {
    const last = this.all.length - 1;
    const moves = {
      ArrowRight: () => this.at + 1, ArrowLeft: () => this.at - 1, ArrowDown: () => this.at + this.perRow(), ArrowUp: () => this.at - this.perRow(),
      PageDown: () => this.at + 4 * this.perRow(), PageUp: () => this.at - 4 * this.perRow(), Home: () => 0, End: () => last,
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else if (moves[event.key]) this.mark(Math.min(Math.max(moves[event.key](), 0), last));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

// startThumbs returns what shows and hides all pages as small pictures.
export const startThumbs = (reader) => new Thumbs(reader);
