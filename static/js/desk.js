// Keys of the desk's lists. Single letters act outside fields only and can be
// switched off; what is off is remembered in this browser.
import { find, findAll } from "./page.js";

const setting = "imr-desk-letters";
const dialog = find("#desk-keys");
const letters = find("#desk-letters");
const rows = () => findAll("[data-desk-row]");
const atHand = () => document.activeElement.closest("[data-desk-row]") ?? find("[data-desk-row][aria-current]");

// goTo puts the line at hand; its link has the focus, so that Enter opens it.
function goTo(row) {
  if (!row) return;
  find("[data-desk-row][aria-current]")?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  find("th a", row).focus();
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(atHand());
  goTo(at < 0 ? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

const choose = () => find("[type=checkbox]", atHand() ?? document.createElement("tr"))?.click();
const wayOut = (n) => () => findAll(".repairs a", atHand() ?? document.createElement("tr"))[n]?.click();
const help = () => dialog.showModal();
const keys = { j: () => step(1), k: () => step(-1), x: choose, 1: wayOut(0), 2: wayOut(1), 3: wayOut(2), "?": help };

letters.checked = localStorage.getItem(setting) !== "off";
letters.addEventListener("change", () => {
  if (letters.checked) localStorage.removeItem(setting);
  else localStorage.setItem(setting, "off");
});
find("[data-desk-keys]").addEventListener("click", help);
for (const button of findAll("[data-choose-all]")) {
  button.addEventListener("click", () => {
    const boxes = findAll("[type=checkbox]", button.form);
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open || !letters.checked) return;
  if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.documentElement.classList.add("js");
