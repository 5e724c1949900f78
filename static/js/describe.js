// Dates and kinds: single keys confirm the record at hand, take what its page says,
// or open it for a change. What moves a record loads the page anew.
import { find, findAll, parse, post, say, sessionEnded, toast } from "./page.js";

const fragment = { "X-Fragment": "record", Accept: "text/html, application/json" };
const wide = matchMedia("(min-width: 56rem)"); // where both halves are on the screen

const rows = () => findAll("[data-record]");
const atHand = () => document.activeElement.closest("[data-record]") ?? find("[data-record][aria-current]");

// goTo puts the record at hand and opens the words that led to it in the reader.
function goTo(row) {
  find("[data-record][aria-current]")?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.focus();
  row.scrollIntoView({ block: "nearest" });
  if (wide.matches) find(".doubts a, .words-led a, .record-head a", row).click();
}

// goToNext goes to the next record that is to be checked, from the top again after the last.
function goToNext() {
  const all = rows();
  const from = all.indexOf(atHand()) + 1;
  const next = [...all.slice(from), ...all.slice(0, from)].find((row) => row.hasAttribute("data-to-check"));
  if (next) goTo(next);
  else say("Nothing is left to check.");
}

// put replaces a record by what the server made of it.
async function put(response) {
  if (sessionEnded(response)) return toast("Your session has ended. Sign in again.");
  if (!response.ok && response.status !== 422) {
    const { message } = await response.json().catch(() => ({}));
    return toast(message ?? "This did not work. Load the page again.");
  }
  const row = parse(await response.text());
  document.getElementById(row.id).replaceWith(row);
  find("#dates-count").textContent = response.headers.get("X-Count");
  return row;
}

const failed = () => toast("The server cannot be reached. Try again.");

async function confirm(form) {
  const fields = new FormData(form);
  fields.set("do", "confirm");
  const row = await post(form.action, fields, { headers: fragment }).then(put, failed);
  if (!row) return;
  row.focus();
  goToNext();
}

async function show(link) {
  const row = await fetch(link.href, { headers: fragment, redirect: "manual" }).then(put, failed);
  if (row) (find("input:not([type=hidden])", row) ?? row).focus();
}

// holds says whether the page is one of the record's.
function holds({ dataset: { document, first, last } }, { doc, page }) {
  return document === doc && Number(first) <= Number(page) && (last === "0" || Number(page) <= Number(last));
}

// split makes a record begin on the page at hand in the reader.
function split() {
  const page = find(".page-current");
  const form = page && rows().filter((row) => holds(row, page.dataset)).map((row) => find("[data-split]", row)).find(Boolean);
  const field = form?.elements.page;
  if (field) field.value = page.dataset.page;
  if (!field?.checkValidity()) return toast("A record begins on the page at hand already, or its review is signed.");
  form.requestSubmit(find("button", form));
}

const press = (selector) => (row) => find(selector, row)?.click();
const keys = { q: goToNext, y: press("button[value=confirm]"), w: press("button[value=take]"), a: press("[data-change]"), "|": split, "<": press("button[value=join]") };

document.addEventListener("submit", (event) => {
  if (event.submitter?.value !== "confirm") return;
  event.preventDefault();
  confirm(event.target);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-change], [data-cancel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || find("dialog[open]")) return;
  if (event.key === "Escape" && event.target.closest(".record-form")) {
    find("[data-cancel]", event.target.closest(".record-form")).click();
    return;
  }
  const act = keys[event.key];
  if (!act || !find("#letters").checked || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const row = atHand();
  if (!row && act !== goToNext && act !== split) return goToNext();
  event.preventDefault();
  act(row);
});
// the reader starts first, since its script stands before this one
const here = location.hash.startsWith("#record-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (here) goTo(here);
