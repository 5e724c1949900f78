// Selecting words by keyboard: a visible cursor that stands on a word, moved by
// the arrow keys, extended with Shift.
import { find, findAll, say } from "./page.js";
import { layerOf } from "./textlayer.js";

let place = null; // { page, words, index, anchor }

export const active = () => place !== null;

// selected returns the words selected, or the one under the cursor.
export function selected() {
  if (!place) return null;
  const [from, to] = [place.anchor ?? place.index, place.index].sort((a, b) => a - b);
  return { page: place.page, words: place.words.slice(from, to + 1) };
}

// start puts the cursor on the first word of the page that can be seen.
export async function start(page, stream) {
  const layer = page && (await layerOf(page));
  const words = layer ? findAll(".w", layer) : [];
  if (!words.length) return say("This page has no words to select.");
  leave();
  const top = stream.getBoundingClientRect().top;
  const seen = words.findIndex((word) => word.getBoundingClientRect().top >= top);
  place = { page, words, index: Math.max(seen, 0), anchor: null };
  stream.focus({ preventScroll: true });
  draw();
  say(`Selecting words. ${words[place.index].textContent}`);
}

export function leave() {
  if (!place) return;
  for (const word of place.words) word.classList.remove("word-cursor", "picked-word");
  place = null;
}

function draw() {
  const from = Math.min(place.anchor ?? place.index, place.index);
  const to = Math.max(place.anchor ?? place.index, place.index);
  place.words.forEach((word, i) => {
    word.classList.toggle("word-cursor", i === place.index);
    word.classList.toggle("picked-word", place.anchor !== null && i >= from && i <= to);
  });
  place.words[place.index].scrollIntoView({ block: "nearest", inline: "nearest" });
}

// inLine finds the word of another line nearest to the cursor's; step is 1 or -1.
function inLine(step) {
  const here = place.words[place.index];
  let line = here.parentElement;
  do line = step > 0 ? line.nextElementSibling : line.previousElementSibling;
  while (line && !find(".w", line));
  if (!line) return step > 0 ? place.words.length - 1 : 0;
  const middle = (word) => {
    const box = word.getBoundingClientRect();
    return (box.left + box.right) / 2;
  };
  const x = middle(here);
  const nearest = findAll(".w", line).reduce((a, b) => (Math.abs(middle(b) - x) < Math.abs(middle(a) - x) ? b : a));
  return place.words.indexOf(nearest);
}

function target(key) {
  const line = findAll(".w", place.words[place.index].parentElement);
  switch (key) {
    case "ArrowRight": return place.index + 1;
    case "ArrowLeft": return place.index - 1;
    case "ArrowDown": return inLine(1);
    case "ArrowUp": return inLine(-1);
    case "Home": return place.words.indexOf(line[0]);
    case "End": return place.words.indexOf(line.at(-1));
    default: return null;
  }
}

// handle moves the cursor for a key event; it says whether the key was its own.
export function handle(event) {
  if (!place) return false;
  if (event.key === "Escape") {
    leave();
    say("Selecting words ended.");
    return true;
  }
  const wanted = target(event.key);
  if (wanted === null) return false;
  place.anchor = event.shiftKey ? (place.anchor ?? place.index) : null;
  place.index = Math.min(Math.max(wanted, 0), place.words.length - 1);
  draw();
  const count = selected().words.length;
  say(event.shiftKey ? `${place.words[place.index].textContent}, ${count} words selected` : place.words[place.index].textContent);
  return true;
}
