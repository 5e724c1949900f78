package quality

import (
	"slices"
	"testing"

	"imr/internal/fault"
)

// judged is an approval that lacks nothing.
func judged() Judgement {
	j := Judgement{Version: 1, Outcome: Approved}
	for _, c := range Scorecard() {
		j.Scores = append(j.Scores, Score{c.Code, c.Points})
	}
	return j
}

func TestJudgementNamesWhatItLacks(t *testing.T) {
	remark := Remark{Place: Place{Item: "1"}, Words: "He fell.", Text: "Which page says so?"}
	for name, tt := range map[string]struct {
		spoil func(*Judgement)
		want  []string
	}{
		"an approval":                  {func(*Judgement) {}, nil},
		"a return with a remark":       {func(j *Judgement) { j.Outcome, j.Remarks = Returned, []Remark{remark} }, nil},
		"no points for anything":       {func(j *Judgement) { clear(j.Scores); j.Scores = zeroed(j.Scores) }, nil},
		"no outcome":                   {func(j *Judgement) { j.Outcome = "" }, []string{"outcome"}},
		"an unknown outcome":           {func(j *Judgement) { j.Outcome = "amend" }, []string{"outcome"}},
		"a return without a remark":    {func(j *Judgement) { j.Outcome = Returned }, []string{"remarks"}},
		"an approval with a remark":    {func(j *Judgement) { j.Remarks = []Remark{remark} }, []string{"remarks"}},
		"a line left out":              {func(j *Judgement) { j.Scores = j.Scores[1:] }, []string{"score-SRC"}},
		"a point too many":             {func(j *Judgement) { j.Scores[4].Points++ }, []string{"score-ITM"}},
		"less than nothing":            {func(j *Judgement) { j.Scores[5].Points = -1 }, []string{"score-PLN"}},
		"no line, and a bare return":   {func(j *Judgement) { j.Outcome, j.Scores = Returned, nil }, []string{"remarks", "score-SRC", "score-ABS", "score-GDL", "score-RSN", "score-ITM", "score-PLN"}},
		"points for something unknown": {func(j *Judgement) { j.Scores = append(j.Scores, Score{"ANY", 100}) }, []string{"scores"}},
		"a line filled twice":          {func(j *Judgement) { j.Scores = append(j.Scores, Score{"SRC", 4}) }, []string{"scores"}},
	} {
		j := judged()
		tt.spoil(&j)
		var paths []string
		if f := fault.Of(j.Validate()); f != nil {
			for _, field := range f.Fields {
				paths = append(paths, field.Path)
			}
		}
		if !slices.Equal(paths, tt.want) {
			t.Errorf("%s: faults of %v, want %v", name, paths, tt.want)
		}
	}
	if got := judged().Total(); got != Most() || Most() != 20 {
		t.Errorf("a review without fault has %d of %d points", got, Most())
	}
}

func zeroed(scores []Score) []Score {
	for i, c := range Scorecard() {
		scores[i] = Score{Code: c.Code}
	}
	return scores
}

func TestReviewerCodeIsOneForEach(t *testing.T) {
	first, again, other := ReviewerCode("u1"), ReviewerCode("u1"), ReviewerCode("u2")
	if first != again || first == other || len(first) != 8 {
		t.Errorf("the codes are %s, %s and %s", first, again, other)
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                   nil,
		" \n\n":                              nil,
		"He fell. He rose.":                  {"He fell.", "He rose."},
		"Did he fall? Yes! 3 times.":         {"Did he fall?", "Yes!", "3 times."},
		"Seen by Dr. Fiction at No. 4.":      {"Seen by Dr. Fiction at No. 4."},
		"Level L. Then 1.5 mg daily. Over":   {"Level L. Then 1.5 mg daily.", "Over"},
		"First line\n  second line. Third":   {"First line", "second line.", "Third"},
		"It was 5 mg. daily and no more.":    {"It was 5 mg. daily and no more."},
		"Ends in a stop.\nBegins anew. Ends": {"Ends in a stop.", "Begins anew.", "Ends"},
	} {
		if got := Sentences(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
