// Saving a draft: two seconds after the last keystroke and on leaving, with a
// version that tells when someone else saved in between. What is not saved yet
// is also kept in this tab (never longer: it is medical text).
import { find, make, post, sessionEnded, toast } from "./page.js";
import { placeFindings } from "./findings.js";

const quiet = 2000; // milliseconds after the last keystroke
const slowest = 60000; // milliseconds between two attempts at most
const keepaliveLimit = 60000; // bytes; browsers refuse more than 64 KiB

// same compares two states as a reader would: line ends and outer space do not count.
export function same(a, b) {
  const even = (_, value) => (typeof value === "string" ? value.replace(/\r\n/g, "\n").trim() : value);
  return JSON.stringify(a, even) === JSON.stringify(b, even);
}

function showState(name, ...words) {
  const place = find("#save-state");
  place.dataset.state = name;
  place.replaceChildren(...words);
}

function showSignIn() {
  const next = encodeURIComponent(location.pathname + location.search);
  const link = make("a", { href: `/signin?next=${next}`, target: "_blank", textContent: "Sign in again" });
  showState("failed", "Not saved: the session has ended. ", link, " and come back; the text stays here.");
}

class Saver {
  dirty = false;
  held = false; // a conflict is being settled
  leaving = false; // the form itself is being sent
  running = null;
  timer = 0;
  wait = quiet;

  constructor(form, draft) {
    this.form = form;
    this.draft = draft;
    this.version = form.elements.version;
    this.checks = 0; // asked for
    this.key = `imr:${form.dataset.case}:${form.dataset.part}`;
  }

  // touch is to be called after every change.
  touch = () => {
    this.dirty = true;
    this.keepHere();
    if (this.held) return;
    this.wait = quiet;
    if (find("#save-state").dataset.state !== "failed") showState("unsaved", "Not saved yet");
    this.saveIn(quiet);
  };

  keepHere() {
    sessionStorage.setItem(this.key, JSON.stringify({ version: this.version.value, state: this.draft.read() }));
  }

  saveIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  // save sends what is not saved; one attempt at a time.
  save(goodbye = false) {
    clearTimeout(this.timer);
    if (this.running || this.held || this.leaving || !this.dirty) return this.running ?? Promise.resolve();
    this.running = this.attempt(goodbye).catch(() => this.tryAgain()).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async attempt(goodbye) {
    this.dirty = false;
    showState("saving", "Saving…");
    const body = new URLSearchParams(new FormData(this.form));
    body.set("do", "save");
    const keepalive = goodbye && body.toString().length < keepaliveLimit;
    const response = await post(this.form.action, body, { keepalive, headers: { Accept: "application/json" } });
    if (response.ok) return this.accept(await response.json());
    this.dirty = true;
    if (response.status === 409) return this.settle(await response.json());
    if (sessionEnded(response)) return showSignIn();
    if (response.status === 404) return showState("failed", "Not saved: this case is not yours any more.");
    this.tryAgain();
  }

  tryAgain() {
    this.dirty = true;
    showState("failed", "Not saved – trying again");
    this.saveIn(this.wait);
    this.wait = Math.min(this.wait * 2, slowest);
  }

  accept(answer) {
    this.version.value = answer.version;
    this.wait = quiet;
    this.check(answer.findings_url);
    if (this.dirty) { // typed while it was under way
      this.keepHere();
      return this.saveIn(quiet);
    }
    sessionStorage.removeItem(this.key);
    showState("saved", `Saved ${answer.saved_at}`);
  }

  // check shows what the checks find in what was saved, unless a later save asked too.
  async check(address) {
    const mine = ++this.checks;
    const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    const html = response?.ok ? await response.text() : null;
    if (html !== null && this.checks === mine) placeFindings(html, this.draft.placeOf);
  }

  async settle(answer) {
    this.held = true;
    showState("failed", "Not saved: this draft was saved in another window. Both texts are shown.");
    await this.draft.settle(answer);
    this.held = false;
    this.version.value = answer.version;
    this.dirty = true;
    this.keepHere();
    this.saveIn(0);
  }

  // sendForm lets the form go the plain way, after everything is saved.
  async sendForm(button) {
    await this.save();
    await this.save(); // what was typed meanwhile
    if (this.dirty || this.held) return toast("First the text must be saved.");
    this.leaving = true;
    this.form.append(make("input", { type: "hidden", name: "do", value: button.value }));
    this.form.submit();
  }

  submit = (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (!button || button.value === "save") {
      this.dirty = true;
      this.save();
    } else if (this.draft.perform(button)) {
      this.touch();
    } else {
      this.sendForm(button);
    }
  };

  listen() {
    this.form.addEventListener("submit", this.submit);
    this.form.addEventListener("input", (event) => event.target.name !== "q" && this.touch());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save(true));
    addEventListener("pagehide", () => this.save(true));
    addEventListener("focus", () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("beforeunload", (event) => {
      if (this.dirty && !this.leaving && find("#save-state").dataset.state === "failed") event.preventDefault();
    });
  }

  // bringBack restores what a lost session or a crashed tab left behind, on top of
  // the version that it was typed on; if that is an old one, the server says so.
  bringBack() {
    const left = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    if (!left) return;
    if (same(left.state, this.draft.read())) return sessionStorage.removeItem(this.key);
    this.draft.write(left.state);
    this.version.value = left.version;
    this.dirty = true;
    this.save();
    toast("Text that was not saved has been brought back.");
  }
}

// keepSaved saves the form of a draft. The draft reads and writes its state, does
// what a button asks (perform says whether it could), settles a conflict, and
// says beside what a finding stands (placeOf).
export function keepSaved(form, draft) {
  const saver = new Saver(form, draft);
  saver.listen();
  saver.bringBack();
  return saver;
}
