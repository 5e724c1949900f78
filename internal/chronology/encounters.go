package chronology

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Encounter is a record within a PDF: its pages by their numbers, what it seems to
// be, and why it begins where it does.
type Encounter struct {
	FirstPage, LastPage int
	Proposal
	Starts []Evidence // at least one but for the first of a document
}

// Encounters parts the pages of one PDF, given in order, into records. Every page
// is in exactly one. A PDF of one record is one encounter. What people said of where
// records begin goes before whatever stands on the pages.
func Encounters(pages []casefile.Page, said Said) []Encounter {
	return read(pages).encounters(pages, said)
}

// encounters is Encounters of the pages that were read.
func (all reading) encounters(pages []casefile.Page, said Said) []Encounter {
	starts := all.starts()
	for i, p := range pages {
		starts[i] = said.starts(starts[i], p.Number)
	}
	var out []Encounter
	for i, why := range starts {
		if i > 0 && len(why) == 0 {
			continue
		}
		end := i + 1
		for end < len(pages) && len(starts[end]) == 0 {
			end++
		}
		out = append(out, Encounter{pages[i].Number, pages[end-1].Number, all.part(i, end).propose(), why})
	}
	return out
}

// part is the reading of the pages from first up to but not including end.
func (r reading) part(first, end int) reading {
	out := reading{lines: r.lines[first:end]}
	for _, l := range r.labels {
		if first <= l.page && l.page < end {
			l.page -= first
			out.labels = append(out.labels, l)
		}
	}
	return out
}

// starts says for each page which rules see a new record begin there; the first
// page's are not needed.
func (r reading) starts() [][]Evidence {
	out := make([][]Evidence, len(r.lines))
	begun := 0 // the page on which the current record began
	for i := 1; i < len(r.lines); i++ {
		n, of, place := r.pageNumber(i)
		before, beforeOf, _ := r.pageNumber(i - 1)
		goesOn := n > 1 && n == before+1 && of == beforeOf
		if n == 1 && before > 0 {
			out[i] = append(out[i], place)
		}
		if visit, ok := r.newVisit(begun, i); ok {
			out[i] = append(out[i], visit)
		}
		if title, ok := r.titleAt(begun, i, n <= 1); ok {
			out[i] = append(out[i], title)
		}
		if head, ok := r.nextHead(begun, i); ok && n <= 1 {
			out[i] = append(out[i], head)
		}
		if header, ok := r.changedHeader(begun, i); ok && !goesOn && len(out[i]) == 0 {
			out[i] = append(out[i], header)
		}
		if len(out[i]) > 0 {
			begun = i
		}
	}
	return out
}

var pageOf = regexp.MustCompile(`(?i)\b(?:page|pg)\b[.: ]{0,2}(\d{1,4}) ?(?:of|/) ?(\d{1,4})\b`)

// edge is how many lines at the top and at the foot hold page numbers.
const edge = 4

// pageNumber is what the page says of itself: 0 of 0 where it says nothing.
func (r reading) pageNumber(page int) (n, of int, place Evidence) {
	lines := r.lines[page]
	for i, l := range slices.Backward(lines) {
		if i >= edge && i < len(lines)-edge {
			continue
		}
		if m := pageOf.FindStringSubmatchIndex(l.text); m != nil {
			n, _ = strconv.Atoi(l.text[m[2]:m[3]])
			of, _ = strconv.Atoi(l.text[m[4]:m[5]])
			return n, of, l.evidence(m[0], m[1], "page 1 again")
		}
	}
	return 0, 0, Evidence{}
}

// visitLabel is the least weight of a label that opens a record.
const visitLabel = 4

// newVisit is the label of a visit in the upper half of the page with another day
// than the record so far.
func (r reading) newVisit(begun, page int) (Evidence, bool) {
	known := map[calendar.Date]bool{}
	var first *labelled
	for _, l := range r.labels {
		if l.weight < visitLabel {
			continue
		}
		if begun <= l.page && l.page < page {
			known[l.date] = true
		}
		if l.page == page && first == nil && r.upperHalf(l) {
			first = &l
		}
	}
	if first == nil || len(known) == 0 || known[first.date] {
		return Evidence{}, false
	}
	place := first.place
	place.Rule = "another day: " + place.Rule
	return place, true
}

func (r reading) upperHalf(l labelled) bool {
	lines := r.lines[l.page]
	at := slices.IndexFunc(lines, func(x line) bool { return slices.Contains(x.words, l.place.First) })
	return at >= 0 && at <= max(len(lines)/2, titleLines)
}

// titleAt is a title of a record within the first lines of the page: one with its
// date, or, where a first page may be, one that fills its line. One that the record
// bears already is its running head.
func (r reading) titleAt(begun, page int, first bool) (Evidence, bool) {
	lines := r.lines[page]
	known := r.knownHeads(begun, page)
	for n, l := range lines[:min(len(lines), titleLines/2)] {
		if known[squeezed(l.low)] || r.hasDays(begun, page, l) {
			continue
		}
		dated := len(l.dates) > 0 && len(l.words) <= headingWords && !besideDated(lines, n)
		for _, rule := range kindRules {
			if rule.where != "title" {
				continue
			}
			span, weight := rule.hit(l, n)
			fills := first && rule.weight >= strongTitle && weight > rule.weight
			if span != nil && (fills || dated && span[0] < 3 && n < edge) {
				return l.evidence(span[0], min(span[1], len(l.text)), "title of "+string(rule.kind)), true
			}
		}
	}
	return Evidence{}, false
}

// changedHeader is the first line of a page whose running head shares no word with
// that of the page before, which was itself not the first of its record: first
// pages have a letterhead instead.
func (r reading) changedHeader(begun, page int) (Evidence, bool) {
	if page-1 <= begun || len(r.lines[page]) == 0 || len(r.lines[page-1]) == 0 || page-2 < 0 || len(r.lines[page-2]) == 0 {
		return Evidence{}, false
	}
	top, last := r.lines[page][0], r.lines[page-1][0]
	runs := page-2 > begun && shareWord(last.text, r.lines[page-2][0].text)
	if !runs || shareWord(top.text, last.text) || len(top.words) > titleWords {
		return Evidence{}, false
	}
	return top.evidence(0, len(top.text), "another header"), true
}

// besideDated reports whether the line is a row of a list of dates.
func besideDated(lines []line, n int) bool {
	return n > 0 && len(lines[n-1].dates) > 0 || n+1 < len(lines) && len(lines[n+1].dates) > 0
}

func shareWord(a, b string) bool {
	letters := func(r rune) bool { return !unicode.IsLetter(r) }
	words := strings.FieldsFunc(strings.ToLower(b), letters)
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(a), letters), func(w string) bool {
		return len(w) > 3 && slices.Contains(words, w)
	})
}
