// The hits of a search: one of them is at hand, and keys go to the one before or after.
import { find, findAll, toast } from "./page.js";

const results = () => find("#results");
const hits = () => findAll("#results [data-hit]");

function open(hit) {
  const folded = hit.closest("details");
  if (folded) folded.open = true;
  hit.scrollIntoView({ block: "nearest" });
  find("a", hit).click();
}

// turn puts the hits of the pages before or after in place of those that are listed.
async function turn(way) {
  const link = find(`a[rel=${way}]`, results());
  if (!link) return false;
  const response = await fetch(link.href).catch(() => null);
  const page = response?.ok && new DOMParser().parseFromString(await response.text(), "text/html");
  const list = page && find("#results", page);
  if (!list) return false;
  results().replaceWith(document.importNode(list, true));
  const [here, there] = [new URL(location.href), new URL(link.href)];
  here.searchParams.delete("from");
  if (there.searchParams.has("from")) here.searchParams.set("from", there.searchParams.get("from"));
  history.replaceState(history.state, "", here);
  return true;
}

// stepHit goes so many hits on, or back, over all pages that are found.
export async function stepHit(step) {
  if (!results()) return toast("Nothing is searched for. Press / and type what you look for.");
  const all = hits();
  const at = all.findIndex((hit) => hit.hasAttribute("aria-current"));
  const begin = step > 0 ? 0 : all.length - 1;
  const next = all[at < 0 ? begin : at + step];
  if (next) return open(next);
  if (!(await turn(step > 0 ? "next" : "prev"))) return toast(step > 0 ? "This is the last hit." : "This is the first hit.");
  open(hits().at(step > 0 ? 0 : -1));
}

// startHits keeps track of the hit at hand, however it was opened.
export function startHits() {
  document.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-hit] a")?.closest("[data-hit]");
    if (!hit) return;
    for (const other of hits()) other.removeAttribute("aria-current");
    hit.setAttribute("aria-current", "true");
  });
  find("#results [data-hit][aria-current]")?.scrollIntoView({ block: "nearest" });
}
