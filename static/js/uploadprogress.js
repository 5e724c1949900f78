// How far the reading of the records has come, kept current while there is
// something left to do: when all is read, or nobody looks, nothing is asked.
import { find, parse } from "./page.js";

const quick = 1000; // milliseconds until the next look where something changed
const slow = 5000; // and at most where nothing does

let timer = 0;
let wait = quick;
let tag = "";

const place = () => find("#progress");

// ask gets what changed; nothing is answered where nothing did.
async function ask() {
  timer = 0;
  let response;
  try {
    response = await fetch(place().dataset.url, { headers: { Accept: "application/json", "If-None-Match": tag }, redirect: "manual", cache: "no-store" });
  } catch {
    return later(slow);
  }
  if (response.status === 304) return later(Math.min(wait * 1.5, slow));
  if (!response.ok) return stopped(response.status);
  tag = response.headers.get("ETag") ?? "";
  show(parse(await response.text()));
  later(quick);
}

function later(milliseconds) {
  wait = milliseconds;
  clearTimeout(timer);
  if (document.visibilityState === "visible" && "going" in place().dataset) timer = setTimeout(ask, wait);
}

function stopped(status) {
  if (status === 401) find("[data-said]", place())?.replaceChildren("Your session has ended, so this is not kept current. Sign in again.");
}

// show puts the new state in the place of the old one and leaves open what was open,
// and the focus where it was.
function show(fresh) {
  if (!fresh) return;
  const old = place();
  const opened = find("details", old)?.open;
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("a, button, summary, [tabindex]")].indexOf(document.activeElement) : -1;
  if (opened && find("details", fresh)) find("details", fresh).open = true;
  old.replaceWith(fresh);
  if (focused >= 0) fresh.querySelectorAll("a, button, summary, [tabindex]")[focused]?.focus();
}

// refresh looks at once, because something was just done.
export function refresh() {
  if (!place()) return;
  clearTimeout(timer);
  ask();
}

if (place()) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
  later(quick);
}
