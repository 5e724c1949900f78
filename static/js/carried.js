// Words of the pages that stand elsewhere too: text of earlier visits, greyed on
// demand, and on a page much like an earlier one the words that differ.
import { find, findAll, say, toast } from "./page.js";
import { layerOf, wordsOf } from "./textlayer.js";

const answers = new Map(); // address → promise of the runs of words

function ask(address) {
  if (!answers.has(address)) {
    answers.set(address, fetch(address, { headers: { Accept: "application/json" } }).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.json();
    }).catch(() => {
      answers.delete(address); // and is tried again with the next page
      return null;
    }));
  }
  return answers.get(address);
}

function paint(layer, runs, name) {
  for (const { first, last, kind, title } of runs) {
    for (const word of wordsOf(layer).slice(first, last + 1)) {
      word.classList.add(name(kind));
      word.title = title;
    }
  }
}

class Marks {
  button = find("#carried");
  back = null; // from where to where the last jump to an earlier page went

  constructor(reader) {
    this.reader = reader;
    this.button.addEventListener("click", this.toggle);
    new MutationObserver((changes) => {
      for (const layer of changes.flatMap((change) => [...change.addedNodes])) {
        if (layer.matches?.(".words")) this.decorate(layer.closest(".page"), layer);
      }
    }).observe(reader.stream, { childList: true, subtree: true });
  }

  get on() {
    return this.button.getAttribute("aria-pressed") === "true";
  }

  decorate(page, layer) {
    this.differences(page, layer);
    if (this.on) this.grey(page, layer);
  }

  async differences(page, layer) {
    const note = find("[data-like]", page);
    const answer = note && (await ask(note.dataset.like));
    if (!answer) return;
    paint(layer, answer.runs, (kind) => `differs-${kind}`);
    find(".like-count", note).textContent = answer.count;
  }

  async grey(page, layer) {
    const answer = await ask(page.dataset.words.replace(/words$/, "carried"));
    if (answer) paint(layer, answer.runs, () => "carried-word");
    return answer;
  }

  // toggle greys what earlier visits said already, or shows it again.
  toggle = async () => {
    const { stream, page } = this.reader;
    this.button.setAttribute("aria-pressed", String(!this.on));
    stream.classList.toggle("carried-on", this.on);
    if (!this.on) return say("Text of earlier visits is shown as all other.");
    for (const layer of findAll(".words", stream)) if (layer.closest(".page") !== page) this.grey(layer.closest(".page"), layer);
    const layer = page && (await layerOf(page));
    const answer = layer && (await this.grey(page, layer));
    toast(answer ? `On this page: ${answer.count} from earlier visits.` : "The words of this page cannot be had now.");
  };

  // earlier goes to the page that the one at hand is a copy of or like, and back.
  earlier = () => {
    const { reader } = this;
    if (this.back?.to === reader.current) {
      const { from } = this.back;
      this.back = null;
      return reader.show(from);
    }
    const link = reader.page && find("a[data-earlier]", reader.page);
    if (!link) return toast("The page at hand is like no earlier one.");
    const from = reader.current;
    link.click();
    this.back = { from, to: reader.current };
  };

  // compare opens the page at hand beside the earlier one.
  compare = () => {
    const link = this.reader.page && find("a[data-compare]", this.reader.page);
    if (link) location.assign(link.href);
    else toast("The page at hand is like no earlier one.");
  };
}

// startCarried returns the acts of keys.
export function startCarried(reader) {
  const { toggle, earlier, compare } = new Marks(reader);
  return { c: toggle, b: earlier, d: compare };
}
