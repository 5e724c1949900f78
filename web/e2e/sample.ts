import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Source { document: string; page: number; quote: string }
export interface Sentence { text: string; sources: Source[] }
export interface Decision {
  item: string; decision: "upheld" | "overturned"; citation_basis: string; basis_reason: string; depends_on: string;
  citations: Record<string, string>[]; rationale: string; plain_language: string;
}
export interface Review { summary: Sentence[]; decisions: Decision[] }

const numbers = { case1: "CM14-0051873", case2: "CM16-0038846", case3: "CM20-0061207" };
export type Key = keyof typeof numbers;

const read = (key: Key, file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "internal", "sample", key, file), "utf8"));

// sample is a case that the demo brings, with the finished review that comes with it.
export function sample(key: Key) {
  const review: Review = read(key, "review-1.json");
  const { items, employee, documents } = read(key, "case.json");
  return { number: numbers[key], address: `/cases/${numbers[key]}`, review, items, employee, documents };
}
