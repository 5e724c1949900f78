// Finding a guideline by typing: an ARIA combobox with a list of editions.
import { later, make } from "./page.js";

// startFinder makes the field a combobox; pick gets the citation of the choice.
export function startFinder(field, list, note, pick) {
  const address = field.closest("[data-library]").dataset.library;
  let hits = [];
  let at = -1;
  let asked = 0;

  list.setAttribute("role", "listbox");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    field.setAttribute(name, value);
  }

  function close() {
    hits = [];
    at = -1;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const { citation } = hits[index];
    field.value = "";
    note.textContent = "";
    close();
    pick(citation);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    field.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function option({ label, note: words, in_force: inForce }, index) {
    const small = make("small");
    if (inForce) small.append(make("b", { textContent: "In force. " }));
    small.append(words);
    const element = make("li", { id: `hit-${index}`, className: "hit" }, make("span", { textContent: label }), small);
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    element.addEventListener("click", () => choose(index));
    return element;
  }

  const search = later(async () => {
    const mine = ++asked;
    const query = field.value.trim();
    if (!query) {
      note.textContent = "";
      return close();
    }
    const response = await fetch(`${address}?${new URLSearchParams({ q: query })}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== asked) return;
    close();
    if (!response?.ok) {
      note.textContent = "The library cannot be searched at the moment.";
      return;
    }
    hits = await response.json();
    list.replaceChildren(...hits.map(option));
    field.setAttribute("aria-expanded", String(hits.length > 0));
    note.textContent = hits.length ? `${hits.length} found; arrow keys choose.` : "Nothing found. Add an empty citation and type it in.";
  }, 150);

  field.addEventListener("input", search);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // the form is not what is meant here
      if (hits.length) choose(Math.max(at, 0));
    } else if (event.key === "Escape" && hits.length) {
      event.preventDefault();
      close();
    } else if (hits.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
    }
  });
  close();
}
