package finding

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"imr/internal/review"
)

// offPage is the finding on a sentence with facts that its pages lack.
func (d *draft) offPage(s review.Sentence, pages []*page, absent []missed) Finding {
	var words []string
	for _, m := range absent {
		if w := "“" + oneLine(m.words) + "”"; !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	f := Finding{Section: Summary, Text: s.Text}
	for _, p := range pages {
		if e := d.nearest(p, s.Text, absent); e.Quote != "" || len(pages) == 1 {
			f.Evidence = append(f.Evidence, e)
		}
	}
	settle := "; correct the sentence to what the page says, or name the page that has it."
	if where := d.standsElsewhere(absent[0]); where != nil {
		f.Evidence = append(f.Evidence, *where)
		settle = fmt.Sprintf("; page %d of %s has it, so name that page or correct the sentence.", where.Page, d.title(where.Document))
	}
	f.Message = fmt.Sprintf("%s does not say %s%s", d.pagesNamed(pages), andList(words), settle)
	return f
}

// pagesNamed names the pages as the subject of a sentence.
func (d *draft) pagesNamed(pages []*page) string {
	if len(pages) == 1 {
		return fmt.Sprintf("Page %d of %s", pages[0].Number, d.title(pages[0].Document))
	}
	return fmt.Sprintf("None of the %d pages that the sentence cites", len(pages))
}

// nearest is the statement of the page that comes closest to the sentence and has
// something of the kind that is missed.
func (d *draft) nearest(p *page, text string, absent []missed) Evidence {
	best, most := Evidence{p.Document, p.Number, ""}, 0
	worth := map[string]int{}
	eachWord(text, func(w string, _, _ int) { worth[stem(w)] = min(len(w)/3, 1) })
	for _, m := range absent {
		eachWord(m.words, func(w string, _, _ int) { worth[stem(w)] *= 4 })
	}
	for _, st := range d.records.statementsOn(p) {
		score := 0
		eachWord(st.text(), func(w string, _, _ int) {
			score += worth[stem(w)]
		})
		if score > 0 && slices.ContainsFunc(absent, func(m missed) bool {
			return m.against != nil && m.against.page == st.page && m.against.start == st.start
		}) {
			score += 20
		}
		if score > 0 && hasKind(st.text(), absent) {
			score += 3
		}
		if score > most {
			best, most = st.evidence(), score
		}
	}
	return best
}

// hasKind reports whether the text has a measure of the kind that is missed.
func hasKind(text string, absent []missed) bool {
	for _, m := range measuresIn(text) {
		if slices.ContainsFunc(absent, func(a missed) bool { return a.against == nil && a.measure.kind == m.kind }) {
			return true
		}
	}
	return strings.ContainsAny(text, "0123456789")
}

// standsElsewhere is a page that has the fact in the same kind and unit, nil where
// none has or where it is no fact that is known again by itself.
func (d *draft) standsElsewhere(m missed) *Evidence {
	if m.against != nil || m.measure.kind == aNumber || m.measure.kind == aDuration || m.measure.kind == aCount && m.measure.high < small {
		return nil
	}
	for i, n := range d.records.placesOf(m.measure) {
		if st := d.records.statements[n]; i < mostTried && slices.ContainsFunc(measuresIn(st.text()), m.measure.exactly) {
			e := st.evidence()
			return &e
		}
	}
	return nil
}

// mostTried is how many statements are read in search of a fact elsewhere, so that
// the time of a check is bounded.
const mostTried = 300

// placesOf lists the statements that may have the fact, in order.
func (r *Prepared) placesOf(m measure) []int32 {
	words, may := numberForms(m.low), func(string) bool { return true }
	switch d := m.date.Date; {
	case m.kind == aLevel:
		words = levelWords(m)
	case m.kind == aDate && m.date.Precise:
		words, may = dayWords(d.Day), func(text string) bool { return mayNameDay(text, int(d.Month), d.Day) }
	case m.kind == aDate:
		words = []string{strconv.Itoa(d.Year), strconv.Itoa(d.Year)[2:]}
		may = func(text string) bool { return mayNameMonth(text, int(d.Month)) }
	}
	var out []int32
	for _, w := range words {
		out = append(out, r.words[stem(w)]...)
	}
	out = slices.DeleteFunc(out, func(n int32) bool { return !may(r.statements[n].text()) })
	slices.Sort(out)
	return slices.Compact(out)
}

// exactly reports whether the other is the same measure with the same ends.
func (m measure) exactly(other measure) bool {
	return m.same(other) && m.low == other.low && m.high == other.high
}
