// Notes of one's own: a field for the page at hand, saved while it is written.
import { find, later, make, post, say, sessionEnded, toast } from "./page.js";

const quiet = 1500; // milliseconds after the last keystroke

class Notes {
  kept = new Map(); // page, such as d3.2 → its note as it was last saved
  at = null; // the page whose note is open
  dirty = false;
  running = Promise.resolve();

  constructor(reader, address) {
    Object.assign(this, { reader, address });
    this.title = make("h2", { id: "note-title" });
    this.state = make("span", { className: "hint", role: "status" });
    this.field = make("textarea", { rows: 3, id: "note-field" });
    this.field.setAttribute("aria-labelledby", "note-title");
    this.theirs = make("div", { className: "theirs", hidden: true });
    const close = make("button", { type: "button", className: "quiet", textContent: "Close" });
    close.addEventListener("click", () => this.close());
    this.panel = make("section", { className: "note-panel", hidden: true },
      make("header", {}, this.title, this.state, make("a", { href: address, textContent: "All notes" }), close), this.theirs, this.field);
    this.panel.setAttribute("aria-labelledby", "note-title");
    reader.records.append(this.panel);
    this.later = later(() => this.save(), quiet);
    this.listen();
    this.load();
  }

  async load() {
    const response = await fetch(this.address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) return;
    for (const note of await response.json()) this.kept.set(note.at, note);
    for (const page of this.reader.pages.elements) this.mark(page);
  }

  placeOf = (page) => `${page.dataset.doc}.${page.dataset.page}`;

  mark(page) {
    page.classList.toggle("has-note", Boolean(this.kept.get(this.placeOf(page))?.text));
  }

  // open shows the note of the page at hand.
  open = () => {
    const { page, current } = this.reader;
    if (!page) return;
    this.turnTo(page, this.reader.labelOf(current));
    this.panel.hidden = false;
    this.field.focus();
  };

  turnTo(page, label) {
    this.save();
    this.at = this.placeOf(page);
    this.title.textContent = `Note on ${label}`;
    this.field.value = this.kept.get(this.at)?.text ?? "";
    this.state.textContent = "Only you see it.";
    this.theirs.hidden = true;
  }

  close() {
    this.save();
    this.panel.hidden = true;
    this.reader.stream.focus();
  }

  // save sends what is not saved yet, one after the other.
  save(goodbye = false) {
    if (!this.dirty) return this.running;
    this.dirty = false;
    const [at, text] = [this.at, this.field.value.trim()];
    this.running = this.running.then(() => this.send(at, text, goodbye)).catch(() => this.failed("Not saved: there is no connection."));
    return this.running;
  }

  async send(at, text, keepalive) {
    const [, document, page] = /^(.+)\.(\d+)$/.exec(at);
    const version = this.kept.get(at)?.version ?? 0;
    this.state.textContent = "Saving…";
    const response = await post(this.address, { document, page, version, text }, { keepalive, headers: { Accept: "application/json" } });
    if (response.status === 409) return this.settle(at, text, await response.json());
    if (!response.ok) return this.failed(sessionEnded(response) ? "Not saved: the session has ended. Sign in in another tab." : "Not saved: the server refused it.");
    const answer = await response.json();
    this.kept.set(at, { version: answer.version, text });
    this.state.textContent = text ? `Saved ${answer.saved_at}` : "Taken away.";
    const index = this.reader.pages.indexOf(at);
    if (index >= 0) this.mark(this.reader.pages.elements[index]);
  }

  failed(words) {
    this.dirty = true;
    this.state.textContent = words;
    if (this.panel.hidden) toast(words, { label: "Try again", run: () => this.save() });
  }

  // settle shows the text of the other window, for the writer to choose.
  settle(at, mine, { version, text }) {
    this.kept.set(at, { version, text });
    if (at !== this.at || this.panel.hidden) { // nobody is there to choose
      toast("A note was saved in another window too; both texts are kept.");
      return this.send(at, `${text}\n\n${mine}`);
    }
    const choose = (label, act) => {
      const button = make("button", { type: "button", className: "second", textContent: label });
      button.addEventListener("click", () => {
        act();
        this.theirs.hidden = true;
        this.touch();
        this.field.focus();
      });
      return button;
    };
    this.theirs.replaceChildren(make("p", { className: "wrong", textContent: "Another window saved this note meanwhile:" }),
      make("blockquote", { className: "fact-note", textContent: text }),
      make("p", { className: "links" }, choose("Keep mine", () => {}), choose("Take that one", () => { this.field.value = text; }),
        choose("Keep both", () => { this.field.value = `${text}\n\n${this.field.value}`; })));
    this.theirs.hidden = false;
    this.state.textContent = "Not saved";
  }

  touch = () => {
    this.dirty = true;
    this.state.textContent = "Not saved yet";
    this.later();
  };

  listen() {
    this.field.addEventListener("input", this.touch);
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
      say("The note is closed.");
    });
    document.addEventListener("imr:page", (event) => this.mark(event.target));
    document.addEventListener("imr:at", () => {
      if (!this.panel.hidden && !this.panel.contains(document.activeElement)) this.turnTo(this.reader.page, this.reader.labelOf(this.reader.current));
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save(true));
    addEventListener("pagehide", () => this.save(true));
  }
}

// startNotes returns the acts of keys; none where the case is not one's own.
export function startNotes(reader) {
  const address = find("#facts")?.dataset.notes;
  if (!address) return {};
  const notes = new Notes(reader, address);
  find("#note-button")?.addEventListener("click", notes.open);
  return { m: notes.open };
}
