// The summary editor: everything its buttons do without scripts happens here at
// once, and is saved by the same form.
import { find, toast } from "./page.js";
import { keepSaved, same } from "./save.js";
import { settle } from "./conflict.js";
import { addSource, build, byID, newID, number, placeName, read, sentences, textOf, write } from "./sentences.js";

const form = find("#draft-form");
let current = null; // id of the sentence last written in

function setCurrent(sentence) {
  for (const s of sentences()) s.classList.toggle("sentence-current", s === sentence);
  current = sentence?.dataset.id ?? null;
}

function insert(data, after) {
  const sentence = build({ id: newID(), text: "", sources: [], ...data });
  if (after) after.after(sentence);
  else find("#sentences").append(sentence);
  number();
  setCurrent(sentence);
  return sentence;
}

function remove(sentence) {
  const before = read();
  const next = sentence.nextElementSibling ?? sentence.previousElementSibling;
  sentence.remove();
  number();
  if (next) textOf(next).focus();
  else find('#draft-form [value="add"]').focus();
  toast("The sentence is removed.", {
    label: "Undo",
    run: () => {
      write(before, same);
      draft.touch();
    },
  });
}

function move(sentence, step, button) {
  const other = step < 0 ? sentence.previousElementSibling : sentence.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(sentence);
  else other.after(sentence);
  number();
  button.focus();
}

function removeSource(button) {
  const list = button.closest(".sources");
  button.closest(".chip").remove();
  (list.querySelector("button") ?? textOf(list.closest(".sentence"))).focus();
}

// perform does what a button of the form asks for; false when it cannot.
function perform(button) {
  const [what, id] = button.value.split(":");
  const sentence = byID(id);
  const acts = {
    add: () => textOf(insert({}, sentence)).focus(),
    up: () => move(sentence, -1, button),
    down: () => move(sentence, 1, button),
    remove: () => remove(sentence),
    "remove-source": () => removeSource(button),
    "use-fact": () => {
      const source = JSON.parse(button.dataset.use);
      textOf(insert({ text: source[2], sources: [source] })).focus();
    },
  };
  acts[what]?.();
  return what in acts;
}

const rowOf = (label, id, mine, theirs) => ({
  id, label,
  mine: mine?.text ?? null,
  theirs: theirs?.text ?? null,
  mineSources: mine?.sources.map((s) => `${placeName(s)}: ${s[2]}`),
  theirsSources: theirs?.sources.map((s) => `${placeName(s)}: ${s[2]}`),
});

// merge applies the choices: mine keep their order, and a sentence that only
// they have goes behind the one it stands behind in theirs.
function merge(mine, theirs, chosen) {
  const merged = [];
  for (const m of mine) {
    const t = theirs.find((x) => x.id === m.id);
    const choice = chosen.get(m.id) ?? "mine";
    if (choice !== "theirs") merged.push(m);
    if (t && choice === "theirs") merged.push(t);
    if (t && choice === "both") merged.push({ ...t, id: newID() });
  }
  theirs.forEach((t, i) => {
    if (mine.some((m) => m.id === t.id) || chosen.get(t.id) === "mine") return;
    const before = merged.findIndex((x) => x.id === theirs[i - 1]?.id);
    merged.splice(before < 0 && i > 0 ? merged.length : before + 1, 0, t);
  });
  return merged;
}

async function settleConflict({ theirs: sent, by, at }) {
  const mine = read();
  const theirs = sent.map(({ id, text, sources }) => ({ id, text, sources: sources ?? [] }));
  const rows = mine
    .map((m, i) => [`Sentence ${i + 1}`, m.id, m, theirs.find((t) => t.id === m.id)])
    .filter(([, , m, t]) => !same(m, t));
  const extra = theirs.filter((t) => !mine.some((m) => m.id === t.id)).map((t) => ["A sentence of theirs", t.id, undefined, t]);
  const chosen = await settle([...rows, ...extra].map((row) => rowOf(...row)), { by, at });
  write(merge(read(), theirs, chosen), same);
}

const draft = keepSaved(form, {
  read: () => ({ sentences: read() }),
  write: (state) => write(state.sentences, same),
  perform,
  settle: settleConflict,
  placeOf: ({ dataset }) => {
    const about = byID(dataset.sentence);
    return about && find(".sentence-findings", about);
  },
});

find("#sentences").addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) setCurrent(event.target.closest(".sentence"));
});

// A quote from the reader: a source of the current sentence, or a new sentence.
document.addEventListener("imr:source", (event) => {
  const { document: from, page, quote, as } = event.detail;
  if (form.querySelector("fieldset.whole").disabled) return;
  event.preventDefault();
  const source = [from, page, quote];
  let sentence = current && byID(current);
  if (sentence && as === "source") addSource(sentence, source);
  else sentence = insert({ text: quote, sources: [source] }, sentence);
  sentence.scrollIntoView({ block: "nearest" });
  draft.touch();
  toast(`${placeName(source)} is a source of ${sentence.getAttribute("aria-label").toLowerCase()}.`);
});
