package chronology_test

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/chronology"
)

// parted is a document of several pages with the pages on which its records begin.
type parted struct {
	begins map[int]bool
	text   string
}

func partedDocuments(tb testing.TB, file string) []parted {
	tb.Helper()
	var out []parted
	for _, row := range rowsOf(tb, file, 2) {
		p := parted{map[int]bool{}, row[1]}
		for _, n := range strings.Split(row[0], ",") {
			var page int
			if _, err := fmt.Sscan(n, &page); err != nil {
				tb.Fatalf("%s: %q", file, row[0])
			}
			p.begins[page] = true
		}
		out = append(out, p)
	}
	return out
}

// boundaries counts the pages on which a record is said to begin, and does: the first
// of a document, which always does, is left out.
type boundaries struct{ said, labelled, right int }

func (b *boundaries) measure(tb testing.TB, d parted, pages []casefile.Page, way string) {
	for _, e := range chronology.Encounters(pages, chronology.Said{}) {
		if e.FirstPage == 1 {
			continue
		}
		b.said++
		if d.begins[e.FirstPage] {
			b.right++
		} else {
			tb.Logf("%s: page %d does not begin a record (%s): %.60q", way, e.FirstPage, e.Starts[0].Rule, d.text)
		}
	}
	found := map[int]bool{}
	for _, e := range chronology.Encounters(pages, chronology.Said{}) {
		found[e.FirstPage] = true
	}
	for page := range d.begins {
		if page == 1 {
			continue
		}
		b.labelled++
		if !found[page] {
			tb.Logf("%s: page %d begins a record: %.60q", way, page, d.text)
		}
	}
}

func (b boundaries) precision() float64 { return share(b.right, max(b.said, 1)) }
func (b boundaries) recall() float64    { return share(b.right, max(b.labelled, 1)) }

// measured is the boundaries of a set of documents, each as it comes in in all ways.
func measured(tb testing.TB, file string) (all boundaries) {
	for i, d := range partedDocuments(tb, file) {
		for way := range ways {
			all.measure(tb, d, cameIn(labelledPage{text: strings.ReplaceAll(d.text, "¶", "\n")}, way, i), ways[way].name)
		}
	}
	return all
}

// TestBoundaries measures where records begin within long documents, as they were
// made, faxed on and stamped.
func TestBoundaries(t *testing.T) {
	for file, least := range map[string]float64{"testdata/encounters.txt": 0.95, "testdata/encounters-held.txt": 0.90} {
		t.Run(file, func(t *testing.T) {
			b := measured(t, file)
			t.Logf("%d boundaries: precision %.3f, recall %.3f", b.labelled, b.precision(), b.recall())
			if b.labelled < 60 || min(b.precision(), b.recall()) < least {
				t.Errorf("want %.2f", least)
			}
		})
	}
}

// BenchmarkBoundaries prints precision and recall beside the time that a page takes.
func BenchmarkBoundaries(b *testing.B) {
	for _, file := range []string{"testdata/encounters.txt", "testdata/encounters-held.txt"} {
		b.Run(strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".txt"), func(b *testing.B) {
			var all boundaries
			pages := 0
			for b.Loop() {
				all = measured(silent{b}, file)
			}
			for _, d := range partedDocuments(b, file) {
				pages += len(ways) * (1 + strings.Count(d.text, "§"))
			}
			b.ReportMetric(all.precision(), "precision")
			b.ReportMetric(all.recall(), "recall")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
		})
	}
}

// silent keeps what was wrong out of a benchmark's figures.
type silent struct{ testing.TB }

func (silent) Logf(string, ...any) {}
