package search

import (
	"slices"
	"strings"
)

// Span is a run of words of a page: from First up to but not including End.
type Span struct{ First, End int }

// Highlights is the hits on a page, given its words in order as they are
// printed. The spans are in order and do not overlap. Terms that are excluded
// give none. The words of a known term that stand apart are marked only where
// the term is nowhere on the page in one piece.
func (q Query) Highlights(words []string) []Span {
	p := newPage(words)
	var spans []Span
	for _, t := range q.Terms {
		if !t.Exclude {
			spans = append(spans, p.hits(t)...)
		}
	}
	slices.SortFunc(spans, func(a, b Span) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.End - a.End
	})
	var merged []Span
	for _, s := range spans {
		if n := len(merged); n > 0 && s.First < merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, s.End)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// page is the words of a page as FTS5 sees them.
type page struct {
	words  []string // as printed
	stems  []string
	from   []int            // which printed word each stem belongs to
	places map[string][]int // of each stem
}

func newPage(words []string) page {
	p := page{words: words, places: map[string][]int{}}
	for i, printed := range words {
		for _, w := range split(printed) {
			s := stem(w.text)
			p.places[s] = append(p.places[s], len(p.stems))
			p.stems, p.from = append(p.stems, s), append(p.from, i)
		}
	}
	return p
}

func (p page) hits(t Term) []Span {
	var spans []Span
	for _, ph := range t.phrases {
		spans = append(spans, p.phraseHits(ph)...)
	}
	if len(spans) > 0 || len(t.scattered) == 0 {
		return spans
	}
	for _, w := range t.scattered {
		at := p.places[stem(w)]
		if len(at) == 0 {
			return nil
		}
		for _, i := range at {
			spans = append(spans, p.span(i, i+1))
		}
	}
	return spans
}

func (p page) phraseHits(ph phrase) []Span {
	var spans []Span
	for _, i := range p.starts(ph.stems, ph.prefix) {
		end := i + len(ph.stems)
		if end <= len(p.stems) && p.fits(ph.stems, i, ph.prefix) && (ph.capitals == "" || p.inCapitals(i, end, ph.capitals)) {
			spans = append(spans, p.span(i, end))
		}
	}
	return spans
}

// starts is where the phrase may begin.
func (p page) starts(stems []string, prefix bool) []int {
	if !prefix || len(stems) > 1 {
		return p.places[stems[0]]
	}
	var list []int
	for i, s := range p.stems {
		if strings.HasPrefix(s, stems[0]) {
			list = append(list, i)
		}
	}
	return list
}

func (p page) fits(stems []string, at int, prefix bool) bool {
	last := len(stems) - 1
	for i, s := range stems {
		here := p.stems[at+i]
		if here != s && !(prefix && i == last && strings.HasPrefix(here, s)) {
			return false
		}
	}
	return true
}

func (p page) span(first, end int) Span { return Span{p.from[first], p.from[end-1] + 1} }

// inCapitals reports whether the words are printed as the abbreviation is, but
// for punctuation and the s of a plural.
func (p page) inCapitals(first, end int, capitals string) bool {
	printed := strings.Join(p.words[p.from[first]:p.from[end-1]+1], "")
	return strings.Contains(lettersOf(printed), lettersOf(capitals))
}

// lettersOf is the text without everything else.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if isWordRune(r) {
			return r
		}
		return -1
	}, text)
}
