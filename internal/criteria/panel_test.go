package criteria

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

func TestPanel(t *testing.T) {
	item := casefile.DisputedItem{Category: "dmepos"}
	cited := []guideline.Citation{{Guideline: "ODG", Chapter: "Low Back"}}
	other := sound()
	other.Key, other.Chapter = "neck-kits", "Neck and Upper Back"
	answered := review.Criterion{List: "home-kits", Version: 2, Key: "c2", Words: "It was  followed.", State: review.NotMet, Note: "twice"}
	reworded := answered
	reworded.Words = "It was followed for six weeks."
	gone := review.Criterion{List: "home-kits", Version: 1, Key: "c9", Words: "A pulley is spared.", State: review.Met}
	for name, tt := range map[string]struct {
		d    review.Decision
		want []string
	}{
		"nothing cited":              {review.Decision{}, nil},
		"nothing judged":             {review.Decision{Citations: cited}, []string{"c1", "c2"}},
		"two citations of one list":  {review.Decision{Citations: append(cited, cited...)}, []string{"c1", "c2"}},
		"two lists":                  {review.Decision{Citations: append(cited, guideline.Citation{Guideline: "ODG", Chapter: "Neck and Upper Back"})}, []string{"c1", "c2", "c1", "c2"}},
		"judged by the list before":  {review.Decision{Citations: cited, Criteria: []review.Criterion{answered}}, []string{"c1", "c2 not_met twice"}},
		"reworded since":             {review.Decision{Citations: cited, Criteria: []review.Criterion{reworded}}, []string{"c1", "c2 not_met twice, before: It was followed for six weeks."}},
		"asked no more":              {review.Decision{Citations: cited, Criteria: []review.Criterion{gone}}, []string{"c1", "c2", "c9 met, dropped"}},
		"the citation is gone":       {review.Decision{Criteria: []review.Criterion{answered}}, []string{"c2 not_met twice, dropped"}},
		"gone, and nothing was said": {review.Decision{Criteria: []review.Criterion{{List: "home-kits", Key: "c9"}}}, nil},
	} {
		var got []string
		for _, a := range Panel([]List{sound(), other}, guideline.Standard(), item, tt.d) {
			s := a.Answer.Key
			for _, more := range []string{string(a.Answer.State), a.Answer.Note} {
				if more != "" {
					s += " " + more
				}
			}
			if a.Before != "" {
				s += ", before: " + a.Before
			}
			if a.Dropped {
				s += ", dropped"
			} else if a.Answer.Version != 3 {
				t.Errorf("%s: %s is asked by version %d", name, a.Answer.Key, a.Answer.Version)
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestMerged(t *testing.T) {
	c := func(key string, state review.CriterionState) review.Criterion {
		return review.Criterion{List: "l", Key: key, State: state}
	}
	for name, tt := range map[string]struct{ before, given, want []review.Criterion }{
		"nothing":                {nil, nil, nil},
		"a new one":              {nil, []review.Criterion{c("a", review.Met)}, []review.Criterion{c("a", review.Met)}},
		"in place of the old":    {[]review.Criterion{c("a", review.Met)}, []review.Criterion{c("a", review.NotMet)}, []review.Criterion{c("a", review.NotMet)}},
		"taken back":             {[]review.Criterion{c("a", review.Met)}, []review.Criterion{c("a", "")}, nil},
		"not on the page":        {[]review.Criterion{c("b", review.Met)}, []review.Criterion{c("a", review.Met)}, []review.Criterion{c("b", review.Met), c("a", review.Met)}},
		"of another list":        {[]review.Criterion{{List: "m", Key: "a", State: review.Met}}, []review.Criterion{c("a", "")}, []review.Criterion{{List: "m", Key: "a", State: review.Met}}},
		"a note without a state": {nil, []review.Criterion{{List: "l", Key: "a", Note: "ask"}}, []review.Criterion{{List: "l", Key: "a", Note: "ask"}}},
	} {
		if diff := cmp.Diff(tt.want, Merged(tt.before, tt.given)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSentences(t *testing.T) {
	page := []review.Source{{Document: "d1", Page: 3, Quote: "taught"}, {Document: "d2", Page: 1}}
	place := func(s review.Source) string { return fmt.Sprintf("%s page %d", s.Document, s.Page) }
	for name, tt := range map[string]struct {
		c    review.Criterion
		want []string
	}{
		"met":                    {review.Criterion{Words: "A program was taught.", State: review.Met, Sources: page}, []string{"It is shown that a program was taught: d1 page 3; d2 page 1."}},
		"not met":                {review.Criterion{Words: "The kit was used", State: review.NotMet, Note: "He used it twice."}, []string{"The criterion that the kit was used is not met. He used it twice."}},
		"not documented":         {review.Criterion{Words: "Therapy was tried.", State: review.NotDocumented}, []string{"It is not documented that therapy was tried."}},
		"does not apply":         {review.Criterion{Words: "Therapy was tried.", State: review.NotApplicable}, nil},
		"does not apply, as":     {review.Criterion{Words: "Therapy was tried.", State: review.NotApplicable, Note: "Cord compression does not wait"}, []string{"The criterion that therapy was tried does not apply. Cord compression does not wait."}},
		"begins with capitals":   {review.Criterion{Words: "MRI shows compression.", State: review.Met}, []string{"It is shown that MRI shows compression."}},
		"begins with a level":    {review.Criterion{Words: "L5-S1 is named.", State: review.Met}, []string{"It is shown that L5-S1 is named."}},
		"not judged":             {review.Criterion{Words: "Therapy was tried.", Note: "ask"}, nil},
		"one letter, then words": {review.Criterion{Words: "A", State: review.Met}, []string{"It is shown that a."}},
	} {
		if diff := cmp.Diff(tt.want, Sentences([]review.Criterion{tt.c}, place)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
