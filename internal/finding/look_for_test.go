package finding

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
)

func TestLookFor(t *testing.T) {
	c := esiCase().Case
	records := Prepare([]casefile.Page{
		pageOf("d1", 1, "Home exercise program asked for."),
		pageOf("d2", 1, "He was given a HEP by the therapist and does it daily.\nDenies smoking. Mother had diabetes."),
		pageOf("d2", 2, "Gabapentin 300 mg helps. An epidural injection is planned."),
	})
	for name, tt := range map[string]struct {
		thing, hit string // the words of the first hit; none where it is empty
		term       string // one of those that were searched
	}{
		"an abbreviation":          {"home exercise program", "HEP by the therapist", "HEP"},
		"a criterion":              {"A home exercise program was taught by a therapist.", "HEP by the therapist", "home exercise program"},
		"no place says all of it":  {"A home exercise program was followed for six weeks without gain.", "HEP by the therapist", "home exercise program"},
		"a group of drugs":         {"anticonvulsant", "Gabapentin 300 mg helps", "anticonvulsant"},
		"denied":                   {"smoking", "", "smoking"},
		"of another":               {"diabetes", "", "diabetes"},
		"a plan is not yet a deed": {"epidural injection", "", "epidural steroid injection"},
		"nothing like it":          {"acupuncture", "", "acupuncture"},
		"words of no dictionary":   {"zorbing balls", "", "zorbing balls"},
		"nothing":                  {" . ", "", ""},
	} {
		got := LookFor(c, records, tt.thing)
		switch {
		case tt.hit == "" && len(got.Hits) > 0:
			t.Errorf("%s: found %+v", name, got.Hits)
		case tt.hit != "" && (len(got.Hits) == 0 || !strings.Contains(got.Hits[0].Quote, tt.hit) || got.Hits[0].Document != "d2"):
			t.Errorf("%s: found %+v, want %q", name, got.Hits, tt.hit)
		}
		if tt.term != "" && !slices.ContainsFunc(got.Terms, func(s string) bool { return strings.EqualFold(s, tt.term) }) {
			t.Errorf("%s: searched for %q", name, got.Terms)
		}
	}
}
