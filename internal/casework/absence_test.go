package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/review"
)

func TestSearchedIsReadBackAsWritten(t *testing.T) {
	for name, s := range map[string]Searched{
		"no hits":            {Terms: []string{"zzyzx"}},
		"no hits and a note": {Terms: []string{"zzyzx", "xyzzy, too"}, Reason: "Both spellings were tried."},
		"one":                {Terms: []string{"HEP"}, Hits: 1, Pages: 1, Reason: "it is of another worker."},
		"all of it":          {Terms: []string{`"knee pain"`, "knee"}, Hits: 12, Pages: 3, Denied: 2, Rest: 7, Reason: "None of these is it, because\nthey are “older”."},
	} {
		got, ok := ParseSearched(s.Text())
		if !ok || fmt.Sprint(got) != fmt.Sprint(s) {
			t.Errorf("%s: %q is read as %+v, %v", name, s.Text(), got, ok)
		}
	}
	if _, ok := ParseSearched("I looked and it is not there."); ok {
		t.Error("any words are read as a search")
	}
}

func TestCleanTerms(t *testing.T) {
	got := cleanTerms([]string{" home\n exercise ", "", "Home exercise", "“HEP”", strings.Repeat("é", 150)})
	want := []string{"home exercise", `"HEP"`, strings.Repeat("é", 100)}
	if !slices.Equal(got, want) {
		t.Errorf("the terms are %q, want %q", got, want)
	}
	if got := cleanTerms(strings.Fields(strings.Repeat("a b c d e f g h i j k l m n o p q r s t u v w x y z ", 2))); len(got) != mostSearched {
		t.Errorf("%d terms are searched for", len(got))
	}
}

// claim makes the rationale of the first item of the worked case say the words, and
// returns the finding about it.
func (o *office) claim(t *testing.T, words string) finding.Finding {
	t.Helper()
	by, d := o.act("reviewer"), o.draft(t, worked)
	one := d.For("1")[0]
	one.Rationale = words + " The fusion is medically necessary."
	must(t, second(o.SaveDecision(t.Context(), by, worked, d.Parts[d.ItemPart("1")].Version, one)))
	checked, err := o.Checked(t.Context(), by, worked)
	must(t, err)
	i := slices.IndexFunc(checked.Findings, finding.Finding.ClaimsAbsence)
	if i < 0 {
		t.Fatalf("nothing is found in %q: %+v", words, checked.Findings)
	}
	return checked.Findings[i]
}

func TestAbsenceShowsEachHitAsItIsMeant(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	doc := o.say(t, map[int]string{1: "Gait normal. Denies zzyzx today. He has zzyzx at night.", 2: "Mother had zzyzx. Plan: consider zzyzx block.",
		3: "A far word. One word stands here. And the other there."})
	f := o.claim(t, "There is no documentation of a home exercise program.")
	for name, tt := range map[string]struct {
		terms []string
		want  string
	}{
		"of every meaning":          {[]string{"zzyzx"}, "1 denied, 1 affirmed, 2 of another, 2 supposed"},
		"two that overlap":          {[]string{"zzyzx block", `"zzyzx"`}, "1 denied, 1 affirmed, 2 of another, 2 supposed"},
		"words far apart":           {[]string{"far other"}, ""},
		"words of one statement":    {[]string{"stands word"}, "3 affirmed"},
		"one of two":                {[]string{"qwerty OR zzyzx"}, "1 denied, 1 affirmed, 2 of another, 2 supposed"},
		"what only looks like some": {[]string{`"zzyzx night"`, "-zzyzx", "*"}, ""},
	} {
		a, err := o.Absence(t.Context(), by, worked, f.Key(), tt.terms)
		must(t, err)
		var got []string
		for _, h := range a.Hits {
			if h.Document == doc {
				got = append(got, fmt.Sprintf("%d %s", h.Page, h.Meaning))
			}
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, ", "), tt.want)
		}
		if len(a.Hits) != a.Search.Hits {
			t.Errorf("%s: %d hits are counted as %d", name, len(a.Hits), a.Search.Hits)
		}
	}
	a, err := o.Absence(t.Context(), by, worked, f.Key(), nil)
	must(t, err)
	if !slices.Contains(a.Search.Terms, "home exercise program") || a.Claim.Text != f.Text {
		t.Errorf("proposed are %q for %q", a.Search.Terms, a.Claim.Text)
	}
}

func TestAnswerAbsence(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	o.say(t, map[int]string{1: "Denies zzyzx today. He has zzyzx at night."})
	f := o.claim(t, "There is no documentation of zzyzx.")
	wantField := func(name string, s Searched, kind fault.Kind, field string) {
		t.Helper()
		err := o.AnswerAbsence(t.Context(), by, worked, f.Key(), s)
		wantKind(t, name, err, kind)
		if field != "" && fault.Of(err).Field(field) == "" {
			t.Errorf("%s: nothing is said at %s: %v", name, field, err)
		}
	}
	before := o.head(t).Seq
	wantField("no terms", Searched{Terms: []string{" "}, Reason: "x"}, fault.Invalid, "term")
	wantField("no reason", Searched{Terms: []string{"zzyzx"}, Hits: 2, Reason: " "}, fault.Invalid, "reason")
	wantField("other hits than were shown", Searched{Terms: []string{"zzyzx"}, Hits: 1, Reason: "x"}, fault.Conflict, "")
	wantKind(t, "what the draft does not say", o.AnswerAbsence(t.Context(), by, worked, "0123", Searched{Terms: []string{"zzyzx"}}), fault.NotFound)
	wantKind(t, "another's", o.AnswerAbsence(t.Context(), o.act("other"), worked, f.Key(), Searched{Terms: []string{"zzyzx"}}), fault.NotFound)
	if o.head(t).Seq != before {
		t.Error("what was refused is in the trail")
	}
	must(t, o.AnswerAbsence(t.Context(), by, worked, f.Key(), Searched{Terms: []string{"zzyzx"}, Hits: 2, Reason: "it is a cat."}))
	if o.head(t).Seq != before+1 {
		t.Error("one act is not one event")
	}
	a, err := o.Absence(t.Context(), by, worked, f.Key(), nil)
	must(t, err)
	if want := "Searched the records for “zzyzx”: 2 hits on 1 page, 1 of them in negated form. None of these is it, because it is a cat."; a.Answer.Answer != want {
		t.Errorf("kept is %q, want %q", a.Answer.Answer, want)
	}
	out, err := o.Export(t.Context(), operator, worked)
	must(t, err)
	if !slices.Contains(out.Review.Answers, a.Answer) {
		t.Errorf("exported are %+v", out.Review.Answers)
	}
	if !a.Claim.Answered || a.Search.Reason != "it is a cat." || !slices.Equal(a.Search.Terms, []string{"zzyzx"}) {
		t.Errorf("the dialogue opens with %+v", a.Search)
	}
}

// TestAnswerFallsWithItsWordsAndStandsAgain changes the sentence of an answered
// finding, takes the answer over to the new words, and changes the sentence back.
func TestAnswerFallsWithItsWordsAndStandsAgain(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	const old, changed = "There is no documentation of a home exercise program.", "There is no mention of a home exercise program."
	f := o.claim(t, old)
	given := review.Answer{Finding: string(f.Code), Item: f.Item, Text: f.Text, Answer: "It was never taught."}
	must(t, o.Answer(t.Context(), by, worked, given))
	state := func() string {
		checked, err := o.Checked(t.Context(), by, worked)
		must(t, err)
		i := slices.IndexFunc(checked.Findings, finding.Finding.ClaimsAbsence)
		return fmt.Sprint(checked.Findings[i].Answered, " ", len(checked.Earlier))
	}
	if got := state(); got != "true 0" {
		t.Errorf("answered: %s", got)
	}
	f = o.claim(t, changed)
	if got := state(); got != "false 1" {
		t.Errorf("with other words: %s", got)
	}
	again := given
	again.Text = f.Text
	must(t, o.Answer(t.Context(), by, worked, again))
	if got := state(); got != "true 0" {
		t.Errorf("taken again: %s", got)
	}
	o.claim(t, old)
	if got := state(); got != "true 0" {
		t.Errorf("changed back: %s", got)
	}
}

func TestAnswersToNothingAreRefused(t *testing.T) {
	o := openOffice(t)
	for name, tt := range map[string]struct {
		a    review.Answer
		want fault.Kind
	}{
		"no such check": {review.Answer{Finding: "tone-of-voice", Text: "x", Answer: "y"}, fault.Invalid},
		"no such item":  {review.Answer{Finding: "absence-claim", Item: "99", Text: "x", Answer: "y"}, fault.NotFound},
	} {
		wantKind(t, name, o.Answer(t.Context(), o.act("reviewer"), worked, tt.a), tt.want)
	}
}
