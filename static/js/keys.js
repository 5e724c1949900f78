// Keys of the workspace. Single letters act outside fields only and can be
// switched off; what is off is remembered in this browser.
import { find, findAll } from "./page.js";
import * as cursor from "./wordcursor.js";

const setting = "imr-letters";

function isField(element) {
  if (element.matches("textarea, select, [contenteditable]")) return true;
  return element.matches("input") && !element.matches("[type=checkbox], [type=radio], [type=button]");
}

export function startKeys(reader, selection, showHalf) {
  const dialog = find("#keys");
  const letters = find("#letters");
  letters.checked = localStorage.getItem(setting) !== "off";
  letters.addEventListener("change", () => {
    if (letters.checked) localStorage.removeItem(setting);
    else localStorage.setItem(setting, "off");
  });

  const acts = {
    "next-page": reader.nextPage,
    "previous-page": reader.previousPage,
    "zoom-in": reader.zoomIn,
    "zoom-out": reader.zoomOut,
    "zoom-fit": reader.zoomFit,
    "select-words": selection.startWords,
    help: () => dialog.showModal(),
  };
  for (const button of findAll(".tools [data-act]")) button.addEventListener("click", () => acts[button.dataset.act]());

  function focusDraft() {
    showHalf("draft");
    const field = find(".sentence-current textarea") ?? find("#draft textarea, #draft input:not([type=hidden]), #draft button:not([tabindex])");
    (field ?? find("#draft")).focus();
  }
  function focusRecords() {
    showHalf("records");
    reader.stream.focus();
  }
  const byLetter = {
    j: reader.nextPage,
    k: reader.previousPage,
    n: reader.nextDocument,
    p: reader.previousDocument,
    g: () => reader.field.focus(),
    v: selection.startWords,
    h: () => selection.act("fact"),
    s: () => selection.act("source"),
    i: () => selection.act("sentence"),
    e: focusDraft,
    r: focusRecords,
    "?": () => dialog.showModal(),
  };

  function inField(event) {
    if (event.key === "Escape" && find("#draft").contains(event.target) && !event.defaultPrevented) find("#draft").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    if (isField(event.target)) return inField(event);
    const reading = reader.records.contains(event.target) || event.target === document.body;
    if (reading && cursor.handle(event)) {
      event.preventDefault();
      selection.showBar();
      return;
    }
    if (event.key === "Enter" && event.target === reader.stream && !cursor.active()) {
      event.preventDefault();
      selection.startWords();
      return;
    }
    const act = letters.checked && byLetter[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
