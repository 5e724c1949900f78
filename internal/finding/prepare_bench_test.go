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
		text := fmt.Sprintf("Progress report of %d/%d/20%02d, page %d of the file.\n", 1+n%12, 1+n%28, 10+n%5, n+1)
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

// edits are what a save may bring that no save before it had; n tells them apart.
var edits = map[string]func(in *Input, n int){
	"another page cited": func(in *Input, n int) {
		in.Review.Summary[n%30].Sources[0].Page = 1 + (n*37)%3000
	},
	"a quote that is nowhere": func(in *Input, n int) {
		in.Review.Summary[n%30].Sources[0].Quote = fmt.Sprintf("straight leg raising was %d degrees short", n)
	},
	"facts that are on no page": func(in *Input, n int) {
		in.Review.Summary[n%30].Text = fmt.Sprintf("On 7/%d/2009 gabapentin %d mg was given at C%d-%d, with a pain of 8/10.", 1+n%28, 310+n, 2+n%5, 3+n%5)
	},
	"a fact that is on another page": func(in *Input, n int) {
		in.Review.Summary[n%30].Text = fmt.Sprintf("She was seen on %d/%d/20%d.", 1+n%12, 1+n%28, 10+n%5)
	},
	"unsourced facts that are nowhere": func(in *Input, n int) {
		in.Review.Summary[n%30].Sources = nil
		in.Review.Summary[n%30].Text = fmt.Sprintf("On 7/%d/2009 hydrocodone %d mg was given at C%d-%d on the right, and in May %d.", 1+n%28, 310+n, 2+n%5, 3+n%5, 1980+n%20)
	},
	"a claim of absence": func(in *Input, n int) {
		what := []string{"a spinal cord stimulator", "numbness", "a drug screen", "weight loss", "a home exercise program", "a fall in 2011"}
		in.Review.Decisions[0].Rationale = fmt.Sprintf("There is no documentation of %s. %d visits were made.", what[n%len(what)], n)
	},
	"the opposite of a page": func(in *Input, n int) {
		in.Review.Summary[n%30].Text = fmt.Sprintf("Straight leg raising was negative on the left at %d degrees.", n%90)
	},
}

// BenchmarkCheckOfASave is each save after the first in a case of 3,000 pages: a
// draft with something new every time.
func BenchmarkCheckOfASave(b *testing.B) {
	first := largeCase(3000)
	Check(first)
	for name, edit := range edits {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for n := 0; b.Loop(); n++ {
				in := first
				in.Review = cloned(first.Review)
				edit(&in, n)
				start := time.Now()
				if len(Check(in)) == 0 {
					b.Fatal("nothing was found in a draft with faults")
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			p99 := took[len(took)*99/100]
			b.Logf("p99 of %d saves %v, limit %v", len(took), p99, saveLimit)
			b.ReportMetric(float64(p99.Microseconds())/1000, "p99-ms")
		})
	}
}

// cloned is a copy whose sentences and decisions can be changed.
func cloned(r review.Review) review.Review {
	r.Summary, r.Decisions = slices.Clone(r.Summary), slices.Clone(r.Decisions)
	for i, s := range r.Summary {
		r.Summary[i].Sources = slices.Clone(s.Sources)
	}
	return r
}

// BenchmarkPrepare makes 300 pages ready, a part of `imr check` that may take 3 s in all.
func BenchmarkPrepare(b *testing.B) {
	pages := largeCase(300).Pages
	for b.Loop() {
		Prepare(pages)
	}
}
