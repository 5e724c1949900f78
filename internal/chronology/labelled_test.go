package chronology_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/chronology"
)

// page puts each line of the text on a line of a page, a space as wide as a letter,
// so that columns keep their places.
func page(number int, text string) casefile.Page {
	p := casefile.Page{Document: "d1", Number: number, Width: 612, Height: 792}
	for n, line := range strings.Split(text, "\n") {
		x := 0
		for _, word := range strings.SplitAfter(line, " ") {
			if w := strings.TrimSpace(word); w != "" {
				p.Words = append(p.Words, casefile.Word{Text: w, X0: 40 + 5*float64(x), X1: 40 + 5*float64(x+len([]rune(w))),
					Y0: 40 + 14*float64(n), Y1: 50 + 14*float64(n), Line: n})
			}
			x += len([]rune(word))
		}
	}
	return p
}

type labelledPage struct{ kind, date, author, text string }

func labelledPages(t *testing.T, file string) []labelledPage {
	t.Helper()
	var out []labelledPage
	for _, f := range rowsOf(t, file, 4) {
		out = append(out, labelledPage{f[0], f[1], f[2], strings.ReplaceAll(f[3], "¶", "\n")})
	}
	return out
}

// rowsOf are the rows of a file that have so many fields.
func rowsOf(tb testing.TB, file string, fields int) (rows [][]string) {
	tb.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	for row := range strings.Lines(string(b)) {
		if f := strings.SplitN(strings.TrimSpace(row), " | ", fields); len(f) == fields && row[0] != '#' {
			rows = append(rows, f)
		}
	}
	return rows
}

// TestLabelledPages measures Propose on invented pages: those that its rules were
// tuned on, those that were held apart, and both with one sign in 100 misread.
func TestLabelledPages(t *testing.T) {
	tuned, held := labelledPages(t, "testdata/tuned.txt"), labelledPages(t, "testdata/held.txt")
	if len(tuned)+len(held) < 150 || 2*len(held) < len(tuned) {
		t.Fatalf("%d and %d pages", len(tuned), len(held))
	}
	for _, set := range []struct {
		name                string
		pages               []labelledPage
		dates, kinds, names int // least percentages
	}{
		{"tuned", tuned, 97, 97, 95},
		{"held", held, 92, 92, 92},
		{"tuned, misread", misread(tuned), 88, 85, 0},
		{"held, misread", misread(held), 85, 85, 0},
	} {
		t.Run(set.name, func(t *testing.T) {
			date, kind, author := 0, 0, 0
			for _, l := range set.pages {
				p := chronology.Propose([]casefile.Page{page(1, l.text)})
				date += right(t, "date", p.Date.Value.String() == l.date, p.Date.Value, l)
				kind += right(t, "kind", string(p.Kind.Value) == l.kind, p.Kind.Value, l)
				author += right(t, "author", l.author == "-" || sameName(p.Author.Value, l.author), p.Author.Value, l)
			}
			n := len(set.pages)
			t.Logf("%d pages: dates %.3f, kinds %.3f, authors %.3f", n, share(date, n), share(kind, n), share(author, n))
			if 100*date < set.dates*n || 100*kind < set.kinds*n || 100*author < set.names*n {
				t.Errorf("want %d, %d and %d percent", set.dates, set.kinds, set.names)
			}
		})
	}
}

func share(n, of int) float64 { return float64(n) / float64(of) }

func right(t *testing.T, what string, ok bool, got any, l labelledPage) int {
	if ok {
		return 1
	}
	t.Logf("%s %v, want %s %s %s: %.70q", what, got, l.date, l.kind, l.author, l.text)
	return 0
}

// misread spoils one sign in 100 as scans do.
func misread(pages []labelledPage) []labelledPage {
	rng := rand.New(rand.NewPCG(4, 4))
	looks := map[rune]rune{'0': 'O', 'O': '0', '1': 'l', 'l': '1', 'i': 'l', 'I': 'l', 'e': 'c', 'c': 'e', 'o': 'c', 's': '5', 'S': '5',
		'5': 'S', 'n': 'm', 'u': 'v', 't': 'f', 'a': 'o', 'E': 'F', 'A': 'R', 'D': 'O', '6': 'b', ':': ';', 'r': 'n', 'N': 'M', '2': 'Z', 'R': 'P'}
	out := make([]labelledPage, len(pages))
	for i, p := range pages {
		p.text = strings.Map(func(r rune) rune {
			if wrong, ok := looks[r]; ok && rng.IntN(100) == 0 {
				return wrong
			}
			return r
		}, p.text)
		out[i] = p
	}
	return out
}
