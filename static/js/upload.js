// Files are sent piece by piece, several at a time, and go on where they stopped
// after a broken connection, a reload or a new session. What the server holds of
// them stands on the page; nothing is kept in the browser.
import "../vendor/tus-js-client-4.3.1.min.js";
import { find, findAll, make, token } from "./page.js";
import { refresh } from "./uploadprogress.js";

const pieceSize = 5 * 1024 * 1024; // bytes in one request; each is on the server when it is answered
const atOnce = 3; // files under way
const pauses = [0, 1000, 2000, 4000, 8000, 15000]; // milliseconds between two tries

const form = find("#upload");
const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round(bytes / 1048576)} MB`);

function say(text) {
  find("#transfer-said").textContent = text;
}

// begun finds the part of the file that the server has from an earlier try.
function begun(file) {
  return findAll("#unfinished li").find(
    ({ dataset: d }) => d.file === file.name && Number(d.size) === file.size && Number(d.modified) === file.lastModified,
  );
}

class Transfer {
  state = "waiting"; // running, broken or done after that

  constructor(file) {
    this.file = file;
    this.bar = make("progress", { max: Math.max(file.size, 1), value: 0, ariaLabel: `Sent of ${file.name}` });
    this.mark = make("span", { className: "mark mark-open", textContent: "Waits" });
    this.words = make("p", { textContent: size(file.size) });
    this.goOn = make("button", { type: "button", className: "second", textContent: "Go on", hidden: true, onclick: () => this.resume() });
    this.stop = make("button", { type: "button", className: "quiet", textContent: "Stop", onclick: () => this.cancel() });
    for (const button of [this.goOn, this.stop]) button.append(make("span", { className: "hidden", textContent: `: ${file.name}` }));
    this.row = make("li", {}, make("strong", { textContent: file.name }), " ", this.mark, this.bar, this.words,
      make("p", { className: "links" }, this.goOn, this.stop));
    this.upload = new tus.Upload(file, {
      endpoint: form.dataset.pieces,
      chunkSize: pieceSize,
      retryDelays: pauses,
      storeFingerprintForResuming: false,
      headers: { "X-CSRF-Token": token(), Accept: "application/json" },
      metadata: {
        filename: file.name, modified: String(file.lastModified),
        source: form.elements.source.value, received: form.elements.received.value,
      },
      onShouldRetry: (error) => ![401, 403, 404, 422, 507].includes(error.originalResponse?.getStatus()),
      onProgress: (sent) => this.progress(sent),
      onSuccess: ({ lastResponse }) => this.arrived(lastResponse),
      onError: (error) => this.failed(error),
    });
  }

  show(tone, status, text) {
    this.mark.className = `mark mark-${tone}`;
    this.mark.textContent = status;
    this.words.textContent = text;
  }

  start() {
    this.state = "running";
    this.show("begun", "Is sent", `0 of ${size(this.file.size)}`);
    const earlier = begun(this.file);
    if (earlier) {
      this.upload.resumeFromPreviousUpload({ uploadUrl: new URL(earlier.dataset.url, location.href).href, urlStorageKey: null });
      earlier.remove();
    }
    this.upload.start();
  }

  resume() {
    this.goOn.hidden = true;
    this.state = "running";
    this.show("begun", "Is sent", "Goes on where it stopped.");
    this.upload.start();
  }

  progress(sent) {
    this.bar.value = sent;
    if (sent < this.file.size) this.show("begun", "Is sent", `${size(sent)} of ${size(this.file.size)}`);
    else this.show("begun", "Is looked at", "All of it is sent. The file is opened and stored.");
  }

  arrived(response) {
    let answer = { Status: "Sent", Tone: "done", Text: "It is stored." };
    try {
      answer = JSON.parse(response.getBody());
    } catch {
      // a file that was sent before is answered without words
    }
    this.end(answer.Tone, answer.Status, answer.Text);
    refresh();
    if (answer.Tone === "soon") this.words.append(" ", make("a", { href: "", textContent: "Show the words" }));
  }

  failed(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    if ([400, 403, 404, 409, 413, 422, 507].includes(status)) return this.end("wrong", "Refused", reason(error.originalResponse, status));
    this.state = "broken";
    this.goOn.hidden = false;
    if (status === 401) {
      this.show("wrong", "Stopped", "The session has ended. ");
      this.words.append(make("a", { href: `/signin?next=${encodeURIComponent(location.pathname)}`, target: "_blank", textContent: "Sign in again" }),
        " and choose “Go on”: nothing has to be sent twice.");
    } else {
      this.show("wrong", "Broken off", "The connection broke. What was sent is kept for a day; it goes on when the connection is back.");
    }
    say(`${this.file.name}: broken off`);
    next();
  }

  end(tone, status, text) {
    this.state = "done";
    this.bar.hidden = true;
    this.goOn.hidden = true;
    this.stop.hidden = true;
    this.show(tone, status, text);
    say(`${this.file.name}: ${status}. ${text}`);
    next();
  }

  cancel() {
    this.upload.abort(true).catch(() => {}); // what is left of it the server clears away
    this.end("later", "Stopped", "Nothing of it is kept.");
  }
}

function reason(response, status) {
  try {
    return JSON.parse(response.getBody()).message;
  } catch {
    return status === 413 ? `It is larger than ${form.dataset.maxSize}.` : "The server refused it. Choose the file again.";
  }
}

const transfers = [];

function next() {
  const running = transfers.filter(({ state }) => state === "running").length;
  for (const transfer of transfers.filter(({ state }) => state === "waiting").slice(0, Math.max(atOnce - running, 0))) transfer.start();
}

function take(files) {
  if (!form.reportValidity()) return;
  for (const file of files) {
    const transfer = new Transfer(file);
    find("#transfers").hidden = false;
    find("#transfer-list").append(transfer.row);
    transfers.push(transfer);
    if (file.size > Number(form.dataset.max)) transfer.end("wrong", "Refused", `It is larger than ${form.dataset.maxSize}. Split it into parts, and upload those.`);
  }
  next();
}

function listen() {
  const input = form.elements.files;
  const drop = find("#drop");
  input.required = false;
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const type of ["dragenter", "dragover"]) drop.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  addEventListener("online", () => transfers.filter(({ state }) => state === "broken").forEach((transfer) => transfer.resume()));
  addEventListener("beforeunload", (event) => {
    if (transfers.some(({ state }) => state === "running" || state === "waiting")) event.preventDefault();
  });
}

document.documentElement.classList.add("js");
if (form) listen();
