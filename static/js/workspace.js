// The workspace: reader, selection, keys and the two halves.
import { find, findAll } from "./page.js";
import { startReader } from "./reader.js";
import { startSelection } from "./selection.js";
import { startFacts } from "./facts.js";
import { startCarried } from "./carried.js";
import { startNotes } from "./notes.js";
import { laneKeys } from "./lanes.js";
import { startKeys } from "./keys.js";

// showHalf decides which half a narrow screen shows.
export function showHalf(name) {
  const main = find("#main");
  main.classList.toggle("halves-records", name === "records");
  main.classList.toggle("halves-draft", name !== "records");
  for (const link of findAll("[data-show]")) {
    if (link.dataset.show === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

document.documentElement.classList.add("js");
for (const link of findAll("[data-show]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    showHalf(link.dataset.show);
  });
}
const reader = startReader(() => showHalf("records"));
const selection = startSelection(reader);
document.addEventListener("imr:take", (event) => (event.detail.place = selection.take()));
startFacts();
const letters = { ...startCarried(reader), ...startNotes(reader) };
const lane = laneKeys(selection);
startKeys(reader, selection, showHalf, (event) => letters[event.key] ?? lane(event));
