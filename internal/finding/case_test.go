package finding

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// esiCase is an invented case of two items, complete and without a fault.
func esiCase() Input {
	mtus := func(section string) []guideline.Citation {
		return []guideline.Citation{{Guideline: "MTUS", Chapter: "Chronic Pain Medical Treatment Guidelines", Section: section, Edition: "2009"}}
	}
	return Input{
		Case: casefile.Case{
			Number: "CM15-0000001", Employee: casefile.Employee{Name: "Ilse Fictional"},
			UR: casefile.URDecision{DecisionDate: calendar.MustDate("2015-06-30")},
			Items: []casefile.DisputedItem{
				{ID: "1", Description: "Left L5-S1 transforaminal epidural steroid injection", Category: "injections", Timing: "prospective",
					BodyParts: []casefile.BodyPart{{Part: "lumbar spine", Side: "left"}}},
				{ID: "2", Description: "Physical therapy, 2 times a week for 3 weeks, lumbar spine", Category: "rehabilitation", Timing: "prospective",
					BodyParts: []casefile.BodyPart{{Part: "lumbar spine"}}},
			},
			Documents: []casefile.Document{
				{ID: "d1", Title: "Application", Kind: casefile.ApplicationForm},
				{ID: "d2", Title: "Progress report", Kind: "progress_report", Pages: 2},
			},
		},
		Review: review.Review{Decisions: []review.Decision{
			{Item: "1", Outcome: review.Overturned, Basis: review.MTUS, Citations: mtus("Epidural steroid injections"),
				Rationale: "Leg pain fell by 60 percent after the first injection. The injection is medically necessary."},
			{Item: "2", Outcome: review.Upheld, Basis: review.MTUS, Citations: mtus("Physical medicine"),
				Rationale: "Twelve visits gave no lasting gain. Physical therapy is not medically necessary."},
		}},
	}
}

// of returns the findings of the code.
func of(fs []Finding, code Code) []Finding {
	var out []Finding
	for _, f := range fs {
		if f.Code == code {
			out = append(out, f)
		}
	}
	return out
}

// pageOf is a page of the document with the lines of the text.
func pageOf(doc casefile.DocumentID, number int, text string) casefile.Page {
	p := casefile.Page{Document: doc, Number: number, Width: 612, Height: 792}
	for line, s := range strings.Split(text, "\n") {
		x := 72.0
		for _, w := range strings.Fields(s) {
			y := 72 + 14*float64(line)
			p.Words = append(p.Words, casefile.Word{Text: w, X0: x, Y0: y, X1: x + 6*float64(len(w)), Y1: y + 12, Line: line})
			x += 6 * float64(len(w)+1)
		}
	}
	return p
}

func TestCleanCaseHasNoFindings(t *testing.T) {
	if fs := Check(esiCase()); len(fs) != 0 {
		t.Errorf("findings on a sound case: %+v", fs)
	}
}
