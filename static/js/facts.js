// Facts: kept on the server at once; the list on the page is replaced by the answer.
import { find, findAll, parse, post, sessionEnded, toast } from "./page.js";

const address = () => find("#records").dataset.facts;
const list = () => find("#facts");
const ofFact = (id) => find(`#facts [data-fact="${CSS.escape(String(id))}"]`);

let last = null; // id of the fact that was made or changed last
const done = []; // what takes back the acts of this tab, the latest last

// show puts a new list in place of the old one; what was unfolded stays so.
function show(fresh) {
  if (fresh?.id !== "facts" || !list()) return;
  const unfolded = Boolean(find(".lane-others[open]", list()));
  list().replaceWith(fresh);
  const others = find(".lane-others", fresh);
  if (others) others.open = unfolded;
  if (fresh.dataset.made) last = fresh.dataset.made;
  ofFact(last)?.classList.add("fact-at-hand");
}

// showAgain reads the list as it is now.
async function showAgain() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  show(document.importNode(find("#facts", page), true));
}

async function refused(response) {
  if (sessionEnded(response)) return toast("Not kept: the session has ended. Sign in in another tab.");
  const { message } = await response.json().catch(() => ({}));
  toast(`Not kept: ${message ?? "the server refused it."}`, { label: "Show the list as it is now", run: showAgain });
}

// send does one act and says what came of it; back is what takes it back.
async function send(fields, words, back) {
  let response;
  try {
    response = await post(address(), fields, { headers: { "X-Fragment": list()?.dataset.fragment ?? "facts", Accept: "application/json" } });
  } catch {
    return toast("Not kept: there is no connection.", { label: "Try again", run: () => send(fields, words, back) });
  }
  if (!response.ok) return refused(response);
  show(parse(await response.text()));
  if (!back) return toast(words);
  done.push(back);
  toast(words, { label: "Undo", run: undo });
}

// undo takes back the last act on facts of this tab.
export function undo() {
  const back = done.pop();
  if (back) back();
  else toast("Nothing to take back.");
}

const drop = (id) => send({ do: `remove-fact:${id}` }, "The fact is removed.");
const fieldsOf = ({ document, page, quote }) => ({ document, page, quote });
const lane = ({ id, item, side }, words, back) => send({ do: `lane:${id}:${ofFact(id)?.dataset.version}:${side}:${item}` }, words, back);

// addFact keeps a quote as a new fact, in a lane where one is given as "for:1".
export const addFact = (place, into = "") => send({ ...fieldsOf(place), do: "fact", lane: into },
  into ? `New fact ${into.replace(":", " item ")}, from ${place.title}.` : `New fact from ${place.title}.`, () => drop(last));

const sides = ["", "for", "against"];
const sideOf = (id, item) => find(`.mark[data-item="${CSS.escape(item)}"]`, ofFact(id))?.dataset.side ?? "";

// toLane puts what is selected into the lane of the item with the number or, where
// nothing is, goes on with the fact at hand: for, against, out of the lane.
export function toLane(place, { number, against }) {
  const items = JSON.parse(list()?.dataset.items ?? "[]");
  const item = items[number - 1];
  if (item === undefined) return toast(items.length === 1 ? "The case has one item." : `There are items 1 to ${items.length}.`);
  if (place) return addFact(place, `${against ? "against" : "for"}:${item}`);
  if (!ofFact(last)) return toast("Select words on a page first.");
  const id = last;
  const before = sideOf(id, item);
  const after = against && before !== "against" ? "against" : sides[(sides.indexOf(before) + 1) % sides.length];
  const words = after ? `The fact is ${after} item ${item}.` : `The fact is out of the lane of item ${item}.`;
  return lane({ id, item, side: after }, words, () => lane({ id, item, side: before }, "Taken back."));
}

// addSource offers a quote to the summary on this page, if it is there, else
// sends it to the server, where it becomes a new sentence with its source.
export async function addSource(place, as) {
  const offer = new CustomEvent("imr:source", { detail: { ...place, as }, cancelable: true });
  if (!document.dispatchEvent(offer)) return;
  await send({ ...fieldsOf(place), do: "source", sentence: "" }, `New sentence in the summary, from ${place.title}.`);
}

function press(button) {
  const [what, id, , side, ...item] = button.value.split(":");
  if (what === "remove-fact") return send({ do: button.value }, "The fact is removed.", () => send({ do: `take-back:${id}` }, "The fact is back."));
  const into = item.join(":");
  const before = sideOf(id, into);
  return send({ do: button.value }, side ? `The fact is ${side} item ${into}.` : "The fact is out of the lane.", () => lane({ id, item: into, side: before }, "Taken back."));
}

// startFacts lets facts be changed without leaving the page.
export function startFacts() {
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const edits = event.target.matches("[data-fact-edit]");
    if (!button || (!edits && event.target.id !== "facts-form")) return;
    event.preventDefault();
    if (edits) send({ ...Object.fromEntries(new FormData(event.target)), do: button.value }, "The fact is saved.");
    else press(button);
  });
  document.addEventListener("click", (event) => {
    const fact = event.target.closest("#facts [data-fact]");
    if (!fact) return;
    last = fact.dataset.fact;
    for (const one of findAll("#facts [data-fact]")) one.classList.toggle("fact-at-hand", one === fact);
  });
}
