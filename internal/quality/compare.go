package quality

import (
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/copies"
	"imr/internal/determination"
)

// Difference is a sentence that is not the same in two versions. One of the texts is
// empty where a sentence was added or left out.
type Difference struct {
	Where    string // such as "Summary" or "Item 1, rationale"
	Old, New []Piece
}

// Piece is a run of words, changed or not.
type Piece struct {
	Text    string
	Changed bool
}

// Compare lists what differs between two signed versions, sentence by sentence, in
// the order of the newer.
func Compare(old, now determination.Determination) []Difference {
	out := compareTexts("Summary", summaryTexts(old), summaryTexts(now))
	for _, it := range now.Items {
		before := itemOf(old, it.DisputedItem.ID)
		where := "Item " + string(it.DisputedItem.ID)
		for _, f := range []struct {
			name string
			of   func(determination.ItemResult) string
		}{
			{"decision", func(r determination.ItemResult) string { return string(r.Outcome) }},
			{"basis", func(r determination.ItemResult) string { return string(r.Basis) }},
			{"reason for leaving the MTUS", func(r determination.ItemResult) string { return r.BasisReason }},
			{"citations", citationLines},
			{"rationale", func(r determination.ItemResult) string { return r.Rationale }},
			{"plain words", func(r determination.ItemResult) string { return r.PlainLanguage }},
		} {
			out = append(out, compareTexts(where+", "+f.name, Sentences(f.of(before)), Sentences(f.of(it)))...)
		}
	}
	return out
}

func summaryTexts(d determination.Determination) []string {
	out := make([]string, len(d.Summary))
	for i, s := range d.Summary {
		out[i] = s.Text
	}
	return out
}

func citationLines(r determination.ItemResult) string {
	lines := make([]string, len(r.Citations))
	for i, c := range r.Citations {
		lines[i] = c.Line()
	}
	return strings.Join(lines, "\n")
}

func itemOf(d determination.Determination, id casefile.ItemID) determination.ItemResult {
	i := slices.IndexFunc(d.Items, func(r determination.ItemResult) bool { return r.DisputedItem.ID == id })
	if i < 0 {
		return determination.ItemResult{}
	}
	return d.Items[i]
}

// compareTexts pairs what stands between the sentences that stayed, in their order.
func compareTexts(where string, old, now []string) []Difference {
	var out []Difference
	i, j := 0, 0
	for _, k := range append(kept(old, now), [2]int{len(old), len(now)}) {
		for i < k[0] || j < k[1] {
			var a, b string
			if i < k[0] {
				a = old[i]
				i++
			}
			if j < k[1] {
				b = now[j]
				j++
			}
			out = append(out, differing(where, a, b))
		}
		i, j = k[0]+1, k[1]+1
	}
	return out
}

// kept is the longest common run of sentences, as pairs of their places.
func kept(old, now []string) [][2]int {
	longest := make([][]int, len(old)+1)
	for i := range longest {
		longest[i] = make([]int, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if old[i] == now[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(old) && j < len(now); {
		switch {
		case old[i] == now[j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

func differing(where, a, b string) Difference {
	x, y := strings.Fields(a), strings.Fields(b)
	changes := copies.Diff(pageOf(x), pageOf(y))
	if len(changes) == 0 { // only case or punctuation
		return Difference{where, []Piece{{a, true}}, []Piece{{b, true}}}
	}
	var xs, ys []copies.Range
	for _, c := range changes {
		xs, ys = append(xs, c.A), append(ys, c.B)
	}
	return Difference{where, pieces(x, xs), pieces(y, ys)}
}

func pageOf(words []string) casefile.Page {
	p := casefile.Page{Words: make([]casefile.Word, len(words))}
	for i, w := range words {
		p.Words[i] = casefile.Word{Text: w}
	}
	return p
}

func pieces(words []string, changed []copies.Range) []Piece {
	var out []Piece
	at := 0
	add := func(end int, is bool) {
		if end > at {
			out, at = append(out, Piece{strings.Join(words[at:end], " "), is}), end
		}
	}
	for _, r := range changed {
		add(r.First, false)
		add(r.End, true)
	}
	add(len(words), false)
	return out
}
