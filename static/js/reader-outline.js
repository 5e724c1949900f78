// Where every page of the stream is, as the server's outline says it in few words.
import { find, findAll } from "./page.js";

const kind = { copy: 1, seen: 2, doubtful: 4 };

// readOutline returns all pages in the order of the stream: each with its
// document, number, the record that it belongs to, the ratio of width to height,
// and whether it is a copy, was opened, or has a doubtful text.
export function readOutline() {
  const records = findAll("#record-list > li").map((item) => ({ document: item.dataset.document, title: find("a", item).textContent }));
  const pages = [];
  for (const run of find("#stream").dataset.outline.split(",").filter(Boolean)) {
    const [record, first, last, width, height, bits] = run.split(" ").map(Number);
    for (let number = first; number <= last; number++) {
      pages.push({
        record, number, document: records[record].document, title: records[record].title, ratio: width / height,
        copy: Boolean(bits & kind.copy), seen: Boolean(bits & kind.seen), doubtful: Boolean(bits & kind.doubtful),
      });
    }
  }
  return pages;
}
