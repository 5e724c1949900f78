// The sentences of the summary on the page: made from the server's own markup,
// read as plain data, changed in place.
import { find, findAll } from "./page.js";

const list = () => find("#sentences");

export const sentences = () => findAll(".sentence", list());
export const byID = (id) => sentences().find((s) => s.dataset.id === id);
export const textOf = (sentence) => find("textarea", sentence);

// newID is unlike any id that another window makes at the same time.
export const newID = () => `s${Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join("")}`;

// placeName names a page by the words that the reader has for it.
export function placeName([document, page]) {
  return find(`#${CSS.escape(`p-${document}-${page}`)}`)?.getAttribute("aria-label").replace(/ of \d+$/, "") ?? `${document}, page ${page}`;
}

// rename replaces the placeholder of a template in every attribute.
function rename(root, id) {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes("NEW")) attribute.value = attribute.value.replaceAll("NEW", id);
    }
  }
}

export function addSource(sentence, source) {
  const chip = find("#source-template").content.firstElementChild.cloneNode(true);
  rename(chip, sentence.dataset.id);
  const [document, page, quote] = source;
  const link = find("a", chip);
  const address = new URL(location.href);
  address.searchParams.set("at", `${document}.${page}`);
  address.hash = `p-${document}-${page}`;
  link.href = address.pathname + address.search + address.hash;
  link.textContent = placeName(source);
  find("input", chip).value = JSON.stringify(source);
  find("q", chip).textContent = quote;
  find("button", chip).setAttribute("aria-label", `Remove the source ${link.textContent}`);
  find(".sources", sentence).append(chip);
}

// build makes a sentence that is not on the page yet.
export function build({ id, text, sources }) {
  const sentence = find("#sentence-template").content.firstElementChild.cloneNode(true);
  rename(sentence, id);
  textOf(sentence).value = text;
  for (const source of sources) addSource(sentence, source);
  return sentence;
}

// number writes “Sentence 3” wherever a sentence is named.
export function number() {
  sentences().forEach((sentence, i) => {
    const label = `Sentence ${i + 1}`;
    sentence.setAttribute("aria-label", label);
    find("label", sentence).textContent = label;
    find(".sources", sentence).setAttribute("aria-label", `Sources of ${label}`);
  });
}

export function readOne(sentence) {
  return {
    id: sentence.dataset.id,
    text: textOf(sentence).value,
    sources: findAll(".chip input", sentence).map((input) => JSON.parse(input.value)),
  };
}

export const read = () => sentences().map(readOne);

// write makes the page show these sentences; those that are unchanged stay as
// they are, with the findings beside them and the cursor in them.
export function write(wanted, same) {
  const elements = wanted.map((data) => {
    const here = byID(data.id);
    if (here && same(readOne(here), { id: data.id, text: data.text, sources: data.sources })) return here;
    return build(data);
  });
  list().replaceChildren(...elements);
  number();
}
