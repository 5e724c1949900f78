// Facts: kept on the server at once; the list on the page is replaced by the answer.
import { find, parse, post, sessionEnded, toast } from "./page.js";

const address = () => find("#records").dataset.facts;

async function send(fields, done) {
  let response;
  try {
    response = await post(address(), fields, { headers: { "X-Fragment": find("#sentences") ? "facts-summary" : "facts" } });
  } catch {
    return toast("Not kept: there is no connection.", { label: "Try again", run: () => send(fields, done) });
  }
  if (!response.ok) {
    const why = sessionEnded(response) ? "Not kept: the session has ended. Sign in in another tab." : "Not kept: the server refused it.";
    return toast(why, { label: "Try again", run: () => send(fields, done) });
  }
  const list = parse(await response.text());
  if (list?.id === "facts") find("#facts")?.replaceWith(list);
  toast(done);
}

const fieldsOf = ({ document, page, quote }) => ({ document, page, quote });

// addFact keeps a quote as a new fact.
export const addFact = (place) => send({ ...fieldsOf(place), do: "fact" }, `New fact from ${place.title}.`);

// addSource offers a quote to the summary on this page, if it is there, else
// sends it to the server, where it becomes a new sentence with its source.
export async function addSource(place, as) {
  const offer = new CustomEvent("imr:source", { detail: { ...place, as }, cancelable: true });
  if (!document.dispatchEvent(offer)) return;
  await send({ ...fieldsOf(place), do: "source", sentence: "" }, `New sentence in the summary, from ${place.title}.`);
}

// startFacts lets facts be removed without leaving the page.
export function startFacts() {
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.id !== "facts-form" || !button?.value.startsWith("remove-fact:")) return;
    event.preventDefault();
    send({ do: button.value }, "The fact is removed.");
  });
}
