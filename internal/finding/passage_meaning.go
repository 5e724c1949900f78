package finding

import (
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// mostTerms is the most terms that are proposed for a search: a person reads them.
const mostTerms = 12

// AbsenceTerms lists the words by which the records are searched for what the
// sentence of a draft says is not there, each once. It is empty where the
// sentence makes no such claim.
func AbsenceTerms(text string) []string {
	var out []string
	add := func(terms ...string) {
		for _, t := range terms {
			if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, t) }) && len(out) < mostTerms {
				out = append(out, t)
			}
		}
	}
	for _, s := range sentences(text) {
		for _, c := range claimsIn(s) {
			add(c.terms()...)
			for _, t := range c.topics() {
				for _, sense := range t.senses {
					for _, id := range sense.allConcepts() {
						forms := dictionary.Standard().Forms(id)
						add(forms[:min(len(forms), 2)]...)
					}
				}
			}
		}
	}
	return out
}

// ClaimsAbsence reports whether the finding is about a claim that something is not
// in the records.
func (f Finding) ClaimsAbsence() bool {
	return f.Code == absenceClaim.Code || f.Code == absenceClaimUnsearched.Code
}

// Meaning is how the records mean a thing that they name.
type Meaning string

// The meanings. What several of them fit is Denied before all else.
const (
	Affirmed  Meaning = "affirmed"
	Denied    Meaning = "denied"     // it is said not to be there
	OfAnother Meaning = "of another" // of a relative, or of people in general
	Supposed  Meaning = "supposed"   // planned, requested, or under a condition
	Doubted   Meaning = "doubted"    // suspected, or to be ruled out
)

// Passage is a statement of a page: its words from First up to but not including
// End.
type Passage struct {
	First, End int
	statement  statement
	starts     []int // where each word of the page begins, in bytes of its text
}

// Passages parts the page into its statements, in order; what belongs to none is
// left out. It is empty where there is no such page.
func (r *Prepared) Passages(doc casefile.DocumentID, number int) []Passage {
	p := r.page(doc, number)
	if p == nil {
		return nil
	}
	starts := startsOf(p)
	var out []Passage
	for _, s := range r.statementsOn(p) {
		first, _ := slices.BinarySearch(starts, s.start)
		end, _ := slices.BinarySearch(starts, s.end)
		if first < end {
			out = append(out, Passage{first, end, s, starts})
		}
	}
	return out
}

// startsOf is where each word of the page begins in its text.
func startsOf(p *page) []int {
	starts := make([]int, len(p.Words))
	at := 0
	for i, w := range p.Words {
		starts[i] = at
		at += len(w.Text) + 1 // Page.Quote parts words by one byte
	}
	return starts
}

// Meaning is how the passage means its words from first up to but not including
// end, which count in the page.
func (p Passage) Meaning(first, end int) Meaning {
	text := p.statement.text()
	from := min(max(p.starts[first]-p.statement.start, 0), len(text))
	to := len(text)
	if end < p.End {
		to = max(p.starts[end]-1-p.statement.start, from)
	}
	switch s := p.statement.statusAt(contextOf(lowered(text)), from, to); {
	case s.negated:
		return Denied
	case s.other:
		return OfAnother
	case s.supposed:
		return Supposed
	case s.doubtful:
		return Doubted
	}
	return Affirmed
}

// Words returns the words of its page on which the evidence stands, from first up
// to but not including end; of a quote that runs down a column, those of its first
// line. It reports false where they cannot be told.
func (r *Prepared) Words(e Evidence) (first, end int, ok bool) {
	p, q := r.page(e.Document, e.Page), newQuotation(e.Quote)
	if p == nil || q.empty() {
		return 0, 0, false
	}
	p.fold.Do(func() { p.views = views(p.Page) })
	for _, v := range p.views {
		if i, last, found := q.in(v); found {
			first = slices.Index(p.Words, v.words[i])
			for end = first; i <= last && end < len(p.Words) && p.Words[end] == v.words[i]; i++ {
				end++
			}
			return first, end, first >= 0
		}
	}
	return 0, 0, false
}
