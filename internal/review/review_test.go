package review

import (
	"slices"
	"testing"
)

func TestForKeepsTheOrder(t *testing.T) {
	r := Review{Decisions: []Decision{{Item: "2", Rationale: "a"}, {Item: "1", Rationale: "b"}, {Item: "2", Rationale: "c"}}}
	if got := r.For("2"); len(got) != 2 || got[0].Rationale != "a" || got[1].Rationale != "c" {
		t.Errorf("For(2) = %+v", got)
	}
	if got := r.For("3"); got != nil {
		t.Errorf("For(3) = %+v", got)
	}
}

func TestWithAnswer(t *testing.T) {
	first, second := Answer{"absence-claim", "1", "No mention.", "It is a form."}, Answer{"absence-claim", "", "No mention.", "It is blank."}
	have := []Answer{first, second}
	for name, tt := range map[string]struct {
		in   Answer
		want []Answer
	}{
		"a new one":                  {Answer{"rationale-missing", "1", "x", "because"}, []Answer{first, second, {"rationale-missing", "1", "x", "because"}}},
		"to the same words":          {Answer{"absence-claim", "1", "No mention.", "Better so."}, []Answer{{"absence-claim", "1", "No mention.", "Better so."}, second}},
		"to other words":             {Answer{"absence-claim", "1", "No kit.", "Better so."}, []Answer{first, second, {"absence-claim", "1", "No kit.", "Better so."}}},
		"an empty one takes it back": {Answer{"absence-claim", "1", "No mention.", " \n"}, []Answer{second}},
		"an empty one to nothing":    {Answer{"absence-claim", "2", "No mention.", ""}, []Answer{first, second}},
	} {
		r := Review{Answers: slices.Clone(have)}
		if got := r.With(tt.in); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
		if !slices.Equal(r.Answers, have) {
			t.Errorf("%s: the review itself was changed", name)
		}
	}
}
