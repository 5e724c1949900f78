// What is selected on a page, by mouse or by keyboard, and what can be done with it.
import { find, findAll, later, toast } from "./page.js";
import { addFact, addSource } from "./facts.js";
import { copyLink } from "./reader-link.js";
import { indexOfWord } from "./textlayer.js";
import * as cursor from "./wordcursor.js";

// touched says whether a range holds at least one letter of a word.
function touched(range, word) {
  if (!range.intersectsNode(word)) return false;
  if (word.contains(range.startContainer) && range.startOffset >= word.textContent.length) return false;
  return !(word.contains(range.endContainer) && range.endOffset === 0);
}

// byMouse returns the words of the first page that the browser's selection touches.
function byMouse() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  for (const layer of findAll("#stream .words")) {
    if (!range.intersectsNode(layer)) continue;
    const words = findAll(".w", layer).filter((word) => touched(range, word));
    if (words.length) return { page: layer.closest(".page"), words };
  }
  return null;
}

// picked is the selected quote with its place, as facts and sources carry it.
function picked() {
  const found = byMouse() ?? cursor.selected();
  return found && {
    document: found.page.dataset.doc,
    page: Number(found.page.dataset.page),
    quote: found.words.map((word) => word.textContent).join(" "),
    title: found.page.getAttribute("aria-label"),
    words: [indexOfWord(found.words[0]), indexOfWord(found.words.at(-1))],
  };
}

// placeBar puts the bar below the last word, or above where there is no room.
function placeBar(bar, words, { records, stream }) {
  const frame = records.getBoundingClientRect();
  const view = stream.getBoundingClientRect();
  const box = words.at(-1).getBoundingClientRect();
  bar.hidden = box.bottom < view.top || box.top > view.bottom;
  if (bar.hidden) return;
  const below = box.bottom + 6 + bar.offsetHeight < frame.bottom;
  bar.style.top = `${(below ? box.bottom + 6 : box.top - bar.offsetHeight - 6) - frame.top}px`;
  bar.style.left = `${Math.max(4, Math.min(box.right - frame.left - bar.offsetWidth / 2, frame.width - bar.offsetWidth - 4))}px`;
}

class Selection {
  bar = find("#picked");
  drawing = false; // the mouse button is down

  constructor(reader) {
    this.reader = reader;
  }

  clear() {
    getSelection().removeAllRanges();
    cursor.leave();
    this.bar.hidden = true;
  }

  // take gives what is selected and selects it no more.
  take() {
    const found = picked();
    if (found) this.clear();
    return found;
  }

  // act does one of "fact", "source" and "sentence" with what is selected.
  async act(what) {
    const found = this.take();
    if (!found) return toast("Select words on a page first.");
    if (what === "link") return copyLink(found);
    if (what === "fact") await addFact(found);
    else await addSource(found, what);
  }

  showBar = later(() => {
    if (this.drawing) return;
    const byKeys = cursor.selected();
    const found = byMouse() ?? (byKeys?.words.length > 1 ? byKeys : null);
    if (found) placeBar(this.bar, found.words, this.reader);
    else this.bar.hidden = true;
  }, 60);

  startWords = () => cursor.start(this.reader.page, this.reader.stream);

  listen() {
    const { stream } = this.reader;
    stream.addEventListener("pointerdown", () => {
      this.drawing = true;
      cursor.leave();
      this.bar.hidden = true;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, () => {
        this.drawing = false;
        this.showBar();
      });
    }
    document.addEventListener("selectionchange", this.showBar);
    stream.addEventListener("scroll", this.showBar);
    this.bar.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
    this.bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button) this.act(button.dataset.act);
    });
  }
}

// startSelection watches what is selected on the pages of the reader.
export function startSelection(reader) {
  const selection = new Selection(reader);
  selection.listen();
  return selection;
}
