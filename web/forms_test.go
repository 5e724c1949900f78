package web

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/guideline"
	"imr/internal/review"
	"imr/templates"
)

func sentencesOf(texts ...string) (out []review.Sentence) {
	for _, text := range texts {
		out = append(out, review.Sentence{ID: "id-" + text, Text: text, Sources: []review.Source{{Document: "d1", Page: 1, Quote: text + " 1"}, {Document: "d2", Page: 2, Quote: text + " 2"}}})
	}
	return out
}

// formOf is the summary as its form sends it.
func formOf(summary []review.Sentence) url.Values {
	form := url.Values{}
	for _, s := range summary {
		form.Add("sentence", s.ID)
		form.Set("text-"+s.ID, s.Text)
		for _, src := range s.Sources {
			form.Add("source-"+s.ID, sourceValue(src))
		}
	}
	return form
}

func TestSummaryFormRoundTrip(t *testing.T) {
	want := sentencesOf("a", "two\nlines", `"quotes" & <b> [1,2]`, "")
	want[1].Sources = nil
	if diff := cmp.Diff(want, summaryFrom(formOf(want))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSummaryFromOddForms(t *testing.T) {
	for name, tt := range map[string]struct {
		form string
		want []review.Sentence
	}{
		"empty":                 {"", []review.Sentence{}},
		"lines as browsers do":  {"sentence=s&text-s=a%0D%0Ab", []review.Sentence{{ID: "s", Text: "a\nb"}}},
		"a sentence twice":      {"sentence=s&sentence=s&text-s=a", []review.Sentence{{ID: "s", Text: "a"}}},
		"a text without its id": {"text-s=a", []review.Sentence{}},
		"sources that are none": {"sentence=s&text-s=a&source-s=x&source-s=[]&source-s=[1,1,%22q%22]&source-s=[%22d%22,0,%22q%22]&source-s=[%22d%22,-1,%22q%22]&source-s=[%22d%22,1]&source-s=null",
			[]review.Sentence{{ID: "s", Text: "a"}}},
	} {
		form, err := url.ParseQuery(tt.form)
		must(t, err)
		if diff := cmp.Diff(tt.want, summaryFrom(form)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSummaryButtons(t *testing.T) {
	texts := func(in []review.Sentence) string {
		var out []string
		for _, s := range in {
			out = append(out, fmt.Sprintf("%s/%d", s.Text, len(s.Sources)))
		}
		return strings.Join(out, " ")
	}
	for button, want := range map[string]string{
		"add":                     "a/2 b/2 c/2 /0",
		"add:id-a":                "a/2 /0 b/2 c/2",
		"add:none":                "a/2 b/2 c/2 /0",
		"remove:id-b":             "a/2 c/2",
		"remove:none":             "a/2 b/2 c/2",
		"up:id-b":                 "b/2 a/2 c/2",
		"up:id-a":                 "a/2 b/2 c/2",
		"down:id-b":               "a/2 c/2 b/2",
		"down:id-c":               "a/2 b/2 c/2",
		"remove-source:id-b:1":    "a/2 b/1 c/2",
		"remove-source:id-b:2":    "a/2 b/2 c/2",
		"remove-source:id-b:-1":   "a/2 b/2 c/2",
		"remove-source:id-b:many": "a/2 b/2 c/2",
		"remove-source:none:0":    "a/2 b/2 c/2",
		"save":                    "a/2 b/2 c/2",
		"":                        "a/2 b/2 c/2",
	} {
		do, arg, _ := strings.Cut(button, ":")
		if got := texts(edited(sentencesOf("a", "b", "c"), do, arg)); got != want {
			t.Errorf("%s: %s, want %s", button, got, want)
		}
	}
	added := edited(edited(nil, "add", ""), "add", "")
	if added[0].ID == "" || added[0].ID == added[1].ID {
		t.Errorf("new sentences have the ids %q and %q", added[0].ID, added[1].ID)
	}
}

func TestAddSource(t *testing.T) {
	src := review.Source{Document: "d9", Page: 9, Quote: "q"}
	got := addSource(sentencesOf("a", "b"), "id-b", src)
	if len(got) != 2 || len(got[1].Sources) != 3 || got[1].Sources[2] != src || len(got[0].Sources) != 2 {
		t.Errorf("to a sentence: %+v", got)
	}
	if again := addSource(got, "id-b", src); len(again[1].Sources) != 3 {
		t.Errorf("the same source twice: %+v", again)
	}
	for _, id := range []string{"", "none"} {
		if got := addSource(sentencesOf("a"), id, src); len(got) != 2 || got[1].ID == "" || got[1].Sources[0] != src {
			t.Errorf("to %q: %+v", id, got)
		}
	}
}

// fullDecision has another text in every field that a form can carry.
func fullDecision() review.Decision {
	one := review.Decision{Item: "1", Outcome: review.Overturned, Basis: review.MTUSRebutted, BasisReason: "why\nso", DependsOn: "2", Rationale: "because", PlainLanguage: "plain"}
	for i := range 2 {
		var c guideline.Citation
		v := reflect.ValueOf(&c).Elem()
		for f := range v.NumField() {
			v.Field(f).SetString(fmt.Sprintf("citation %d, field %d", i, f))
		}
		one.Citations = append(one.Citations, c)
		one.Criteria = append(one.Criteria, review.Criterion{List: "l", Version: 3 + i, Key: fmt.Sprint("k", i), Words: "w", State: review.CriterionStates[1+i],
			Sources: []review.Source{{Document: "d1", Page: 1 + i, Quote: "a \"quote\""}, {Document: "d2", Page: 1}}, Note: "line\nline"})
		one.Worksheet.Sources = append(one.Worksheet.Sources, review.ComparedSource{Source: fmt.Sprint("source ", i), Recommends: review.Sides[1+i],
			Design: fmt.Sprint("design ", i), Level: guideline.EvidenceLevels[i].Level})
	}
	one.Worksheet.Stronger, one.Worksheet.Why = "source 1", "line\nof reason"
	one.Sequence = review.Sequence{Step: review.StepStudies, Standard: review.StandardExpert,
		PassedSteps:     []review.PassedStep{{Step: review.StepACOEMOrODG, Reason: "reason a"}, {Step: review.StepOtherGuidelines, Reason: "reason b"}},
		PassedStandards: []review.PassedStandard{{Standard: review.StandardEvidence, Reason: "reason c"}, {Standard: review.StandardProfessional, Reason: "reason d"}}}
	return one
}

func TestDecisionFormRoundTrip(t *testing.T) {
	want := fullDecision()
	form := url.Values{}
	for _, f := range decisionValues(want, want.Criteria) {
		form.Set(f.Name, f.Value)
	}
	if diff := cmp.Diff(want, decisionFrom(form, "1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(decisionValues(want, want.Criteria), decisionValues(want, want.Criteria)); diff != "" {
		t.Errorf("the order of the values changes:\n%s", diff)
	}
}

func TestDecisionFromOddForms(t *testing.T) {
	for name, tt := range map[string]struct {
		form string
		want review.Decision
	}{
		"empty":              {"", review.Decision{Item: "1"}},
		"no such outcome":    {"outcome=maybe&basis=none", review.Decision{Item: "1"}},
		"another item":       {"item=2&Item=2", review.Decision{Item: "1"}},
		"too many citations": {"citations=1000000", review.Decision{Item: "1", Citations: make([]guideline.Citation, maxCitations)}},
		"fewer than none":    {"citations=-1&c0-guideline=x", review.Decision{Item: "1"}},
		"no number":          {"citations=x&c0-guideline=x", review.Decision{Item: "1"}},
		"spaces":             {"citations=1&c0-guideline=+ODG+&rationale=+a%0D%0A", review.Decision{Item: "1", Rationale: " a\n", Citations: []guideline.Citation{{Guideline: "ODG"}}}},
	} {
		form, err := url.ParseQuery(tt.form)
		must(t, err)
		if diff := cmp.Diff(tt.want, decisionFrom(form, "1")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestSettlingAConflictLosesNothing sends the conflict page's form as it stands:
// every text and source of both windows must be in it.
func TestSettlingAConflictLosesNothing(t *testing.T) {
	mine, theirs := sentencesOf("both", "mine only", "changed"), sentencesOf("theirs only", "both", "changed")
	mine[2].Text, theirs[2].Text = "changed by me", "changed by them"
	mine[2].Sources = mine[2].Sources[:1]
	theirs[2].Sources = []review.Source{{Document: "d7", Page: 7, Quote: "theirs"}}
	page := summaryRows(mine, theirs)
	form := url.Values{}
	for _, f := range page.Hidden {
		form.Add(f.Name, f.Value)
	}
	shown := map[string]templates.ConflictRow{}
	for _, r := range page.Rows {
		form.Add(r.Name, r.Value)
		shown[r.Name] = r
	}
	got := summaryFrom(form)
	var texts []string
	for _, s := range got {
		texts = append(texts, fmt.Sprintf("%s/%d", s.Text, len(s.Sources)))
	}
	if diff := cmp.Diff([]string{"both/2", "mine only/2", "changed by me/2", "theirs only/2"}, texts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r := shown["text-id-changed"]; r.Mine != "changed by me" || r.Theirs != "changed by them" {
		t.Errorf("the page shows %+v", r)
	}
	if r := shown["text-id-theirs only"]; r.Mine != notThere || r.Theirs != "theirs only" {
		t.Errorf("what only they have is shown as %+v", r)
	}
	if _, differs := shown["text-id-both"]; differs {
		t.Error("what is the same is shown as a difference")
	}
}
