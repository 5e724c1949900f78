package finding

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// forgetful is what Check finds in the input without anything that it kept.
func forgetful(in Input) []Finding {
	claimsRead, topicsRead = memo[string, []claim]{most: 4096}, memo[string, []topic]{most: 1024}
	in.Prepared = nil
	return Check(in)
}

// TestKeptAnswersChangeNothing: over a sequence of edits of the draft, of what is
// known of the documents and of the pages, a check that remembers finds what one
// that does not would.
func TestKeptAnswersChangeNothing(t *testing.T) {
	in := largeCase(3)
	in.Review.Summary = in.Review.Summary[:6]
	draft := in.Review
	for n := range 5 {
		for _, name := range slices.Sorted(maps.Keys(edits)) {
			in.Review = cloned(draft)
			edits[name](&in, n)
			if n == 3 {
				in.Case.Documents = slices.Clone(in.Case.Documents)
				in.Case.Documents[0].Kind, in.Case.Documents[0].Dated = casefile.URDecisionForm, calendar.MustDate("2011-02-03")
			}
			if n == 4 {
				in.Pages = append(slices.Clone(in.Pages), pageOf("d2", 100+len(in.Pages), "She had acupuncture and a spinal cord stimulator was placed. Numbness of the left foot."))
				in.Prepared = in.Prepared.Again(in.Pages)
			}
			got := Check(in)
			again := Check(in)
			if want := forgetful(in); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(again, want) {
				t.Fatalf("edit %d, %s: %v, then %v; without memory %v", n, name, got, again, want)
			}
		}
	}
}

// TestMemoIsBounded: it forgets the answers that were used longest ago.
func TestMemoIsBounded(t *testing.T) {
	m := memo[string, int]{most: 100}
	var all sync.WaitGroup
	for part := range 4 {
		all.Go(func() {
			for n := range 500 {
				if got := m.of(fmt.Sprint(part, " ", n), func() int { return n }); got != n {
					t.Errorf("%d, want %d", got, n)
				}
				m.of("often", func() int { return -1 })
			}
		})
	}
	all.Wait()
	if kept := len(m.now) + len(m.before); kept > 200 {
		t.Errorf("%d answers are kept, want 200 at most", kept)
	}
	if _, ok := m.kept("often"); !ok {
		t.Error("what was used all the time is forgotten")
	}
	if _, ok := m.kept("0 0"); ok {
		t.Error("what was used longest ago is kept")
	}
}
