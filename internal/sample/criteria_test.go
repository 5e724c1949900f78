package sample

import (
	"slices"
	"testing"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/criteria"
	"imr/internal/guideline"
)

// TestCriteriaListsGoWithTheSamples: each list is sound, and is asked of an item of
// a sample that is decided as its finished review decides it.
func TestCriteriaListsGoWithTheSamples(t *testing.T) {
	lists := CriteriaLists()
	asked := map[string]bool{}
	for _, s := range Cases() {
		dir := t.TempDir()
		if err := WriteReviewedBundle(dir, s.Key); err != nil {
			t.Fatal(err)
		}
		b, err := bundle.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		for _, l := range lists {
			if slices.ContainsFunc(b.Case.Items, func(it casefile.DisputedItem) bool {
				return len(criteria.Panel([]criteria.List{l}, guideline.Standard(), it, b.Review.For(it.ID)[0])) > 0
			}) {
				asked[l.Name] = true
			}
		}
	}
	for _, l := range lists {
		if err := l.Validate(); err != nil {
			t.Errorf("%s: %v", l.Name, err)
		}
		if !asked[l.Name] {
			t.Errorf("%s is asked of no sample", l.Name)
		}
	}
}
