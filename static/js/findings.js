// Findings of the last save, each beside what it is about.
import { find, findAll, make, parse } from "./page.js";

// placeFindings replaces all findings on the page by those of the answer. placeOf
// gives the element beside which one stands, or nothing: then it stands on top.
export function placeFindings(html, placeOf) {
  const list = html.trim() ? parse(html) : null;
  const onTop = find("#findings");
  for (const place of [onTop, ...findAll("[data-findings]")]) place.replaceChildren();
  for (const finding of list ? findAll(":scope > li", list) : []) {
    const place = placeOf(finding) ?? onTop;
    if (!find("ul", place)) place.append(make("ul", { className: "findings" }));
    find("ul", place).append(finding);
  }
}
