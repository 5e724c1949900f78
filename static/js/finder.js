// Finding a guideline by typing: an ARIA combobox with a list of editions.
import { later, make } from "./page.js";

class Finder {
  hits = [];
  at = -1; // the option marked
  asked = 0;

  constructor(field, list, note, pick) {
    Object.assign(this, { field, list, note, pick, address: field.closest("[data-library]").dataset.library });
  }

  close() {
    this.hits = [];
    this.at = -1;
    this.list.replaceChildren();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  choose(index) {
    const { citation } = this.hits[index];
    this.field.value = "";
    this.note.textContent = "";
    this.close();
    this.pick(citation);
  }

  mark(index) {
    const options = [...this.list.children];
    this.at = index;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    this.field.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  option({ label, note, in_force: inForce }, index) {
    const small = make("small");
    if (inForce) small.append(make("b", { textContent: "In force. " }));
    small.append(note);
    const element = make("li", { id: `hit-${index}`, className: "hit" }, make("span", { textContent: label }), small);
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    element.addEventListener("click", () => this.choose(index));
    return element;
  }

  async search() {
    const mine = ++this.asked;
    const query = this.field.value.trim();
    this.note.textContent = "";
    if (!query) return this.close();
    const response = await fetch(`${this.address}?${new URLSearchParams({ q: query })}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== this.asked) return;
    this.close();
    if (!response?.ok) {
      this.note.textContent = "The library cannot be searched at the moment.";
      return;
    }
    this.hits = (await response.json()) ?? [];
    this.list.replaceChildren(...this.hits.map((hit, i) => this.option(hit, i)));
    this.field.setAttribute("aria-expanded", String(this.hits.length > 0));
    this.note.textContent = this.hits.length ? `${this.hits.length} found; arrow keys choose.` : "Nothing found. Add an empty citation and type it in.";
  }

  key = (event) => {
    const { length } = this.hits;
    if (event.key === "Enter") {
      event.preventDefault(); // the form is not what is meant here
      if (length) this.choose(Math.max(this.at, 0));
    } else if (event.key === "Escape" && length) {
      event.preventDefault();
      this.close();
    } else if (length && event.key === "ArrowDown") {
      event.preventDefault();
      this.mark((this.at + 1) % length);
    } else if (length && event.key === "ArrowUp") {
      event.preventDefault();
      this.mark(this.at > 0 ? this.at - 1 : length - 1);
    }
  };
}

// startFinder makes the field a combobox; pick gets the citation of the choice.
export function startFinder(field, list, note, pick) {
  const finder = new Finder(field, list, note, pick);
  list.setAttribute("role", "listbox");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id })) field.setAttribute(name, value);
  field.addEventListener("input", later(() => finder.search(), 150));
  field.addEventListener("blur", () => finder.close());
  field.addEventListener("keydown", finder.key);
  finder.close();
}
