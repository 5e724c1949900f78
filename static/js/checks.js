// The list of checks: the one that the address names is at hand.
import { find } from "./page.js";

const asked = location.hash.startsWith("#finding-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (asked) {
  const form = find("details.answer[open] textarea", asked);
  (form ?? asked).focus();
}
