// Findings of the last save, each beside what it is about, put there without
// moving what the reviewer is typing.
import { find, findAll, make, parse } from "./page.js";

const places = () => [find("#findings"), ...findAll("[data-findings]")].filter(Boolean);

// scrollerOf is the nearest part of the screen around an element that scrolls.
function scrollerOf(element) {
  let box = element.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return box ?? document.scrollingElement;
}

// keepStill makes a change and leaves the element where it was on the screen. What
// scrolling cannot make good, because there is nothing left to scroll, is made good
// by places above it that keep their height.
function keepStill(element, change) {
  if (!element) return change();
  const top = () => element.getBoundingClientRect().top;
  const before = top();
  const heights = new Map(places().map((place) => [place, place.offsetHeight]));
  for (const place of heights.keys()) place.style.minHeight = "";
  change();
  const box = scrollerOf(element);
  box.scrollTop += top() - before;
  for (const [place, height] of heights) {
    const gap = before - top();
    if (gap < 1) return;
    const above = place.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (above && place.offsetHeight < height) {
      place.style.minHeight = `${Math.min(height, place.offsetHeight + gap)}px`;
      place.classList.add("held");
    }
  }
}

// put fills a place, unless it shows the same already: then whoever reads there is
// not disturbed.
function put(place, items) {
  const list = items.length ? make("ul", { className: "findings" }, ...items) : null;
  place.classList.remove("held");
  const shown = find("ul", place);
  if (shown ? !shown.isEqualNode(list) : list) place.replaceChildren(...(list ? [list] : []));
}

// sayHow tells how much was found, to screen readers too, when it changed.
function sayHow(words) {
  const place = find("#checks-state");
  if (place && place.textContent !== words) place.textContent = words;
}

// placeFindings replaces all findings on the page by those of the answer. placeOf
// gives the element beside which one stands, or nothing: then it stands on top.
export function placeFindings(html, placeOf) {
  const answer = parse(html);
  const byPlace = new Map(places().map((place) => [place, []]));
  for (const item of findAll(".findings > li", answer)) byPlace.get(placeOf(item) ?? find("#findings"))?.push(item);
  const reading = document.activeElement?.closest(".finding");
  const link = reading && [reading.dataset.finding, findAll("a", reading).indexOf(document.activeElement)];
  const writing = document.activeElement?.closest("#draft-form, #findings") ? document.activeElement : null;
  keepStill(writing, () => {
    for (const [place, items] of byPlace) put(place, items);
  });
  if (link && document.activeElement === document.body) findAll("a", find(`[data-finding="${link[0]}"]`) ?? document.createElement("p"))[link[1]]?.focus({ preventScroll: true });
  sayHow(answer.dataset.said);
  document.dispatchEvent(new CustomEvent("imr:findings"));
}

// select puts the focus into a field and selects the words there that a finding is about.
export function select(field, words) {
  field.focus();
  const from = words ? field.value?.indexOf(words) ?? -1 : -1;
  if (from < 0 || !field.setSelectionRange) return;
  field.setSelectionRange(from, from + words.length);
}

// arrive goes to the words that the finding of the address is about.
function arrive() {
  const key = new URL(location.href).searchParams.get("finding");
  const item = key && find(`.finding[data-finding="${CSS.escape(key)}"]`);
  const field = item && document.getElementById(item.dataset.place);
  if (field) select(field.matches("textarea, input") ? field : find("input:checked, input:not([type=hidden]), textarea", field) ?? field, item.dataset.words);
}

arrive();
