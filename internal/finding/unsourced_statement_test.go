package finding

import (
	"testing"

	"imr/internal/review"
)

func TestUnsourcedStatement(t *testing.T) {
	for name, tt := range map[string]struct {
		text    string
		sources []review.Source
		want    bool
	}{
		"a fact with its page":  {"He had 12 visits of therapy.", []review.Source{{Document: "d2", Page: 1}}, false},
		"a fact without a page": {"He had 12 visits of therapy.", nil, true},
		"a finding":             {"The left knee was swollen.", nil, true},
		"a day":                 {"He was seen on March 3, 2014.", nil, true},
		"what review did":       {"Utilization review denied the request.", nil, true},
		"a state":               {"He is working with restrictions.", nil, true},
		"absence":               {"No operation on her spine is documented.", nil, false},
		"absence in a report":   {"The report of June 16, 2015 sets no goals for the visits.", nil, false},
		"the record is silent":  {"The records contain no mention of a home program.", nil, false},
		"absence and a fact":    {"No operation is documented. He had 12 visits of therapy.", nil, true},
		"a lead":                {"The records are summarized below.", nil, false},
		"a heading":             {"Clinical case summary:", nil, false},
		"two words":             {"History taken.", nil, false},
		"empty":                 {"", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Review.Summary = []review.Sentence{{Text: tt.text, Sources: tt.sources}}
			fs := of(Check(in), "unsourced-statement")
			if (len(fs) == 1) != tt.want || tt.want && (fs[0].Text != tt.text || fs[0].Severity != Warning) {
				t.Errorf("findings %+v, want one: %v", fs, tt.want)
			}
		})
	}
}
