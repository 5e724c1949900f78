package finding

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

func TestItemsWithoutOneDecision(t *testing.T) {
	first := esiCase().Review.Decisions[0]
	undecided := first
	undecided.Outcome = ""
	second := esiCase().Review.Decisions[1]
	for name, tt := range map[string]struct {
		decisions []review.Decision
		want      []string
	}{
		"one each":              {[]review.Decision{first, second}, nil},
		"in another order":      {[]review.Decision{second, first}, nil},
		"one lacks":             {[]review.Decision{second}, []string{"item-undecided 1"}},
		"one is empty":          {[]review.Decision{undecided, second}, []string{"item-undecided 1"}},
		"none":                  {nil, []string{"item-undecided 1", "item-undecided 2"}},
		"one twice":             {[]review.Decision{first, second, first}, []string{"item-decided-twice 1"}},
		"twice and undecided":   {[]review.Decision{undecided, second, undecided}, []string{"item-undecided 1", "item-decided-twice 1"}},
		"of an item not listed": {[]review.Decision{first, second, {Item: "7"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Review.Decisions = tt.decisions
			var got []string
			for _, f := range Check(in) {
				got = append(got, fmt.Sprint(f.Code, " ", f.Item))
				if item, _ := in.Case.Item(f.Item); f.Text != item.Description || f.Section != Decision {
					t.Errorf("finding %+v", f)
				}
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("findings %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRecordsOnlyUR(t *testing.T) {
	for name, tt := range map[string]struct {
		kinds []casefile.DocumentKind
		want  string
	}{
		"a report":           {[]casefile.DocumentKind{casefile.URDecisionForm, "progress_report"}, ""},
		"imaging alone":      {[]casefile.DocumentKind{"imaging"}, ""},
		"papers only":        {[]casefile.DocumentKind{casefile.ApplicationForm, casefile.URDecisionForm, casefile.RFA, casefile.Correspondence}, "application title; ur_decision title; rfa title; correspondence title"},
		"the UR decision":    {[]casefile.DocumentKind{casefile.URDecisionForm}, "ur_decision title"},
		"no document at all": {nil, "no documents"},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Case.Documents = nil
			for _, k := range tt.kinds {
				in.Case.Documents = append(in.Case.Documents, casefile.Document{Kind: k, Title: string(k) + " title"})
			}
			fs := Check(in)
			if tt.want == "" {
				if len(fs) != 0 {
					t.Errorf("findings %+v", fs)
				}
				return
			}
			if len(fs) != 1 || fs[0].Code != "records-only-ur" || fs[0].Text != tt.want || fs[0].Section != Records || fs[0].Item != "" {
				t.Errorf("findings %+v, want text %q", fs, tt.want)
			}
		})
	}
}

// faulty has a finding of most codes.
func faulty() Input {
	in := quoting("a quote that is nowhere", "Words on a page.")
	in.Case.Documents = in.Case.Documents[:1]
	in.Review.Decisions = []review.Decision{
		{Item: "2", Outcome: review.Upheld, Basis: review.MTUSSilent},
		{Item: "1", Outcome: review.Upheld, Basis: review.MTUS, Rationale: "Pain fell. The injection is medically necessary."},
	}
	return in
}

func TestOrderOfFindings(t *testing.T) {
	want := []string{"quote-not-on-page ", "citation-incomplete 1", "decision-contradicts-rationale 1",
		"citation-incomplete 2", "mtus-exit-unexplained 2", "rationale-missing 2", "records-only-ur "}
	for range 20 {
		var got []string
		for _, f := range Check(faulty()) {
			got = append(got, fmt.Sprint(f.Code, " ", f.Item))
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("findings %q, want %q", got, want)
		}
	}
}

func TestAnswers(t *testing.T) {
	for name, tt := range map[string]struct {
		answer review.Answer
		want   bool
	}{
		"the same words":     {review.Answer{Finding: "quote-not-on-page", Text: "a quote  that is\nnowhere ", Answer: "Handwritten."}, true},
		"other words":        {review.Answer{Finding: "quote-not-on-page", Text: "a quote that is somewhere", Answer: "Handwritten."}, false},
		"another code":       {review.Answer{Finding: "fact-not-on-page", Text: "a quote that is nowhere", Answer: "Handwritten."}, false},
		"another item":       {review.Answer{Finding: "quote-not-on-page", Item: "1", Text: "a quote that is nowhere", Answer: "Handwritten."}, false},
		"no reason is given": {review.Answer{Finding: "quote-not-on-page", Text: "a quote that is nowhere", Answer: " "}, false},
	} {
		t.Run(name, func(t *testing.T) {
			in := faulty()
			before := len(Blocking(Check(in)))
			in.Review.Answers = []review.Answer{tt.answer}
			fs := Check(in)
			if got := of(fs, "quote-not-on-page"); len(got) != 1 || got[0].Answered != tt.want {
				t.Errorf("findings %+v, want answered %v", got, tt.want)
			}
			if blocked := before - len(Blocking(fs)); (blocked == 1) != tt.want {
				t.Errorf("%d findings fewer block", blocked)
			}
		})
	}
}

func TestBlockingLeavesWarningsOut(t *testing.T) {
	fs := Blocking([]Finding{{Code: "a", Severity: Warning}, {Code: "b", Severity: Error}, {Code: "c", Severity: Error, Answered: true}})
	if len(fs) != 1 || fs[0].Code != "b" {
		t.Errorf("blocking %+v", fs)
	}
}

func TestCodes(t *testing.T) {
	seen := map[Code]bool{}
	for _, c := range Codes() {
		if seen[c.Code] || !strings.HasSuffix(c.What, ".") || c.Severity != Error && c.Severity != Warning {
			t.Errorf("code %+v", c)
		}
		seen[c.Code] = true
	}
	for _, f := range Check(faulty()) {
		if !seen[f.Code] {
			t.Errorf("code %s is not listed", f.Code)
		}
	}
}

func TestReportAsJSON(t *testing.T) {
	for name, tt := range map[string]struct {
		report Report
		want   string
	}{
		"nothing found": {Report{Case: "CM15-0000001"}, `{"case":"CM15-0000001","findings":[]}`},
		"two findings": {Report{Case: "CM15-0000001", Findings: []Finding{
			{Code: "c", Severity: Error, Section: Rationale, Item: "1", Text: "t", Message: "m"},
			{Code: "d", Severity: Warning, Section: Summary, Text: "u", Message: "n", Answered: true, Evidence: []Evidence{{"d1", 3, "q"}}},
		}}, `{"case":"CM15-0000001","findings":[` +
			`{"code":"c","severity":"error","section":"rationale","item":"1","text":"t","evidence":[],"message":"m"},` +
			`{"code":"d","severity":"warning","section":"summary","item":"","text":"u","evidence":[{"document":"d1","page":3,"quote":"q"}],"message":"n","answered":true}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(tt.report)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %s, %v\nwant %s", got, err, tt.want)
			}
		})
	}
}

func TestReportAsText(t *testing.T) {
	report := Report{Case: "CM15-0000001", Findings: []Finding{
		{Code: "c", Severity: Error, Section: Rationale, Item: "1", Text: "two\nlines", Message: "Say why."},
		{Code: "d", Severity: Error, Section: Summary, Text: "u", Message: "n", Answered: true, Evidence: []Evidence{{"d1", 3, "q"}, {"d2", 1, ""}}},
	}}
	const want = `CM15-0000001: 1 error, 0 warnings, 1 answered

error c, rationale of item 1
  “two lines”
  Say why.

error d, summary (answered)
  “u”
  n
  see d1 page 3: “q”
  see d2 page 1
`
	if got := report.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (Report{}).Text(); got != "case without a number: no findings\n" {
		t.Errorf("empty report: %q", got)
	}
}

// BenchmarkCheck is a case of 800 pages with 60 sources, one of which is nowhere.
func BenchmarkCheck(b *testing.B) {
	in := esiCase()
	line := "Straight leg raising is positive on the left at 40 degrees and the ankle reflex is absent.\n"
	for n := range 800 {
		in.Pages = append(in.Pages, pageOf("d2", n+1, fmt.Sprintf("Page %d of the file.\n", n+1)+strings.Repeat(line, 40)))
	}
	for n := range 60 {
		in.Review.Summary = append(in.Review.Summary, review.Sentence{Text: "A sentence.", Sources: []review.Source{
			{Document: "d2", Page: 13*n + 1, Quote: fmt.Sprintf("Page %d of the file. Straight leg raising", 13*n+1)}}})
	}
	in.Review.Summary[30].Sources[0].Quote = "a quote that is nowhere"
	for b.Loop() {
		if fs := Check(in); len(fs) != 1 {
			b.Fatalf("%d findings", len(fs))
		}
	}
}

// A text that is all verdicts must cost a check time in proportion to its length, not to its square.
func TestCheckIsBoundedInTime(t *testing.T) {
	for name, unit := range map[string]string{
		"no end":    "is medically necessary ",
		"sentences": "It is not medically necessary. ",
		"words":     "necessary ",
		"dots":      "a… ",
		"forms":     "e.g. ",
		"numbers":   "1 ",
	} {
		t.Run(name, func(t *testing.T) {
			growsGently(t, 1_000, func(size int) {
				long := strings.Repeat(unit, size/len(unit))
				in := quoting(long+"zz", long)
				in.Review.Decisions[0].Rationale, in.Review.Decisions[0].BasisReason = long, long
				in.Review.Decisions[0].Basis = review.MTUSSilent
				Check(in)
			})
		})
	}
}

// No text may make a check panic, whatever it holds.
func FuzzCheck(f *testing.F) {
	f.Add("The injection is not medically necessary.", "a … b", "a b\nc-")
	f.Add("Dr. X. denied it; but it is", "½½ﬁ\x02-", "1\u00bd \ufffe .5 \xff")
	f.Fuzz(func(t *testing.T, rationale, quote, text string) {
		in := quoting(quote, text)
		in.Review.Decisions[0].Rationale, in.Review.Decisions[1].BasisReason = rationale, rationale
		in.Review.Decisions[1].Basis = review.MTUSSilent
		Check(in)
	})
}
