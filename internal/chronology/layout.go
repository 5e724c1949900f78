package chronology

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"imr/internal/casefile"
)

// Evidence is the place that led to a proposal: words of a page, from First up to
// but not including End, and the rule that they met.
type Evidence struct {
	Page       int // number of the page, from 1
	First, End int
	Rule       string // for people: “label Date of visit”
}

// line is what stands on one height of a page, from left to right, without the
// rules that a scan gives as bars, underscores and dashes.
type line struct {
	page  int // number of the page
	words []int
	at    []int // where each word begins in text
	text  string
	low   string        // text for the rules: lower case, straight signs
	dates []DateMention // in text
	keys  []string      // the words squeezed
	top   float64
	src   []casefile.Word
}

// linesOf are the printed lines of the page from the top down. Words belong to a
// line by their boxes; on a page without boxes, by the line that they name.
func linesOf(p casefile.Page) []line {
	order := make([]int, 0, len(p.Words))
	for i, w := range p.Words[:min(len(p.Words), maxWords)] {
		if !isRule(w.Text) {
			order = append(order, i)
		}
	}
	var lines []line
	for _, i := range order {
		w := p.Words[i]
		at := slices.IndexFunc(lines[max(0, len(lines)-maxLinesBack):], func(l line) bool { return sameHeight(p.Words[l.words[0]], w) })
		if at < 0 {
			lines = append(lines, line{page: p.Number, top: w.Y0, words: []int{i}, src: p.Words})
			continue
		}
		l := &lines[max(0, len(lines)-maxLinesBack)+at]
		l.words = append(l.words, i)
	}
	sort.SliceStable(lines, func(a, b int) bool { return lines[a].top < lines[b].top })
	for i := range lines {
		lines[i].join()
	}
	return lines
}

// transport matches the lines that machines and clerks put on the edge of a page on
// its way: those of a fax, which have a time and a number or a page, and the stamps
// of those who received or scanned it.
var transport = regexp.MustCompile(`(?i)\bfax(?:ed)?\b.*\d{1,2}:\d\d|\d{1,2}:\d\d.*(?:\bfax\b|\bpage\b|\bp\.? ?\d+ ?/|@ ?\d|\bfrom\b|\b\d{10}\b|\bt-\d)|` +
	`\b(?:rcvd at|svr:\d)|^to: .*\bpage:|^\W*(?:received|rec'?d|scanned|filed|imaged|copied|record copy)\b.{0,40}$`)

// bodyOf are the lines of the page without those of its transport.
func bodyOf(p casefile.Page) []line {
	lines := linesOf(p)
	last := len(lines) - edge
	n := -1
	return slices.DeleteFunc(lines, func(l line) bool {
		n++
		return (n < edge || n >= last) && len(l.dates) > 0 && transport.MatchString(l.text)
	})
}

// maxWords is how many words of a page are looked at. A dense page has 1,200.
const maxWords = 4000

// maxLinesBack is how far back in reading order the other half of a line is looked
// for, where the page is read by columns.
const maxLinesBack = 80

func sameHeight(a, b casefile.Word) bool {
	if a.Y1 == a.Y0 || b.Y1 == b.Y0 {
		return a.Line == b.Line
	}
	middle := (b.Y0 + b.Y1) / 2
	return a.Y0 < middle && middle < a.Y1
}

// join puts the words of the line in order and sets its text.
func (l *line) join() {
	sort.SliceStable(l.words, func(a, b int) bool { return l.src[l.words[a]].X0 < l.src[l.words[b]].X0 })
	var b strings.Builder
	for i, w := range l.words {
		if i > 0 {
			b.WriteByte(' ')
		}
		l.at = append(l.at, b.Len())
		b.WriteString(l.src[w].Text)
		l.keys = append(l.keys, squeezed(l.src[w].Text))
	}
	l.text = b.String()
	l.low, l.dates = lowered(l.text), Dates(l.text)
}

// word is the place in l.words of the word at a byte of the text.
func (l line) word(at int) int {
	return max(sort.SearchInts(l.at, at+1)-1, 0)
}

// evidence is the place of the bytes from start to end of the line's text.
func (l line) evidence(start, end int, rule string) Evidence {
	first, last := l.words[l.word(start)], l.words[l.word(max(end-1, start))]
	return Evidence{Page: l.page, First: min(first, last), End: max(first, last) + 1, Rule: rule}
}

// isRule reports whether a word is a drawn line or a leader rather than text.
func isRule(word string) bool {
	return strings.Trim(word, "|_~-–—=.·•¦[]\\") == "" && word != "."
}

// squeezed is a text in lower case with nothing but its letters and digits, so
// that D.O.B. and DOB are one label.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
