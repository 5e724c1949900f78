package guideline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"imr/internal/calendar"
)

// Hit is one thing that a search found.
type Hit struct {
	Edition Edition
	Section string // "" for the chapter as a whole
	InForce bool   // on the day that was asked for
}

// searchable are the words that something is found by: those of its name, and
// others such as abbreviations and body parts.
type searchable struct{ named, other []string }

// entry is a chapter of an edition, or one section of it, as a search sees it.
type entry struct {
	edition int // index into the library's editions
	section string
	words   searchable // of the section; those of the chapter are the edition's
}

// found is an entry with what its place in the answer depends on.
type found struct {
	entry   entry
	inForce bool
	rank    int // of the family
	score   int // how well the words fit
}

// familyRank follows the search sequence of 8 CCR §9792.21.1: the schedule,
// then ODG and ACOEM, then other guidelines, then studies.
var familyRank = map[string]int{"MTUS": 0, "ODG": 1, "ACOEM": 1, "Other": 2, "Study": 3}

// Search finds chapters and sections as one types. Upper and lower case are the
// same; each word of the query must begin some word of the guideline, chapter,
// section, body part, year or a usual abbreviation. Editions in force on the day
// come first, then the order of the search sequence, then names before other
// words and whole words before beginnings, the chapter before its sections, the
// newest edition first. The same query gives the same answer. An empty query
// lists the chapters. A limit below 1 gives nothing.
func (l Library) Search(query string, on calendar.Date, limit int) []Hit {
	words := searchWords(query)
	var hits []found
	for _, e := range l.entries {
		edition := &l.editions[e.edition]
		if score, ok := fit(words, edition.words, e); ok {
			hits = append(hits, found{e, edition.InForceOn(on), familyRank[edition.Family], score})
		}
	}
	slices.SortStableFunc(hits, l.order)
	hits = hits[:max(0, min(limit, len(hits)))]
	list := make([]Hit, len(hits))
	for i, h := range hits {
		list[i] = Hit{l.editions[h.entry.edition], h.entry.section, h.inForce}
	}
	return list
}

// order compares two findings by their place in the answer.
func (l Library) order(a, b found) int {
	if a.inForce != b.inForce {
		if a.inForce {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.rank, b.rank),
		cmp.Compare(b.score, a.score),
		cmp.Compare(min(1, len(a.entry.section)), min(1, len(b.entry.section))),
		l.editions[a.entry.edition].From.DaysUntil(l.editions[b.entry.edition].From),
	)
}

// fit reports whether every word of the query begins a word of the entry, and
// how well. A section is found only by a word of its own, so that the name of a
// chapter does not bring up all that is in it.
func fit(query []string, chapter searchable, e entry) (score int, ok bool) {
	own := e.section == ""
	for _, q := range query {
		here, there := chapter.score(q), e.words.score(q)
		if here == 0 && there == 0 {
			return 0, false
		}
		own = own || there > 0
		score += max(here, there)
	}
	return score, own
}

// score is 0 where q begins none of the words; 4 where it is a word of the
// name, 3 where it begins one, 2 and 1 for the other words.
func (s searchable) score(q string) int {
	if best := begins(s.named, q); best > 0 {
		return best + 2
	}
	return begins(s.other, q)
}

// begins is 2 where q is one of the words, 1 where it begins one, else 0.
func begins(words []string, q string) int {
	best := 0
	for _, w := range words {
		if w == q {
			return 2
		}
		if strings.HasPrefix(w, q) {
			best = 1
		}
	}
	return best
}

// index makes the entries: each edition's chapter, then its sections.
func (l *Library) index(headings []row) error {
	for i := range l.editions {
		e := &l.editions[i]
		l.entries = append(l.entries, entry{edition: i})
		for _, h := range headings {
			if slices.Contains(list(h["chapters"]), e.Key) {
				e.Sections = append(e.Sections, h["heading"])
				l.entries = append(l.entries, entry{i, h["heading"], searchable{searchWords(h["heading"]), searchWords(h["search_words"])}})
			}
		}
	}
	for _, h := range headings {
		for _, key := range list(h["chapters"]) {
			if !slices.ContainsFunc(l.editions, func(e Edition) bool { return e.Key == key }) {
				return fmt.Errorf("sections: %q stands under %q, which is no chapter", h["heading"], key)
			}
		}
	}
	return nil
}

// searchWords are the words of the texts in lower case, each once.
func searchWords(texts ...string) []string {
	words := strings.Fields(plain(strings.Join(texts, " ")))
	slices.Sort(words)
	return slices.Compact(words)
}
