package copies

import (
	"slices"
	"strings"

	"imr/internal/casefile"
)

// Range is a run of words of a page, from First up to but not including End.
type Range struct{ First, End int }

// Change is a place where two pages differ: the words of one stand where those of
// the other do. One of the ranges is empty where words were only added or left out.
type Change struct {
	A, B    Range
	Misread bool // the words differ only by letters that readers of scans confuse
	Number  bool // a number or date is among them
	Transit bool // the words stand in lines that were printed on the page on its way
}

// maxEdits is how many differences Diff follows word by word: pages with more have so little
// in common that a reader compares them side by side.
const maxEdits = 1500

// Diff lists what differs between two pages, in order. Words are compared without
// case and punctuation. Where the pages have next to nothing in common, all
// between their common beginning and end is one change.
func Diff(a, b casefile.Page) []Change {
	x, y := plainWords(a), plainWords(b)
	head := 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	x, y = x[head:len(x)-tail], y[head:len(y)-tail]
	onWayA, onWayB := onTheWay(a), onTheWay(b)
	var out []Change
	for _, c := range edits(x, y) {
		c.Misread = misread(x[c.A.First:c.A.End], y[c.B.First:c.B.End])
		c.Number = hasDigit(x[c.A.First:c.A.End]) || hasDigit(y[c.B.First:c.B.End])
		c.A.First, c.A.End, c.B.First, c.B.End = c.A.First+head, c.A.End+head, c.B.First+head, c.B.End+head
		c.Transit = within(c.A, onWayA) && within(c.B, onWayB)
		out = append(out, c)
	}
	return out
}

// within reports whether all words of the range are among those marked.
func within(r Range, marked []bool) bool { return !slices.Contains(marked[r.First:r.End], false) }

func plainWords(p casefile.Page) []string {
	out := make([]string, len(p.Words))
	for i, w := range p.Words {
		out[i] = plain(w.Text)
	}
	return out
}

func misread(x, y []string) bool {
	return misreadKey(strings.Join(x, "")) == misreadKey(strings.Join(y, ""))
}

func hasDigit(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.ContainsAny(w, "0123456789") })
}

// edits is Myers' O(ND) algorithm: the fewest words left out of x and added from y.
func edits(x, y []string) []Change {
	trace, found := furthest(x, y)
	if !found {
		return []Change{{A: Range{0, len(x)}, B: Range{0, len(y)}}}
	}
	var out []Change
	i, j := len(x), len(y)
	for d := len(trace) - 1; d > 0; d-- {
		k := i - j
		down := k == -d || k != d && reach(trace[d-1], k-1) < reach(trace[d-1], k+1)
		prior := k - 1
		if down {
			prior = k + 1
		}
		pi := reach(trace[d-1], prior)
		pj := pi - prior
		step := Change{A: Range{pi, pi + 1}, B: Range{pj, pj}}
		if down {
			step = Change{A: Range{pi, pi}, B: Range{pj, pj + 1}}
		}
		out = append(out, step)
		i, j = pi, pj
	}
	slices.Reverse(out)
	return joined(out)
}

// furthest gives, for each number of edits d, how far into x the diagonals -d to d
// get, until the ends of both are reached; false where that takes too many edits.
func furthest(x, y []string) (trace [][]int32, found bool) {
	for d := 0; d <= min(len(x)+len(y), maxEdits); d++ {
		row := make([]int32, 2*d+1)
		trace = append(trace, row)
		for k := -d; k <= d; k += 2 {
			i := 0
			switch {
			case d == 0:
			case k == -d || k != d && reach(trace[d-1], k-1) < reach(trace[d-1], k+1):
				i = reach(trace[d-1], k+1)
			default:
				i = reach(trace[d-1], k-1) + 1
			}
			for i < len(x) && i-k < len(y) && x[i] == y[i-k] {
				i++
			}
			row[k+d] = int32(i)
			if i >= len(x) && i-k >= len(y) {
				return trace, true
			}
		}
	}
	return nil, false
}

// reach is how far the row of a trace gets on diagonal k, -1 beyond its diagonals.
func reach(row []int32, k int) int {
	d := len(row) / 2
	if k < -d || k > d {
		return -1
	}
	return int(row[k+d])
}

// joined puts edits that touch into one change.
func joined(steps []Change) []Change {
	var out []Change
	for _, s := range steps {
		if n := len(out); n > 0 && out[n-1].A.End == s.A.First && out[n-1].B.End == s.B.First {
			out[n-1].A.End, out[n-1].B.End = s.A.End, s.B.End
			continue
		}
		out = append(out, s)
	}
	return out
}
