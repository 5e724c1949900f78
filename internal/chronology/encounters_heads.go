package chronology

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/calendar"
)

// headLines is how many lines at the top of a page tell what begins there: letterhead
// and title, under the line of a fax machine.
const headLines = 7

// head are the lines at the top of a page.
func (r reading) head(page int) []line { return r.lines[page][:min(len(r.lines[page]), headLines)] }

// knownHeads are the texts of the lines at the tops of the pages of the record so far.
func (r reading) knownHeads(begun, page int) map[string]bool {
	out := map[string]bool{}
	for i := begun; i < page; i++ {
		for _, l := range r.head(i) {
			out[squeezed(l.low)] = true
		}
	}
	return out
}

// paperNoun matches the end of what papers of their own are called. What ends in
// other words, such as an examination or a list of records, is a part of one.
var paperNoun = regexp.MustCompile(`\b(notes?|report|record|summary|(re-?)?evaluation|consultation|encounter|visit|study|statement|questionnaire|history and physical)( \([^)]*\))?$`)

// isPaperTitle reports whether a line is nothing but what a paper is called.
func isPaperTitle(l line, n int) bool {
	if len(l.words) > headingWords || len(l.dates) > 0 || strings.Contains(l.text, ":") || isSentence(l.text) {
		return false
	}
	if paperNoun.MatchString(strings.TrimSpace(l.low)) {
		return true
	}
	return slices.ContainsFunc(kindRules, func(rule kindRule) bool {
		span, weight := rule.hit(l, n)
		return rule.where == "title" && rule.weight >= strongTitle && span != nil && weight > rule.weight
	})
}

// anotherTitle is a title at the top of a dated page that stands on no page of the
// record so far.
func (r reading) anotherTitle(begun, page int) (Evidence, bool) {
	dated := slices.ContainsFunc(r.labels, func(l labelled) bool { return l.page == page && l.weight > 0 && r.upperHalf(l) }) ||
		slices.ContainsFunc(r.head(page), isDateLine)
	if !dated {
		return Evidence{}, false
	}
	known := r.knownHeads(begun, page)
	for n, l := range r.head(page) {
		if isPaperTitle(l, n) && !known[squeezed(l.low)] {
			return l.evidence(0, len(l.text), "another title"), true
		}
	}
	return Evidence{}, false
}

// isDateLine reports whether a line is a date and little else.
func isDateLine(l line) bool {
	if len(l.dates) != 1 || !l.dates[0].Precise {
		return false
	}
	rest := squeezed(l.text[:l.dates[0].Start] + l.text[l.dates[0].End:])
	return len(rest) < 8
}

// anotherDay is a line at the top of the page that says the same as one at the top
// of the record's first page, with another day in it, under a line that stands there
// too: the head of the next paper of its sort.
func (r reading) anotherDay(begun, page int) (Evidence, bool) {
	first := r.head(begun)
	days := map[string]calendar.Date{}
	for n := range first {
		if shape, day, ok := dayShape(first, n); ok {
			days[shape] = day
		}
	}
	known := r.knownHeads(begun, begun+1)
	head := r.head(page)
	for n := range head {
		shape, day, ok := dayShape(head, n)
		before, found := days[shape]
		if ok && found && before != day && n > 0 && slices.ContainsFunc(head[:n], func(l line) bool { return len(l.dates) == 0 && known[squeezed(l.low)] }) {
			return head[n].evidence(head[n].dates[0].Start, head[n].dates[0].End, "another day in the same head"), true
		}
	}
	return Evidence{}, false
}

// dayShape is a line without its only day, and the day; ok is false where it has
// none, is a row of a list of dates, or is the line of a fax machine.
func dayShape(lines []line, n int) (shape string, day calendar.Date, ok bool) {
	l := lines[n]
	if len(l.dates) != 1 || !l.dates[0].Precise || besideDated(lines, n) {
		return "", day, false
	}
	d := l.dates[0]
	rest := l.low[:min(d.Start, len(l.low))] + l.low[min(d.End, len(l.low)):]
	if len(squeezed(rest)) > 24 || strings.ContainsAny(rest, "0123456789") {
		return "", day, false
	}
	return squeezed(rest), d.Date, true
}

// nextHead is why the top of the page is that of another record.
func (r reading) nextHead(begun, page int) (Evidence, bool) {
	if title, ok := r.anotherTitle(begun, page); ok {
		return title, true
	}
	return r.anotherDay(begun, page)
}

// hasDays reports whether all days of a line are labelled days of the record so far.
func (r reading) hasDays(begun, page int, l line) bool {
	for _, d := range l.dates {
		if !slices.ContainsFunc(r.labels, func(k labelled) bool {
			return begun <= k.page && k.page < page && k.weight > 0 && k.date == d.Date
		}) {
			return false
		}
	}
	return len(l.dates) > 0
}
