// A link to words of a page, which opens the page with these words marked.
import { find, toast } from "./page.js";

// copyLink puts the link on the clipboard, or into the address where there is none.
export async function copyLink({ document: doc, page, words: [first, last] }) {
  const records = find("#records").dataset.pages.replace(/\/pages$/, "");
  const link = new URL(`${records}/${encodeURIComponent(doc)}/${page}?w=${first}-${last}`, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    toast("The link to the selected text is copied.");
  } catch {
    history.replaceState(history.state, "", link);
    toast("The address of this page is now that of the selected text.");
  }
}
