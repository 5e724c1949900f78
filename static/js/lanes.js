// Keys of the lanes, and a fact put into a rationale.
import { toLane, undo } from "./facts.js";

// numberOf is the item that a key means, on keyboards whose digits need Shift too:
// there the key without Shift has a sign and counts as its digit.
export function numberOf({ key, code, shiftKey }) {
  if (/^[1-9]$/.test(key)) return { number: Number(key), against: false };
  const [, digit] = /^Digit([1-9])$/.exec(code) ?? [];
  return digit ? { number: Number(digit), against: shiftKey } : null;
}

// laneKeys gives the act of a key event on what is selected, if it has one.
export const laneKeys = (selection) => (event) => {
  if (event.key === "z") return undo;
  const wanted = numberOf(event);
  return wanted && (() => toLane(selection.take(), wanted));
};

// intoRationale puts a quote with its place where the cursor stood last, else at
// the end. It returns true: the form has changed.
export function intoRationale(field, phrase) {
  const at = field.selectionEnd || field.value.length;
  const gap = at && !/\s$/.test(field.value.slice(0, at)) ? " " : "";
  field.setRangeText(gap + phrase, at, at, "end");
  field.focus();
  return true;
}
