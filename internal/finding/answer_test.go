package finding

import (
	"slices"
	"testing"

	"imr/internal/review"
)

func TestAnswerStandsAsLongAsItsWords(t *testing.T) {
	f := Finding{Code: "absence-claim", Item: "1", Text: "There is no mention\nof a home program."}
	given := review.Answer{Finding: "absence-claim", Item: "1", Text: "There is no mention of a home program.", Answer: "It was never taught."}
	for name, tt := range map[string]struct {
		spoil func(*Finding)
		want  bool
	}{
		"the same but for white space": {func(*Finding) {}, true},
		"other words":                  {func(f *Finding) { f.Text += " At all." }, false},
		"another check":                {func(f *Finding) { f.Code = "absence-claim-unsearched" }, false},
		"another item":                 {func(f *Finding) { f.Item = "2" }, false},
	} {
		spoilt := f
		tt.spoil(&spoilt)
		if _, ok := AnswerTo([]review.Answer{given}, spoilt); ok != tt.want {
			t.Errorf("%s: the answer stands: %v", name, ok)
		}
		if got := Earlier([]review.Answer{given}, []Finding{spoilt}); len(got) == 1 == tt.want {
			t.Errorf("%s: earlier answers %v", name, got)
		}
		if same := f.Key() == spoilt.Key(); same != tt.want {
			t.Errorf("%s: the key stays: %v", name, same)
		}
	}
}

func TestEarlierLeavesOutWhatStandsAgain(t *testing.T) {
	f := Finding{Code: "absence-claim", Item: "1", Text: "new words"}
	old := review.Answer{Finding: "absence-claim", Item: "1", Text: "old words", Answer: "reason"}
	again, other, empty := old, old, old
	again.Text, other.Answer, empty.Answer, empty.Text = "new words", "another reason", " ", "older words"
	if got := Earlier([]review.Answer{old, again, other, empty}, []Finding{f}); !slices.Equal(got, []review.Answer{other}) {
		t.Errorf("earlier answers %v, want the other reason only", got)
	}
}
