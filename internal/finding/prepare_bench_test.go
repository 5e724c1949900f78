package finding

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/review"
)

// saveLimit is what the checks of a save may take in a case of 3,000 pages, at the
// 99th percentile.
const saveLimit = 200 * time.Millisecond

// largeCase is a case of so many pages of invented notes, with a draft of 30
// sourced sentences and claims of absence.
func largeCase(pages int) Input {
	in := esiCase()
	lines := []string{"Straight leg raising is positive on the left at 40 degrees and the ankle reflex is absent.",
		"Denies numbness, no fever, no weight loss. HEP daily. Gabapentin 300 mg tid, hydrocodone 5/325 up to 3/day.",
		"PT 2x/wk x 6 wks gave little benefit; pain 7/10 before and 6/10 after.", "Plan: request left L5-S1 TFESI, continue HEP, UDS next visit."}
	for n := range pages {
		text := fmt.Sprintf("Progress report, page %d of the file.\n", n+1)
		for i := range 30 {
			text += lines[(n+i)%len(lines)] + "\n"
		}
		in.Pages = append(in.Pages, pageOf("d2", n+1, text))
	}
	for n := range 30 {
		in.Review.Summary = append(in.Review.Summary, review.Sentence{Text: "Straight leg raising was positive on the left at 40 degrees.",
			Sources: []review.Source{{Document: "d2", Page: (n*pages)/30 + 1, Quote: "Straight leg raising is positive on the left"}}})
	}
	in.Review.Decisions[0].Rationale = "There is no documentation of acupuncture. " + strings.Repeat("The low back was examined at length. ", 10) +
		"There is no objective evidence of functional improvement from physical therapy. Failure of gabapentin is not documented. The injection is medically necessary."
	in.Prepared = Prepare(in.Pages)
	return in
}

// BenchmarkCheckOfASave is a save in a case of 3,000 pages whose records are ready.
func BenchmarkCheckOfASave(b *testing.B) {
	in := largeCase(3000)
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		if len(Check(in)) == 0 {
			b.Fatal("nothing was found in a draft with faults")
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	p99 := took[len(took)*99/100]
	b.Logf("p99 %v, limit %v", p99, saveLimit)
	b.ReportMetric(float64(p99.Microseconds())/1000, "p99-ms")
}

// BenchmarkPrepare makes 300 pages ready, a part of `imr check` that may take 3 s in all.
func BenchmarkPrepare(b *testing.B) {
	pages := largeCase(300).Pages
	for b.Loop() {
		Prepare(pages)
	}
}
