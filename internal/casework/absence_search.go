package casework

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
	"imr/internal/finding"
	"imr/internal/search"
	"imr/internal/sqlite"
)

// AbsenceHit is a place in the records that a search for an absent thing found: its
// words from First up to but not including End, and what stands around them.
type AbsenceHit struct {
	Document             casefile.DocumentID
	Page                 int
	First, End           int
	Before, Match, After string
	Meaning              finding.Meaning
	Copies               int // of the page that say it too and are folded behind it
}

// mostListed is the most hits that are listed; who has more is to ask for less.
const mostListed = 300

// contextWords is how many words on either side of a hit are shown at most.
const contextWords = 18

// search fills the hits of the terms, page by page in the order of the documents.
// Terms that overlap on a page are one hit.
func (a *Absence) search(tx *sqlite.Tx, s sqlite.StoredCase) error {
	matching, err := a.matching(tx, s)
	if err != nil {
		return err
	}
	copies, err := tx.CopyRefs(s.Key)
	if err != nil {
		return err
	}
	refs := slices.SortedFunc(maps.Keys(matching), func(a, b sqlite.PageRef) int {
		return cmp.Or(a.Position-b.Position, a.Number-b.Number)
	})
	for _, page := range folded(refs, copies) {
		if len(a.Hits) >= mostListed {
			a.Search.Rest++
			continue
		}
		words, err := tx.PageWords(s.Key, page.PageRef)
		if err != nil {
			return err
		}
		a.list(s.Documents[page.Position].ID, page, words, matching[page.PageRef])
	}
	a.count()
	return nil
}

// matching is the pages that may have hits, each with the terms that it may have.
func (a *Absence) matching(tx *sqlite.Tx, s sqlite.StoredCase) (map[sqlite.PageRef][]search.Query, error) {
	out := map[sqlite.PageRef][]search.Query{}
	for _, t := range a.Search.Terms {
		q := search.Parse(t, dictionary.Standard())
		if q.Match == "" {
			continue
		}
		refs, err := tx.Search(s.Key, q.Match)
		if err != nil {
			return nil, err
		}
		for _, r := range refs {
			out[r] = append(out[r], q)
		}
	}
	return out, nil
}

// list adds the hits of the queries on a page.
func (a *Absence) list(doc casefile.DocumentID, page foundPage, words []string, queries []search.Query) {
	passages := a.records.Passages(doc, page.Number)
	for _, span := range spansOf(queries, words, passages) {
		first, end := max(0, span.First-contextWords), min(len(words), span.End+contextWords)
		hit := AbsenceHit{Document: doc, Page: page.Number, First: span.First, End: span.End, Meaning: finding.Affirmed, Copies: page.copies}
		for _, p := range passages {
			if p.First <= span.First && span.First < p.End {
				hit.Meaning = p.Meaning(span.First, min(span.End, p.End))
				first, end = max(first, p.First), min(end, max(p.End, span.End))
			}
		}
		hit.Before, hit.Match, hit.After = strings.Join(words[first:span.First], " "), strings.Join(words[span.First:span.End], " "), strings.Join(words[span.End:end], " ")
		a.Hits = append(a.Hits, hit)
	}
}

// count fills the figures of the search.
func (a *Absence) count() {
	pages := map[PageName]bool{}
	for _, h := range a.Hits {
		pages[PageName{Document: h.Document, Number: h.Page}] = true
		if h.Meaning == finding.Denied {
			a.Search.Denied++
		}
	}
	a.Search.Hits, a.Search.Pages = len(a.Hits), len(pages)
}

// spansOf is where the queries hit, in order and without overlaps. A query of
// several words hits where one passage has all of them: a page that has them far
// apart says nothing.
func spansOf(queries []search.Query, words []string, passages []finding.Passage) []search.Span {
	var all []search.Span
	for _, q := range queries {
		wanted := wantedOf(q)
		if len(wanted) == 1 { // it may run over the end of a passage
			all = append(all, inOnePiece(wanted[0], words, passages)...)
			continue
		}
		for _, p := range passages {
			if spans := together(wanted, words[p.First:min(p.End, len(words))]); len(spans) > 0 {
				all = append(all, search.Span{First: p.First + spans[0].First, End: p.First + spans[len(spans)-1].End})
			}
		}
	}
	slices.SortFunc(all, func(a, b search.Span) int { return a.First - b.First })
	var out []search.Span
	for _, s := range all {
		if n := len(out); n > 0 && s.First < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// wantedOf parts a query into what must all be there, each with its alternatives.
func wantedOf(q search.Query) []search.Query {
	var out []search.Query
	for _, t := range q.Terms {
		switch {
		case t.Exclude:
		case t.Or && len(out) > 0:
			out[len(out)-1].Terms = append(out[len(out)-1].Terms, t)
		default:
			out = append(out, search.Query{Terms: []search.Term{t}})
		}
	}
	return out
}

// inOnePiece is where the query hits on the page, but for words of it that stand
// apart in different passages.
func inOnePiece(q search.Query, words []string, passages []finding.Passage) []search.Span {
	var out []search.Span
	for _, span := range q.Highlights(words) {
		i := slices.IndexFunc(passages, func(p finding.Passage) bool { return p.First <= span.First && span.End <= p.End })
		if i < 0 || len(q.Highlights(words[passages[i].First:min(passages[i].End, len(words))])) > 0 {
			out = append(out, span)
		}
	}
	return out
}

// together is where everything that is wanted stands in the words; nothing where
// one of it is missing.
func together(wanted []search.Query, words []string) []search.Span {
	var out []search.Span
	for _, q := range wanted {
		spans := q.Highlights(words)
		if len(spans) == 0 {
			return nil
		}
		out = append(out, spans...)
	}
	slices.SortFunc(out, func(a, b search.Span) int { return a.First - b.First })
	return out
}
