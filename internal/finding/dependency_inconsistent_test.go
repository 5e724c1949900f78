package finding

import (
	"strings"
	"testing"

	"imr/internal/review"
)

func TestDependencyInconsistent(t *testing.T) {
	const upheld, overturned = review.Upheld, review.Overturned
	for name, tt := range map[string]struct {
		first, second review.ItemDecision
		spoil         func(*review.Decision) // of the dependent item 2
		want          bool
	}{
		"overturned on an upheld item":     {upheld, overturned, func(*review.Decision) {}, true},
		"both upheld":                      {upheld, upheld, func(*review.Decision) {}, false},
		"both overturned":                  {overturned, overturned, func(*review.Decision) {}, false},
		"only the dependent one is upheld": {overturned, upheld, func(*review.Decision) {}, false},
		"the other is undecided":           {"", overturned, func(*review.Decision) {}, false},
		"another basis":                    {upheld, overturned, func(d *review.Decision) { d.Basis = review.MTUS }, false},
		"depends on itself":                {upheld, overturned, func(d *review.Decision) { d.DependsOn = "2" }, false},
		"depends on no item of the case":   {upheld, overturned, func(d *review.Decision) { d.DependsOn = "9" }, false},
		"named in the reason": {upheld, overturned, func(d *review.Decision) {
			d.DependsOn, d.BasisReason = "", "It goes with the injection of item 1."
		}, true},
		"named in the rationale": {upheld, overturned, func(d *review.Decision) {
			d.DependsOn, d.Rationale = "", "This follows Item #1. The therapy is medically necessary."
		}, true},
		"named nowhere": {upheld, overturned, func(d *review.Decision) { d.DependsOn = "" }, false},
		"names itself only": {upheld, overturned, func(d *review.Decision) {
			d.DependsOn, d.Rationale = "", "Item 2 stands by itself."
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Review.Decisions[0].Outcome = tt.first
			second := &in.Review.Decisions[1]
			second.Outcome, second.Basis, second.DependsOn = tt.second, review.Dependent, "1"
			tt.spoil(second)
			fs := of(Check(in), "dependency-inconsistent")
			if (len(fs) == 1) != tt.want {
				t.Fatalf("findings %+v, want one: %v", fs, tt.want)
			}
			if tt.want && (fs[0].Item != "2" || fs[0].Section != Decision || !strings.Contains(fs[0].Message, "item 1 (Left L5-S1")) {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}
