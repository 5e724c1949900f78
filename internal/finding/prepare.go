package finding

import (
	"slices"
	"strings"
	"sync"

	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// Prepared is the pages of a case made ready for the checks: parted into
// statements, with an index of the concepts and words in them. It holds no part of
// a draft, so it can be kept as long as the pages stay the same, and used by many
// checks at once.
type Prepared struct {
	pages      map[casefile.DocumentID][]*page // in page order
	statements []statement
	concepts   map[string][]int32 // id → statements that name it, in order
	words      map[string][]int32 // stem → statements that have it, in order
	answers    memo[question, bool]
	refuted    memo[string, []hit] // by claim and documents, what the pages hold against it
	facts      sync.Map            // what was asked of all records → bool
	sides      sync.Map            // side of a concept → statement that gives the other, or nil
	strangers  strangers

	count   sync.Once
	counted *held // what the statements that count visits hold
}

// page is a page of the records with the forms in which it is searched.
type page struct {
	*casefile.Page
	text  string // as Page.Text gives it
	first int    // place of its first statement in Prepared.statements
	count int    // how many it has

	fold  sync.Once
	views []folded

	read    sync.Once
	asserts [][]assertion // by statement

	hold sync.Once
	held *held
}

// statement is a sentence, an entry of a list or a row of a table on a page.
type statement struct {
	page       *page
	start, end int // bytes of the page's text
	mentions   []mention
	section    section
}

// mention is a place where a statement names a concept; the places are bytes of
// the statement.
type mention struct {
	concept    string
	start, end int
	ambiguous  bool
}

func (s statement) text() string { return s.page.text[s.start:s.end] }

// evidence is the statement as a place in the records, on one line.
func (s statement) evidence() Evidence {
	return Evidence{s.page.Document, s.page.Number, oneLine(s.text())}
}

// Prepare makes the pages ready. It takes about a second for 3,000 pages, so do it
// once for each state of the records and not for each check.
func Prepare(pages []casefile.Page) *Prepared { return (*Prepared)(nil).Again(pages) }

// Again is Prepare of the pages as they are now, which takes over what was read of
// those that r has and that stayed the same. r may be nil and stays as it is.
func (r *Prepared) Again(pages []casefile.Page) *Prepared {
	before := r
	r = &Prepared{pages: map[casefile.DocumentID][]*page{}, concepts: map[string][]int32{}, words: map[string][]int32{},
		answers: memo[question, bool]{most: 1 << 17}, refuted: memo[string, []hit]{most: 512}}
	all := make([]*page, len(pages))
	for i := range pages {
		all[i] = &page{Page: &pages[i]}
		r.pages[pages[i].Document] = append(r.pages[pages[i].Document], all[i])
	}
	for _, ps := range r.pages {
		slices.SortStableFunc(ps, func(a, b *page) int { return a.Number - b.Number })
	}
	parts := before.parted(all)
	for i, p := range all {
		p.first, p.count = len(r.statements), len(parts[i])
		for _, s := range parts[i] {
			r.index(s)
		}
	}
	return r
}

// parted reads the pages, as many at a time as there are processors to be had.
func (r *Prepared) parted(pages []*page) [][]statement {
	const atOnce = 4
	out := make([][]statement, len(pages))
	var wait sync.WaitGroup
	for n := range atOnce {
		wait.Go(func() {
			for i := n; i < len(pages); i += atOnce {
				out[i] = r.statementsFor(pages[i])
			}
		})
	}
	wait.Wait()
	return out
}

// statementsFor parts the page into statements, or takes over those of the same
// page that r has.
func (r *Prepared) statementsFor(p *page) []statement {
	if r != nil {
		if old := r.page(p.Document, p.Number); old != nil && sameReading(old.Page, p.Page) {
			p.text = old.text
			out := slices.Clone(r.statementsOn(old))
			for i := range out {
				out[i].page = p
			}
			return out
		}
	}
	p.text = p.Text()
	return statementsOf(p)
}

// sameReading reports whether two readings of a page are one.
func sameReading(a, b *casefile.Page) bool {
	return a.Reading == b.Reading && a.Engine == b.Engine && a.Confidence == b.Confidence &&
		a.Width == b.Width && a.Height == b.Height && slices.Equal(a.Words, b.Words)
}

// index adds the statement and what it names.
func (r *Prepared) index(s statement) {
	n := int32(len(r.statements))
	r.statements = append(r.statements, s)
	for _, m := range s.mentions {
		r.concepts[m.concept] = once(r.concepts[m.concept], n)
	}
	text, byOCR := s.text(), s.page.Reading.ByOCR()
	add := func(form string) { r.words[form] = once(r.words[form], n) }
	eachWord(text, func(word string, start, end int) {
		add(stem(word))
		addNumber(add, word)
		if byOCR {
			addMisread(add, text[start:end])
		}
	})
}

// addNumber adds the number of a word such as 300mg.
func addNumber(add func(string), word string) {
	if end := endOfDigits(word); end > 0 && end < len(word) {
		add(word[:end])
	}
}

// addMisread adds what a word that a machine read may be instead.
func addMisread(add func(string), word string) {
	if figures := asFigures(word); figures != word {
		figures = strings.ToLower(figures)
		add(stem(figures))
		addNumber(add, figures)
	}
	if letters := asLetters(word); letters != word {
		add(stem(strings.ToLower(letters)))
	}
}

// endOfDigits is how many digits the word begins with.
func endOfDigits(word string) int {
	n := 0
	for n < len(word) && isFigure(word[n]) {
		n++
	}
	return n
}

func once(list []int32, n int32) []int32 {
	if len(list) > 0 && list[len(list)-1] == n {
		return list
	}
	return append(list, n)
}

// mentionsIn lists the concepts that the text names.
func mentionsIn(text string) []mention {
	var out []mention
	for _, m := range dictionary.Standard().Find(text) {
		out = append(out, mention{m.Concept, m.Start, m.End, m.Ambiguous})
	}
	return out
}

// page returns the page of the document, or nil where there is none.
func (r *Prepared) page(doc casefile.DocumentID, number int) *page {
	ps := r.pages[doc]
	i, ok := slices.BinarySearchFunc(ps, number, func(p *page, n int) int { return p.Number - n })
	if !ok {
		return nil
	}
	return ps[i]
}

// statementsOn lists the statements of the page in their order.
func (r *Prepared) statementsOn(p *page) []statement { return r.statements[p.first : p.first+p.count] }

// statementsOf lists the statements of the document, page by page.
func (r *Prepared) statementsOf(doc casefile.DocumentID) []statement {
	var out []statement
	for _, p := range r.pages[doc] {
		out = append(out, r.statementsOn(p)...)
	}
	return out
}

// find returns the passage of the page that holds the quote, as it stands there.
func (p *page) find(q quotation) (string, bool) {
	p.fold.Do(func() { p.views = views(p.Page) })
	for _, v := range p.views {
		if first, last, ok := q.in(v); ok {
			return joinWords(v.words[first : last+1]), true
		}
	}
	return "", false
}

// assertions lists what each statement of the page asserts.
func (r *Prepared) assertions(p *page) [][]assertion {
	p.read.Do(func() {
		for _, st := range r.statementsOn(p) {
			p.asserts = append(p.asserts, assertionsIn(st))
		}
	})
	return p.asserts
}

// eachWord calls f for every word of the text, in lower case, with its place.
func eachWord(text string, f func(word string, start, end int)) {
	start := -1
	for i, r := range text {
		if alnum(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			f(strings.ToLower(text[start:i]), start, i)
			start = -1
		}
	}
	if start >= 0 {
		f(strings.ToLower(text[start:]), start, len(text))
	}
}
