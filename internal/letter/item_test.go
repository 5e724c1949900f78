package letter

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/guideline"
	"imr/internal/review"
)

func TestItemLine(t *testing.T) {
	for name, tt := range map[string]struct {
		description string
		timing      casefile.ReviewTiming
		days        []string
		want        string
	}{
		"prospective":         {"MRI", "prospective", nil, "MRI: Upheld"},
		"retrospective":       {"Kit", "retrospective", []string{"2013-09-25"}, "Kit, date of service 09/25/2013: Upheld"},
		"several days":        {"Kit", "retrospective", []string{"2013-09-25", "2013-10-02", "2013-10-09"}, "Kit, dates of service 09/25/2013, 10/02/2013 and 10/09/2013: Upheld"},
		"short year":          {"Kit date of service 9/25/13", "retrospective", []string{"2013-09-25"}, "Kit date of service 9/25/13: Upheld"},
		"leading zeros":       {"Kit (DOS 09/25/2013)", "retrospective", []string{"2013-09-25"}, "Kit (DOS 09/25/2013): Upheld"},
		"hyphens":             {"Kit 9-25-2013", "retrospective", []string{"2013-09-25"}, "Kit 9-25-2013: Upheld"},
		"in words":            {"Kit, September 25, 2013", "retrospective", []string{"2013-09-25"}, "Kit, September 25, 2013: Upheld"},
		"month cut short":     {"Kit, Sept. 25th 2013", "retrospective", []string{"2013-09-25"}, "Kit, Sept. 25th 2013: Upheld"},
		"ISO":                 {"Kit 2013-09-25", "retrospective", []string{"2013-09-25"}, "Kit 2013-09-25: Upheld"},
		"a range":             {"Kit 9/25/13-10/2/13", "retrospective", []string{"2013-09-25", "2013-10-02"}, "Kit 9/25/13-10/2/13: Upheld"},
		"one of two":          {"Kit 9/25/13", "retrospective", []string{"2013-09-25", "2013-10-02"}, "Kit 9/25/13, date of service 10/02/2013: Upheld"},
		"another day":         {"Kit 9/2/13", "retrospective", []string{"2013-09-25"}, "Kit 9/2/13, date of service 09/25/2013: Upheld"},
		"within other digits": {"Kit 19/25/13", "retrospective", []string{"2013-09-25"}, "Kit 19/25/13, date of service 09/25/2013: Upheld"},
		"another century":     {"Kit 9/25/1913", "retrospective", []string{"2013-09-25"}, "Kit 9/25/1913, date of service 09/25/2013: Upheld"},
	} {
		t.Run(name, func(t *testing.T) {
			it := determination.ItemResult{DisputedItem: casefile.DisputedItem{Description: tt.description, Timing: tt.timing}, Decision: review.Decision{Outcome: review.Upheld}}
			for _, d := range tt.days {
				it.ServiceDates = append(it.ServiceDates, calendar.MustDate(d))
			}
			if got := itemLine(it); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestGuidelineLine(t *testing.T) {
	pain := guideline.Citation{Guideline: "MTUS", Chapter: "Chronic Pain Medical Treatment Guidelines", Section: "Exercise", Pages: "46", Edition: "2009"}
	neck := guideline.Citation{Guideline: "MTUS", Chapter: "Neck", Section: "Exercise"}
	odg := guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise"}
	const (
		onPain = "Decision based on MTUS Chronic Pain Medical Treatment Guidelines (2009), Section(s): Exercise, page 46"
		onODG  = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Low Back, Exercise."
		silent = "The expert reviewer did not base the decision on the MTUS, which does not address this request."
		rebut  = "The expert reviewer did not base the decision on the MTUS, whose recommendation is rebutted here."
		hangs  = "This item depends on another item of this letter, “L4-L5 fusion with instrumentation”, which is upheld."
	)
	for name, tt := range map[string]struct {
		basis  review.CitationBasis
		reason string
		cites  []guideline.Citation
		want   string
	}{
		"M":                        {review.MTUS, "", []guideline.Citation{pain}, onPain + "."},
		"M with several":           {review.MTUS, "", []guideline.Citation{pain, neck}, onPain + "; Neck, Section(s): Exercise."},
		"N, silent":                {review.MTUSSilent, "No passage on kits", []guideline.Citation{odg}, silent + " " + onODG + " Reason: No passage on kits."},
		"N, rebutted":              {review.MTUSRebutted, "A later trial.", []guideline.Citation{odg}, rebut + " " + onODG + " Reason: A later trial."},
		"N, with the MTUS weighed": {review.MTUSRebutted, "Why.", []guideline.Citation{neck, odg}, rebut + " " + onODG + " Reason: Why. MTUS considered: MTUS, Neck, Section(s): Exercise."},
		"N, nothing but a reason":  {review.MTUSSilent, "Why.", nil, silent + " Reason: Why."},
		"M and N":                  {review.MTUS, "", []guideline.Citation{odg, pain}, onPain + ". " + onODG},
		"dependent":                {review.Dependent, "", nil, hangs},
		"dependent, with more":     {review.Dependent, "It goes with the operation", []guideline.Citation{odg}, hangs + " It goes with the operation. " + onODG},
		"nothing":                  {review.MTUS, "", nil, "None cited."},
	} {
		t.Run(name, func(t *testing.T) {
			dec := review.Decision{Basis: tt.basis, BasisReason: tt.reason, Citations: tt.cites, DependsOn: "4"}
			if got := guidelineLine(fiction(), dec); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestSeedForm gives the facts of a published determination to the letter and asks
// for the same lines in the same order.
func TestSeedForm(t *testing.T) {
	seed, err := os.ReadFile("../../../shared/seed/determination.txt")
	if err != nil {
		t.Skip("the seed is not here")
	}
	published := strings.Join(strings.Fields(string(seed)), " ")
	between := func(from, to string) string {
		_, rest, ok := strings.Cut(published, from)
		got, _, found := strings.Cut(rest, to)
		if !ok || !found {
			t.Fatalf("the seed has nothing between %q and %q", from, to)
		}
		return strings.TrimSpace(got)
	}
	d := single()
	d.Organization.ShortName = "MAXIMUS"
	it := &d.Items[0]
	it.Description, it.Outcome = between("disputed items/services set forth below:", ": Upheld"), review.Upheld
	it.ClaimsAdministratorGuideline = between("Claims Administrator guideline:", "MAXIMUS guideline:")
	it.Citations = []guideline.Citation{{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise"}}
	text := New(d, Form{}).Text()
	form := regexp.MustCompile(`(?m)^(?:HOW THE IMR FINAL DETERMINATION WAS MADE|CLINICAL CASE SUMMARY|IMR ISSUES, DECISIONS AND RATIONALES|[^\n:]+: +Upheld|[^\n:]+ guideline:|Decision rationale:)`)
	tidy := func(s string) []string {
		var out []string
		for _, m := range form.FindAllString(strings.ReplaceAll("\n"+s, "\n ", "\n"), -1) {
			out = append(out, strings.Join(strings.Fields(m), " "))
		}
		return out
	}
	if diff := cmp.Diff(tidy(string(seed)), tidy(text)); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{it.ClaimsAdministratorGuideline, between("Decision based on Non-MTUS Citation", ". Decision rationale")} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
}
