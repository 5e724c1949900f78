// The words of a page over its image: transparent, selectable, in reading order.
// One element per line; the words of a line are separated by real spaces.
import { find, findAll, make } from "./page.js";

const layers = new WeakMap(); // page → promise of its layer
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();

// naturalWidth is the width of a text set in a font of size 1.
function naturalWidth(text) {
  if (!widths.has(text)) {
    pen.font = '100px "Liberation Sans", Arial, sans-serif';
    widths.set(text, pen.measureText(text).width / 100);
  }
  return widths.get(text);
}

// layerOf loads and builds the words of a page once. A page whose words cannot
// be had stays an image, and is tried again when it comes near the next time.
export function layerOf(page) {
  if (!layers.has(page)) {
    layers.set(page, load(page).catch(() => {
      layers.delete(page);
      return null;
    }));
  }
  return layers.get(page);
}

// letGo drops the layer of a page far away, unless something in it is selected.
export function letGo(page) {
  const layer = find(".words", page);
  const selection = getSelection();
  if (!layer || layer.contains(selection.anchorNode) || layer.contains(selection.focusNode) || find(".picked-word, .word-cursor", layer)) return;
  layer.remove();
  layers.delete(page);
}

// The words come with the hits of the search that the page shows.
async function load(page) {
  const { query } = find("#records").dataset;
  const address = query ? `${page.dataset.words}?${new URLSearchParams({ q: query })}` : page.dataset.words;
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`words: ${response.status}`);
  const found = await response.json();
  const layer = build(found);
  for (const [first, last] of found.hits) for (const word of wordsOf(layer).slice(first, last + 1)) word.classList.add("hit-word");
  find(".sheet", page).append(layer);
  return layer;
}

const inOrder = new WeakMap(); // layer → its words in the order of the page

export const wordsOf = (layer) => inOrder.get(layer);

// indexOfWord is where a word stands in the order of its page.
export const indexOfWord = (word) => wordsOf(word.closest(".words")).indexOf(word);

// linesOf gathers the words by their line number, in the order they came.
function linesOf(words) {
  const lines = [];
  const byNumber = new Map();
  words.forEach(([text, x0, y0, x1, y1, number], index) => {
    let line = byNumber.get(number);
    if (!line) {
      line = { x0, y0, y1, words: [] };
      byNumber.set(number, line);
      lines.push(line);
    }
    line.y0 = Math.min(line.y0, y0);
    line.y1 = Math.max(line.y1, y1);
    line.words.push({ text, x0, x1, index });
  });
  return lines;
}

function build({ width, height, words }) {
  const layer = make("div", { className: "words" });
  const lines = linesOf(words);
  const spans = [];
  lines.forEach((line, index) => layer.append(buildLine(line, lines, index, { width, height, spans })));
  inOrder.set(layer, spans);
  return layer;
}

// A line that has its row to itself reaches over the whole width and down to the
// next line, so that a selection drawn through a gap does not jump. The words are
// put into spans as well, in the order of the page.
function buildLine(line, lines, index, { width, height, spans }) {
  const unit = (points) => `${((points / width) * 100).toFixed(3)}cqw`;
  const size = Math.max(line.y1 - line.y0, 1);
  const element = make("div", { className: "line" });
  const alone = !lines.some((other) => other !== line && other.y0 < line.y1 - 1 && other.y1 > line.y0 + 1);
  element.style.top = `${((line.y0 / height) * 100).toFixed(3)}%`;
  element.style.fontSize = unit(size);
  element.style.lineHeight = unit(size);
  if (alone) {
    element.style.left = "0";
    element.style.width = "100%";
    element.style.paddingLeft = unit(Math.max(line.x0, 0));
    const gap = (lines[index + 1]?.y0 ?? line.y1) - line.y1;
    if (gap > 0 && gap < 2 * size) element.style.paddingBottom = unit(gap);
  } else {
    element.style.left = `${((line.x0 / width) * 100).toFixed(3)}%`;
  }
  let end = line.x0; // where the word before ends, its space not counted
  line.words.forEach((word, i) => {
    const span = make("span", { className: "w", textContent: word.text });
    spans[word.index] = span;
    const natural = naturalWidth(word.text) * size || 1;
    const wanted = Math.max(word.x1 - word.x0, 0.1);
    const space = i ? naturalWidth(" ") * size : 0;
    span.style.width = unit(natural);
    span.style.marginLeft = unit(word.x0 - end - space);
    span.style.marginRight = unit(wanted - natural);
    span.style.transform = `scaleX(${(wanted / natural).toFixed(4)})`;
    if (i) element.append(" ");
    element.append(span);
    end = word.x1;
  });
  element.append("\n"); // copied text keeps its lines
  return element;
}

// plain is a text as it is compared: lower case, letters and digits only.
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

// markQuote marks the words of a quote on a page, and brings them into view.
export async function markQuote(page, quote) {
  const layer = await layerOf(page);
  const wanted = plain(quote);
  if (!layer || !wanted) return;
  const words = findAll(".w", layer);
  const starts = [];
  let all = "";
  for (const word of words) {
    starts.push(all.length);
    all += plain(word.textContent);
  }
  const from = all.indexOf(wanted);
  if (from < 0) return;
  mark(words.filter((word, i) => starts[i] + plain(word.textContent).length > from && starts[i] < from + wanted.length));
}

// markWords marks the words of a page from one index to another, both included,
// and brings them into view.
export async function markWords(page, first, last) {
  const layer = page && (await layerOf(page));
  if (layer) mark(wordsOf(layer).slice(first, last + 1));
}

function mark(words) {
  for (const word of findAll(".cited")) word.classList.remove("cited");
  for (const word of words) word.classList.add("cited");
  words[0]?.scrollIntoView({ block: "nearest" });
}
