// The criteria beside a decision: pages are added and dropped here at once, what is
// called not documented is looked for at once, and the panel follows the citations,
// as the list of what was decided before follows the decision.
import { find, findAll, make, parse, toast } from "./page.js";
import { placeName } from "./sentences.js";

const panel = () => find("#criteria");
const rowOf = (index) => find(`[data-criterion="${CSS.escape(index)}"]`, panel());
const fieldOf = (row, name) => find(`[name="k${row.dataset.criterion}-${name}"]`, row);
const pagesOf = (row) => JSON.parse(fieldOf(row, "pages").value || "[]");

// unsettled are the fields of the panel that nobody has to choose between.
export const unsettled = /^(criteria|k\d+-(list|version|key|words|pages)|add\d+-\w+)$/;

// joinPages gives both sides of a conflict the pages of both.
export function joinPages(mine, theirs) {
  for (const name of Object.keys(mine).filter((n) => /^k\d+-pages$/.test(n))) {
    const all = [mine[name], theirs[name]].flatMap((value) => JSON.parse(value || "[]").map((page) => JSON.stringify(page)));
    mine[name] = theirs[name] = `[${[...new Set(all)].join(",")}]`;
  }
}

function chip(row, source, at) {
  const [document, page, quote] = source;
  const address = new URL(location.href);
  address.searchParams.set("at", `${document}.${page}`);
  address.hash = `p-${document}-${page}`;
  const link = make("a", { href: address.pathname + address.search + address.hash, textContent: placeName(source) });
  link.dataset.pageLink = "";
  const drop = make("button", { className: "quiet", name: "do", value: `criterion-drop:${row.dataset.criterion}:${at}`, title: "Remove this page", textContent: "×" });
  drop.setAttribute("aria-label", `Remove ${link.textContent} from: ${fieldOf(row, "words").value}`);
  return make("li", { className: "chip" }, link, ...(quote ? [make("q", { textContent: quote })] : []), drop);
}

const drawRow = (row) => find(".sources", row).replaceChildren(...pagesOf(row).map((source, i) => chip(row, source, i)));

// drawPages shows the pages that the fields hold, after somebody else wrote them.
export const drawPages = () => findAll("[data-criterion]", panel()).forEach(drawRow);

function setPages(row, pages) {
  fieldOf(row, "pages").value = JSON.stringify(pages);
  drawRow(row);
}

function addPage(row, source) {
  if (pagesOf(row).some((page) => JSON.stringify(page) === JSON.stringify(source))) return toast("This page is there already.");
  setPages(row, [...pagesOf(row), source]);
  toast(`${placeName(source)} is added.`);
}

// taken is what is selected in the records, or nothing.
function taken() {
  const asked = new CustomEvent("imr:take", { detail: {} });
  document.dispatchEvent(asked);
  return asked.detail.place;
}

const acts = {
  "criterion-drop": (row, at) => {
    setPages(row, pagesOf(row).filter((_, i) => i !== Number(at)));
    find(".criterion-add > summary", row).focus();
  },
  "criterion-fact": (row) => addPage(row, JSON.parse(find('[name$="-fact"]', row).value)),
  "criterion-page": (row) => {
    const field = find('[name$="-page"]', row);
    const [document, page] = [find('[name$="-document"]', row).value, Number(field.value)];
    if (!find(`#${CSS.escape(`p-${document}-${page}`)}`)) {
      field.focus();
      return toast("The document has no such page.");
    }
    addPage(row, [document, page, ""]);
    field.value = "";
  },
  "criterion-selection": (row) => {
    const place = taken();
    if (!place) return toast("Select words on a page first.");
    addPage(row, [place.document, place.page, place.quote]);
  },
};

// performCriterion does what a button of the panel asks; false when it is none of them.
export function performCriterion(button) {
  const [what, index, at] = button.value.split(":");
  if (!acts[what]) return false;
  acts[what](rowOf(index), at);
  return true;
}

// lookFor shows what the records hold of what was just called not documented.
async function lookFor(row) {
  const place = find(".criterion-hits", row);
  place.replaceChildren(make("p", { className: "hint", textContent: "Searching the records…" }));
  const query = new URLSearchParams({ list: fieldOf(row, "list").value, key: fieldOf(row, "key").value });
  const response = await fetch(`${panel().dataset.criteria}/hits?${query}`).catch(() => null);
  if (find("input:checked", row)?.value !== "not_documented") return;
  if (response?.ok) place.replaceChildren(parse(await response.text()));
  else place.replaceChildren(make("p", { className: "wrong", textContent: "The records could not be searched. Save the item and load the page again." }));
}

// cited tells whether the citations are others than before.
const cited = () => findAll('[name$="-guideline"], [name$="-chapter"]', find("#citation-list")).map((input) => input.value).join("|");
let last = cited();

async function follow() {
  if (last === cited()) return;
  last = cited();
  const response = await fetch(panel().dataset.criteria).catch(() => null);
  const fresh = response?.ok ? parse(await response.text()) : null;
  if (fresh?.id !== "criteria" || fresh.dataset.asked === panel().dataset.asked || panel().contains(document.activeElement)) return;
  panel().replaceWith(fresh);
}

// followEarlier shows whether the draft, as it is saved now, names what it contradicts.
async function followEarlier() {
  const list = find("#earlier");
  if (!find("li", list)) return;
  const response = await fetch(list.dataset.earlier).catch(() => null);
  const fresh = response?.ok ? parse(await response.text()) : null;
  if (fresh?.id === "earlier" && fresh.textContent !== list.textContent && !list.contains(document.activeElement)) list.replaceWith(fresh);
}

document.addEventListener("change", (event) => {
  const row = event.target.type === "radio" && event.target.closest("[data-criterion]");
  if (!row) return;
  const rows = findAll("[data-criterion]", panel());
  find("[data-told]", panel()).textContent = `${rows.filter((r) => find("input:checked", r)).length} of ${rows.length} judged.`;
  if (event.target.value === "not_documented") lookFor(row);
  else find(".criterion-hits", row).replaceChildren();
});
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".criterion-add summary, [value^='criterion-selection:']")) event.preventDefault(); // keeps the selection
});
new MutationObserver(() => {
  if (find("#save-state").dataset.state !== "saved") return;
  follow();
  followEarlier();
}).observe(find("#save-state"), { attributes: true, attributeFilter: ["data-state"] });
