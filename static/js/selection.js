// What is selected on a page, by mouse or by keyboard, and what can be done with it.
import { find, findAll, later, toast } from "./page.js";
import { addFact, addSource } from "./facts.js";
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

function picked() {
  const found = byMouse() ?? cursor.selected();
  return found && {
    document: found.page.dataset.doc,
    page: Number(found.page.dataset.page),
    quote: found.words.map((word) => word.textContent).join(" "),
    title: found.page.getAttribute("aria-label"),
    words: found.words,
  };
}

export function startSelection(reader) {
  const bar = find("#picked");

  function clear() {
    getSelection().removeAllRanges();
    cursor.leave();
    bar.hidden = true;
  }

  // act does one of "fact", "source" and "sentence" with what is selected.
  async function act(what) {
    const found = picked();
    if (!found) return toast("Select words on a page first.");
    clear();
    const { words, ...place } = found;
    if (what === "fact") await addFact(place);
    else await addSource(place, what);
  }

  function showBar() {
    const found = byMouse() ?? (cursor.active() && cursor.selected().words.length > 1 ? cursor.selected() : null);
    bar.hidden = !found;
    if (!found) return;
    const frame = reader.records.getBoundingClientRect();
    const box = found.words.at(-1).getBoundingClientRect();
    const stream = reader.stream.getBoundingClientRect();
    if (box.bottom < stream.top || box.top > stream.bottom) return void (bar.hidden = true);
    const below = box.bottom + 6 + bar.offsetHeight < frame.bottom;
    bar.style.top = `${(below ? box.bottom + 6 : box.top - bar.offsetHeight - 6) - frame.top}px`;
    bar.style.left = `${Math.max(4, Math.min(box.right - frame.left - bar.offsetWidth / 2, frame.width - bar.offsetWidth - 4))}px`;
  }

  let mouseDown = false;
  const soon = later(() => mouseDown || showBar(), 60);
  reader.stream.addEventListener("pointerdown", () => {
    mouseDown = true;
    cursor.leave();
    bar.hidden = true;
  });
  addEventListener("pointerup", () => {
    mouseDown = false;
    soon();
  });
  addEventListener("pointercancel", () => {
    mouseDown = false;
  });
  document.addEventListener("selectionchange", soon);
  reader.stream.addEventListener("scroll", soon);
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) act(button.dataset.act);
  });
  return { act, showBar: soon, startWords: () => cursor.start(reader.page, reader.stream) };
}
