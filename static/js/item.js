// The item form: citations are added and removed here at once, and everything is
// saved by the same engine as the summary.
import { find, findAll } from "./page.js";
import { keepSaved, same } from "./save.js";
import { settle } from "./conflict.js";
import { startFinder } from "./finder.js";
import { intoRationale } from "./lanes.js";
import { drawPages, joinPages, performCriterion, unsettled } from "./criteria.js";

const form = find("#draft-form");
const unsaved = new Set(["_csrf", "version", "q", "do"]);
const fieldName = /^c(\d+|NEW)-/; // NEW stands in the template

const citations = () => findAll(".citation", find("#citation-list"));

// number gives the citations their places again after one came or went.
function number() {
  citations().forEach((citation, i) => {
    find("legend", citation).textContent = `Citation ${i + 1}`;
    for (const input of findAll("input", citation)) {
      const name = input.name.replace(fieldName, "");
      find(`label[for="${CSS.escape(input.id)}"]`, citation).htmlFor = `c${i}-${name}`;
      input.name = input.id = `c${i}-${name}`;
    }
    const button = find("button", citation);
    button.value = `remove-citation:${i}`;
    button.setAttribute("aria-label", `Remove citation ${i + 1}`);
  });
  form.elements.citations.value = citations().length;
}

function addCitation() {
  const citation = find("#citation-template").content.firstElementChild.cloneNode(true);
  find("#citation-list").append(citation);
  number();
  return citation;
}

const fieldsOf = (citation) => Object.fromEntries(findAll("input", citation).map((input) => [input.name.replace(fieldName, ""), input]));

// cite fills the first citation that is still empty, or a new one, and goes on
// to what the library does not know.
function cite(values) {
  const empty = citations().find((c) => findAll("input", c).every((input) => !input.value));
  const fields = fieldsOf(empty ?? addCitation());
  for (const [name, value] of Object.entries(values)) {
    if (fields[name]) fields[name].value = value;
  }
  (["chapter", "section", "pages"].map((name) => fields[name]).find((field) => !field.value) ?? fields.pages).focus();
  draft.touch();
}

function perform(button) {
  const [what] = button.value.split(":");
  if (what === "use-fact") return intoRationale(form.elements.rationale, button.dataset.phrase);
  if (what === "add-citation") {
    find("input", addCitation()).focus();
    return true;
  }
  if (what === "remove-citation") {
    button.closest(".citation").remove();
    number();
    find('[value="add-citation"]').focus();
    return true;
  }
  return performCriterion(button);
}

// read gives the fields by name, and the citations as a list.
function read() {
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => !unsaved.has(name) && !fieldName.test(name)));
  const list = citations().map((c) => Object.fromEntries(Object.entries(fieldsOf(c)).map(([name, input]) => [name, input.value])));
  return { fields, citations: list };
}

function write(state) {
  for (const field of form.elements) {
    if (!field.name || unsaved.has(field.name) || fieldName.test(field.name) || field.type === "submit" || field.type === "hidden") continue;
    const value = state.fields[field.name] ?? "";
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  while (citations().length < state.citations.length) addCitation();
  for (const surplus of citations().slice(state.citations.length)) surplus.remove();
  number();
  citations().forEach((citation, i) => {
    for (const [name, input] of Object.entries(fieldsOf(citation))) input.value = state.citations[i][name] ?? "";
  });
  showDependence();
  drawPages();
}

// stateOf makes the same of a flat list of named texts, as the server sends it.
function stateOf(texts) {
  const state = { fields: {}, citations: [] };
  for (const { id, text } of texts) {
    if (unsaved.has(id) || id === "citations") continue;
    const index = fieldName.exec(id)?.[1];
    if (index === undefined) state.fields[id] = text;
    else (state.citations[index] ??= {})[id.replace(fieldName, "")] = text;
  }
  state.citations = state.citations.filter(Boolean);
  return state;
}

function labelOf(name) {
  const element = find(`[name="${CSS.escape(name)}"]`, form);
  const label = element?.type === "radio" ? find("legend", element.closest("fieldset")) : element?.labels?.[0];
  return label?.textContent.trim() ?? name;
}

// shown is how a value reads: the words of a radio button or an option.
function shown(name, value) {
  const choice = find(`input[type=radio][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`, form)?.labels[0];
  const option = find(`select[name="${CSS.escape(name)}"] option[value="${CSS.escape(value)}"]`, form);
  return (choice ?? option)?.textContent.trim() ?? value;
}

// inWords has the parts of a citation in the order of its fields, whoever sent it.
function inWords(list) {
  const names = Object.keys(fieldsOf(find("#citation-template").content));
  return list.map((citation) => names.map((name) => citation[name]).filter(Boolean).join(", ")).join("\n");
}

// counted are the fields that the page itself fills, by what is cited: nobody typed them.
const counted = /^(citations|worksheet|w\d+-source)$/;

async function settleConflict({ theirs: sent, by, at }) {
  const mine = read();
  const theirs = stateOf(sent);
  const names = [...new Set([...Object.keys(mine.fields), ...Object.keys(theirs.fields)])].filter((name) => !counted.test(name) && !unsettled.test(name));
  joinPages(mine.fields, theirs.fields);
  const rows = names
    .map((name) => ({ id: name, label: labelOf(name), mine: shown(name, mine.fields[name] ?? ""), theirs: shown(name, theirs.fields[name] ?? "") }))
    .filter((row) => !same(row.mine, row.theirs))
    .map((row) => ({ ...row, single: !find(`textarea[name="${CSS.escape(row.id)}"]`, form) }));
  if (!same(inWords(mine.citations), inWords(theirs.citations))) {
    rows.push({ id: "citations", label: "Citations", mine: inWords(mine.citations), theirs: inWords(theirs.citations) });
  }
  const chosen = await settle(rows, { by, at });
  const now = read();
  joinPages(now.fields, theirs.fields);
  write(merge(now, theirs, chosen));
}

function merge(mine, theirs, chosen) {
  for (const [name, choice] of chosen) {
    if (choice === "mine") continue;
    const both = choice === "both";
    if (name === "citations") mine.citations = both ? [...mine.citations, ...theirs.citations] : theirs.citations;
    else mine.fields[name] = both ? [mine.fields[name], theirs.fields[name]].filter(Boolean).join("\n\n") : (theirs.fields[name] ?? "");
  }
  return mine;
}

// showDependence shows the list of items only where the basis is another item.
function showDependence() {
  const list = find("#depends_on");
  if (list) list.closest(".field").hidden = !find("#basis-dependent").checked && !list.value;
}

const draft = keepSaved(form, {
  read, write, perform,
  settle: settleConflict,
  placeOf: (finding) => find(`[data-findings="${CSS.escape(finding.dataset.place || "none")}"]`),
});
startFinder(find("#q"), find("#hits"), find("#hits-note"), cite);
form.addEventListener("change", showDependence);
showDependence();
