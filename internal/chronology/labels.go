package chronology

import (
	_ "embed"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

//go:embed labels.txt
var labelsText string

// label is what stands before a date and says whose it is.
type label struct {
	name   string // as people write it
	role   string
	weight int // how well it dates the record; 0 where it dates something else
}

// labels are by their squeezed names.
var labels = func() map[string]label {
	out := map[string]label{}
	for row := range strings.Lines(labelsText) {
		row = strings.TrimSpace(row)
		if row == "" || row[0] == '#' {
			continue
		}
		head, names, _ := strings.Cut(row[2:], " | ")
		for name := range strings.SplitSeq(names, " | ") {
			out[squeezed(name)] = label{name: strings.TrimSpace(name), role: head, weight: int(row[0] - '0')}
		}
	}
	return out
}()

// longestLabel is how many words a label may have.
const longestLabel = 9

// labelBegins has every beginning of a label.
var labelBegins = func() map[string]bool {
	out := map[string]bool{}
	for name := range labels {
		for i := range len(name) + 1 {
			out[name[:i]] = true
		}
	}
	return out
}()

// labelled is a date with the label that it belongs to.
type labelled struct {
	label
	date  calendar.Date
	page  int // place in the document, from 0
	place Evidence
}

// labelAt is the longest label that begins with the given word of the line, and
// the number of its words.
func (l line) labelAt(i int) (label, int) {
	name := ""
	var best label
	n := 0
	for j := i; j < min(i+longestLabel, len(l.words)); j++ {
		word := l.src[l.words[j]].Text
		name += l.keys[j]
		if !labelBegins[name] {
			break
		}
		if found, ok := labels[name]; ok && l.endsLabel(j) {
			best, n = found, j+1-i
			if best.weight > 0 && l.withinSentence(i) {
				best.weight = 1
			}
		}
		if strings.HasSuffix(word, ":") {
			break
		}
	}
	return best, n
}

// endsLabel reports whether a label may end with the word: labels of one common
// word need a colon, a gap or a number after them, so that “no return” is none.
func (l line) endsLabel(j int) bool {
	word := l.src[l.words[j]].Text
	if strings.ContainsAny(word[len(word)-1:], ":.") || j+1 == len(l.words) {
		return true
	}
	next := l.src[l.words[j+1]]
	return next.Text == ":" || startsWithDate(l.from(j+1)) || l.gapBefore(j+1)
}

// gapBefore reports whether more than a space parts the word from the one before.
func (l line) gapBefore(j int) bool {
	w := l.src[l.words[j]]
	return w.X0-l.src[l.words[j-1]].X1 > 2*(w.Y1-w.Y0)
}

// withinSentence reports whether running text comes right before the word, as in
// “the report dated”.
func (l line) withinSentence(i int) bool {
	if i == 0 || l.gapBefore(i) {
		return false
	}
	before, word := l.src[l.words[i-1]].Text, l.src[l.words[i]].Text
	return unicode.IsLower(firstRune(word)) && unicode.IsLower(firstRune(before)) && !strings.HasSuffix(before, ":")
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// leadIn matches what may stand between a label and its date.
var leadIn = regexp.MustCompile(`(?i)^[\s:;#.,(~-]*(?:(?:on|of|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]{0,6}\b)?[\s:.,]*$`)

func startsWithDate(s string) bool {
	list := Dates(s)
	return len(list) > 0 && list[0].Precise && leadIn.MatchString(s[:list[0].Start])
}

// labelledDates pairs the labels of a page with their dates: the one to the right
// on the same line, else the one just below.
func labelledDates(lines []line, page int) []labelled {
	var out []labelled
	for n, l := range lines {
		for i := 0; i < len(l.words); {
			found, words := l.labelAt(i)
			if words == 0 {
				i++
				continue
			}
			if d, ok := l.dateRight(i+words, found); ok {
				out = append(out, labelled{found, d.date, page, d.place})
			} else if d, ok := dateBelow(lines[n+1:], l, i, i+words, found); ok {
				out = append(out, labelled{found, d.date, page, d.place})
			}
			i += words
		}
	}
	return out
}

// longestValue is how many bytes after a label are looked at for its date.
const longestValue = 60

// from is the beginning of what is left of the line from the word on.
func (l line) from(i int) string {
	rest := l.text[l.at[i]:]
	return rest[:min(longestValue, len(rest))]
}

// dateRight is the date that follows the label at once.
func (l line) dateRight(i int, found label) (labelled, bool) {
	if i >= len(l.words) {
		return labelled{}, false
	}
	rest := l.from(i)
	if !startsWithDate(rest) {
		return labelled{}, false
	}
	list := Dates(rest)
	start := l.at[i] + list[0].Start
	return labelled{date: list[0].Date, place: l.evidence(start, start+len(list[0].Text), "label "+found.name)}, true
}

// linesBelow is how many lines down the value of a label may stand.
const linesBelow = 2

// dateBelow is the date under the label, which begins about where the label does.
func dateBelow(below []line, l line, first, end int, found label) (labelled, bool) {
	head, tail := l.src[l.words[first]], l.src[l.words[end-1]]
	height := max(head.Y1-head.Y0, 1)
	for _, b := range below[:min(linesBelow, len(below))] {
		if b.top-head.Y0 > 3*height {
			break
		}
		for _, d := range b.dates {
			w := b.word(d.Start)
			box := b.src[b.words[w]]
			if d.Precise && box.X0 < tail.X1+height && box.X1 > head.X0-height && !b.ownsDate(w) {
				return labelled{date: d.Date, place: b.evidence(d.Start, d.End, "below label "+found.name)}, true
			}
		}
	}
	return labelled{}, false
}

// ownsDate reports whether a label of the line stands right before the word.
func (l line) ownsDate(w int) bool {
	for j := max(0, w-longestLabel); j < w; j++ {
		if _, n := l.labelAt(j); n > 0 && j+n >= w-1 {
			return true
		}
	}
	return false
}

// spot is a line with its place: the page within the document and the line within
// the page, both from 0.
type spot struct {
	line
	onPage, n int
}

// spots goes through the lines of all pages.
func (r reading) spots() iter.Seq[spot] {
	return func(yield func(spot) bool) {
		for page, lines := range r.lines {
			for n, l := range lines {
				if !yield(spot{l, page, n}) {
					return
				}
			}
		}
	}
}

// reading is a document as the rules see it.
type reading struct {
	lines  [][]line // by page
	labels []labelled
}

// read reads the pages, as many at a time as there are processors to be had.
func read(pages []casefile.Page) reading {
	r := reading{lines: make([][]line, len(pages))}
	dated := make([][]labelled, len(pages))
	eachOf(len(pages), func(i int) {
		r.lines[i] = bodyOf(pages[i])
		dated[i] = labelledDates(r.lines[i], i)
	})
	r.labels = slices.Concat(dated...)
	return r
}

// eachOf calls f for each number below n, several at a time.
func eachOf(n int, f func(i int)) {
	const atOnce = 4
	var wait sync.WaitGroup
	for first := range min(atOnce, n) {
		wait.Go(func() {
			for i := first; i < n; i += atOnce {
				f(i)
			}
		})
	}
	wait.Wait()
}
