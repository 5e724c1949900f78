// The dialogue over a claim of absence: a reason that was typed stays in this tab
// until it is sent, whatever is read meanwhile.
import { find } from "./page.js";

const form = find("#absence-form");
const reason = find("#reason");
const key = `imr:absence:${form.dataset.key}`;

const kept = sessionStorage.getItem(key);
if (kept && !reason.value) reason.value = kept;
reason.addEventListener("input", () => sessionStorage.setItem(key, reason.value));
form.addEventListener("submit", () => sessionStorage.removeItem(key));
if (location.hash === "#hits-title") find("#hits-title").focus();
if (location.hash === "#reason") reason.focus();
