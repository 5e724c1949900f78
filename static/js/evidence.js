// The record of the search for evidence: shown where the MTUS is left, with a
// reason for each step and standard that is passed over. What follows from the
// citations is shown by the server when the page is drawn again.
import { find, findAll } from "./page.js";

const form = find("#draft-form");
const panel = find("#evidence");
const leaves = ["#basis-mtus_silent", "#basis-mtus_rebutted"];

// after hides the reasons that the chosen value does not ask for. An empty choice
// follows the citations, of which only the server knows.
function after(select, of) {
  const order = select.selectedIndex + 1; // the choices begin behind the MTUS
  if (!select.value) return;
  for (const field of findAll(`[data-passed="${of}"]`, panel)) {
    field.hidden = Number(field.dataset.order) >= order && !find("input", field).value;
  }
}

function show(event) {
  const left = leaves.some((id) => find(id).checked);
  if (left && panel.hidden && event) panel.open = true;
  panel.hidden = !left;
  after(form.elements.search_step, "step");
  after(form.elements.necessity_standard, "standard");
}

form.addEventListener("change", show);
show();
