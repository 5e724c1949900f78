package chronology

import (
	_ "embed"
	"strings"

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

// labels are by their squeezed names; longestLabel is how many words one may have.
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

const longestLabel = 5

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
		name += squeezed(word)
		if found, ok := labels[name]; ok && l.endsLabel(j, found) {
			best, n = found, j+1-i
		}
		if strings.HasSuffix(word, ":") {
			break
		}
	}
	return best, n
}

// endsLabel reports whether a label may end with the word: labels of one common
// word need a colon, a gap or a number after them, so that “no return” is none.
func (l line) endsLabel(j int, found label) bool {
	word := l.src[l.words[j]].Text
	if strings.ContainsAny(word[len(word)-1:], ":.") || j+1 == len(l.words) {
		return true
	}
	next := l.src[l.words[j+1]]
	return next.Text == ":" || len(Dates(l.text[l.at[j+1]:min(len(l.text), l.at[j+1]+24)])) > 0 && startsWithDate(l.text[l.at[j+1]:]) ||
		next.X0-l.src[l.words[j]].X1 > 2*(l.src[l.words[j]].Y1-l.src[l.words[j]].Y0)
}

// leadIn is how many letters may stand between a label and its date: a weekday, an “on”.
const leadIn = 12

func startsWithDate(s string) bool {
	list := Dates(s)
	return len(list) > 0 && list[0].Precise && list[0].Start <= leadIn
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

// dateRight is the date that follows the label at once.
func (l line) dateRight(i int, found label) (labelled, bool) {
	if i >= len(l.words) {
		return labelled{}, false
	}
	list := Dates(l.text[l.at[i]:])
	if len(list) == 0 || list[0].Start > leadIn || !list[0].Precise {
		return labelled{}, false
	}
	for j := i; j < l.word(l.at[i]+list[0].Start); j++ { // another label would own the date
		if _, n := l.labelAt(j); n > 0 {
			return labelled{}, false
		}
	}
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
		for _, d := range Dates(b.text) {
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

// reading is a document as the rules see it.
type reading struct {
	lines  [][]line // by page
	labels []labelled
}

func read(pages []casefile.Page) reading {
	var r reading
	for i, p := range pages {
		lines := linesOf(p)
		r.lines = append(r.lines, lines)
		r.labels = append(r.labels, labelledDates(lines, i)...)
	}
	return r
}
