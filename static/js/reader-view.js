// How pages are shown: their size, and as an image, as text or as both.
import { find, later, say } from "./page.js";

const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3]; // of zoom
const kinds = ["image", "both", "text"];

export class View {
  zoom = 1;
  choice = find("#view");

  constructor(reader) {
    this.reader = reader;
    this.sharpen = later(() => reader.pages.sharpenNear(reader.current), 150);
    this.choice.addEventListener("change", () => this.set(this.choice.value));
    new ResizeObserver(this.sharpen).observe(reader.stream);
    const asked = new URL(location.href).searchParams.get("view");
    this.set(kinds.includes(asked) ? asked : "image", true);
  }

  larger = () => this.resize(steps.find((s) => s > this.zoom + 0.01) ?? this.zoom);
  smaller = () => this.resize(steps.findLast((s) => s < this.zoom - 0.01) ?? this.zoom);
  fit = () => this.resize(1);

  // resize keeps the place, which the reader's Place sees to, and the middle.
  resize(zoom) {
    const { stream } = this.reader;
    this.zoom = zoom;
    stream.style.setProperty("--zoom", String(zoom));
    this.reader.place.restore();
    stream.scrollLeft = (stream.scrollWidth - stream.clientWidth) / 2;
    this.sharpen();
    say(zoom === 1 ? "Fits the width." : `${Math.round(zoom * 100)} % of the width.`);
  }

  // next goes from image to both, to text and to image again.
  next = () => {
    this.set(kinds[(kinds.indexOf(this.choice.value) + 1) % kinds.length]);
    say(this.choice.selectedOptions[0].textContent);
  };

  set(kind, quietly = false) {
    const { stream } = this.reader;
    this.choice.value = kind;
    for (const one of kinds) stream.classList.toggle(`view-${one}`, one === kind);
    if (quietly) return;
    this.reader.place.restore();
    this.sharpen();
    this.reader.remember();
  }

  // write puts the view into an address.
  write(query) {
    if (this.choice.value === "image") query.delete("view");
    else query.set("view", this.choice.value);
  }
}
