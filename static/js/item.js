// The item form: citations are added and removed here at once, and everything is
// saved by the same engine as the summary.
import { find, findAll } from "./page.js";
import { keepSaved, same } from "./save.js";
import { settle } from "./conflict.js";
import { startFinder } from "./finder.js";

const form = find("#draft-form");
const unsaved = new Set(["_csrf", "version", "q", "do"]);
const fieldName = /^c\d+-/;

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
  return false;
}

function read() {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !unsaved.has(name)));
}

function write(values) {
  const wanted = Number(values.citations ?? 0);
  while (citations().length < wanted) addCitation();
  for (const surplus of citations().slice(wanted)) surplus.remove();
  number();
  for (const field of form.elements) {
    if (!field.name || unsaved.has(field.name) || field.name === "citations" || field.type === "submit") continue;
    const value = values[field.name] ?? "";
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

function labelOf(name) {
  const element = find(`[name="${CSS.escape(name)}"]`, form);
  const own = element?.type === "radio" ? find("legend", element.closest("fieldset")) : element?.labels?.[0];
  const number = fieldName.exec(name);
  return `${number ? `Citation ${Number.parseInt(name.slice(1), 10) + 1}: ` : ""}${own?.textContent.trim() ?? name.replace(fieldName, "")}`;
}

async function settleConflict({ theirs: sent, by, at }) {
  const mine = read();
  const theirs = Object.fromEntries(sent.map(({ id, text }) => [id, text]));
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].filter((name) => name !== "citations" && !unsaved.has(name));
  const rows = names
    .filter((name) => !same(mine[name] ?? "", theirs[name] ?? ""))
    .map((name) => ({ id: name, label: labelOf(name), mine: mine[name] ?? null, theirs: theirs[name] ?? null }));
  const chosen = await settle(rows, { by, at });
  const now = read();
  for (const [name, choice] of chosen) {
    const long = find(`textarea[name="${CSS.escape(name)}"]`, form);
    if (choice === "theirs") now[name] = theirs[name] ?? "";
    else if (choice === "both" && theirs[name]) now[name] = now[name] ? `${now[name]}${long ? "\n\n" : "; "}${theirs[name]}` : theirs[name];
  }
  now.citations = Math.max(0, ...Object.keys(now).filter((name) => fieldName.test(name) && now[name]).map((name) => Number.parseInt(name.slice(1), 10) + 1));
  write(now);
}

const draft = keepSaved(form, { read, write, perform, settle: settleConflict });
startFinder(find("#q"), find("#hits"), find("#hits-note"), cite);
