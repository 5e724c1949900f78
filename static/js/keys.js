// Keys of the workspace. Single letters act outside fields only and can be
// switched off; what is off is remembered in this browser.
import { find, findAll } from "./page.js";
import { stepHit } from "./hits.js";
import * as cursor from "./wordcursor.js";

const setting = "imr-letters";

function isField(element) {
  if (element.matches("textarea, select, [contenteditable]")) return true;
  return element.matches("input") && !element.matches("[type=checkbox], [type=radio], [type=button]");
}

// rememberLetters keeps the setting of the checkbox in this browser.
function rememberLetters(letters) {
  letters.checked = localStorage.getItem(setting) !== "off";
  letters.addEventListener("change", () => {
    if (letters.checked) localStorage.removeItem(setting);
    else localStorage.setItem(setting, "off");
  });
}

function focusDraft() {
  const field = find(".sentence-current textarea") ?? find("#draft-form :is(textarea, input:not([type=hidden]))");
  (field ?? find("#draft")).focus();
}

// startKeys gives keys and buttons of the reader their acts; showHalf makes a
// half of a narrow screen visible. What no act here has is asked of more, which
// gives the act of a key event or nothing.
export function startKeys(reader, selection, showHalf, more) {
  const dialog = find("#keys");
  const letters = find("#letters");
  const help = () => dialog.showModal();
  const { nextPage, previousPage, turn, view, thumbs } = reader;
  const byButton = {
    "next-page": nextPage, "previous-page": previousPage, "zoom-in": view.larger, "zoom-out": view.smaller, "zoom-fit": view.fit,
    turn, thumbs: thumbs.toggle, "select-words": selection.startWords, help,
  };
  const byLetter = {
    j: nextPage, k: previousPage, n: reader.nextDocument, p: reader.previousDocument,
    u: reader.nextUnread, f: reader.openCopy, o: turn, x: view.next, t: thumbs.toggle,
    "+": view.larger, "=": view.larger, "-": view.smaller, 0: view.fit,
    g: () => reader.field.focus(),
    "/": () => {
      showHalf("records");
      find("#search").focus();
    },
    "[": () => stepHit(-1),
    "]": () => stepHit(1),
    v: selection.startWords,
    h: () => selection.act("fact"),
    s: () => selection.act("source"),
    i: () => selection.act("sentence"),
    l: () => selection.act("link"),
    e: () => {
      showHalf("draft");
      focusDraft();
    },
    r: () => {
      showHalf("records");
      reader.stream.focus();
    },
    "?": help,
  };

  // inReader handles the word cursor; it says whether the key was meant for it.
  function inReader(event) {
    if (!reader.records.contains(event.target) && event.target !== document.body) return false;
    if (cursor.handle(event)) {
      selection.showBar();
      return true;
    }
    if (event.key !== "Enter" || event.target !== reader.stream || cursor.active()) return false;
    selection.startWords();
    return true;
  }

  rememberLetters(letters);
  for (const button of findAll(".tools [data-act]")) button.addEventListener("click", () => byButton[button.dataset.act]());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || dialog.open) return;
    if (isField(event.target)) {
      if (event.key === "Escape" && find("#draft").contains(event.target)) find("#draft").focus();
      return;
    }
    const act = inReader(event) ? () => {} : letters.checked && (byLetter[event.key] ?? more(event));
    if (!act) return;
    event.preventDefault();
    act();
  });
}
