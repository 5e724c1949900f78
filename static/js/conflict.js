// Two texts of one draft side by side. Nothing is chosen for anyone.
import { find, make } from "./page.js";

const choices = [["mine", "Keep mine"], ["theirs", "Take theirs"], ["both", "Keep both"]];

function side(heading, text, sources = []) {
  return make("div", {},
    make("h4", { textContent: heading }),
    make("p", { className: "text", textContent: text ?? "(not there)" }),
    make("ul", {}, ...sources.map((s) => make("li", { textContent: s }))));
}

// settle shows rows of { id, label, mine, theirs, mineSources, theirsSources } and
// resolves to a Map from id to "mine", "theirs" or "both" when all are chosen.
// A side that is null has no such text; a single row has no "both".
export function settle(rows, { by, at }) {
  const panel = find("#conflict");
  const chosen = new Map();
  return new Promise((resolve) => {
    const title = make("h2", { id: "conflict-title", tabIndex: -1, textContent: "This draft was saved in another window" });
    const choose = (row, choice) => {
      chosen.set(row.id, choice);
      for (const button of panel.querySelectorAll(`[data-row="${CSS.escape(row.id)}"]`)) {
        button.setAttribute("aria-pressed", String(button.dataset.choice === choice));
      }
      if (chosen.size < rows.length) return;
      panel.hidden = true;
      panel.replaceChildren();
      resolve(chosen);
    };
    const buttons = (row) => choices.filter(([choice]) => !row.single || choice !== "both").map(([choice, text]) => {
      const button = make("button", { type: "button", className: "second", textContent: text });
      button.dataset.row = row.id;
      button.dataset.choice = choice;
      button.append(make("span", { className: "hidden", textContent: ` – ${row.label}` }));
      button.addEventListener("click", () => choose(row, choice));
      return button;
    });
    panel.replaceChildren(title,
      make("p", { textContent: `${by ? `${by} saved it` : "It was saved"}${at ? ` at ${at}` : ""}, after you had opened it here. Choose what to keep; then it is saved.` }),
      ...rows.map((row) => make("section", { className: "differs" },
        make("h3", { textContent: row.label }),
        make("div", { className: "sides" }, side("Yours", row.mine, row.mineSources), side("Saved since", row.theirs, row.theirsSources)),
        make("p", { className: "form-end" }, ...buttons(row)))));
    panel.hidden = false;
    if (!rows.length) {
      panel.hidden = true;
      return resolve(chosen);
    }
    title.focus();
  });
}
