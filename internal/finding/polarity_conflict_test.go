package finding

import (
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

// Each row is a sentence of the summary and the page that it cites.
func TestPolarityAgainstThePage(t *testing.T) {
	for name, tt := range map[string]struct {
		sentence, page string
		want           string // words of the evidence; "" where nothing is to be found
	}{
		"a sign turned round":              {"Straight leg raising was negative on the left to 40 degrees.", "Straight leg raising is positive on the left at 40 degrees, negative on the right to 80 degrees.", "positive on the left"},
		"a sign of the other side":         {"Straight leg raising was negative on the right.", "SLR + L 45°, neg R.", ""},
		"another sign":                     {"Phalen's test was negative.", "Phalen neg. Tinel + R wrist.", ""},
		"a sign on both sides":             {"Straight leg raising was negative on both sides.", "SLR neg B to 70°.", ""},
		"a sign in capitals and signs":     {"Spurling's test was negative.", "Spurling + on R.", "Spurling +"},
		"a symptom denied":                 {"She reported numbness.", "Denies numbness. Weakness of the left foot.", "Denies numbness"},
		"a symptom reported":               {"She denied numbness.", "C/o numbness of the left foot.", "numbness of the left foot"},
		"a scoped negation":                {"She had no numbness but was weak.", "There is no numbness; what she has is weakness.", ""},
		"sensation":                        {"Sensation was decreased in the left foot.", "Sensation intact to light touch.", "Sensation intact"},
		"strength by a grade":              {"Strength was normal.", "EHL L 4/5, others 5/5.", "4/5"},
		"motion":                           {"The range of motion was full.", "Lumbar ROM is limited by pain.", "limited"},
		"a condition at another level":     {"There was no stenosis at L5-S1.", "L4-5: severe stenosis. L5-S1: no stenosis.", ""},
		"a condition at this level":        {"There was no stenosis at L4-5.", "L4-5: severe stenosis. L5-S1: no stenosis.", "severe stenosis"},
		"a relative":                       {"He does not have diabetes.", "FH: mother has diabetes.", ""},
		"what treatment did":               {"Physical therapy helped.", "Discharged after 12 PT visits without benefit.", "without benefit"},
		"what treatment did, in its sense": {"Physical therapy brought no lasting change.", "12 PT visits, no lasting benefit.", ""},
		"what another treatment did":       {"Acupuncture did not help.", "Epidural injection gave 60% relief.", ""},
		"a drug that was stopped":          {"She continues to take gabapentin.", "Gabapentin stopped due to dizziness.", "stopped"},
		"consistent":                       {"The drug screen was consistent.", "UDS inconsistent, hydrocodone not found.", "inconsistent"},
		"off work":                         {"He is working full duty.", "Remains off work, TTD.", "off work"},
		"suspected only":                   {"There is no fracture.", "Rule out fracture.", ""},
		"planned only":                     {"Surgery was not done.", "Surgery only if motor loss.", ""},
		"both on one page":                 {"Her gait was normal.", "Gait antalgic in January. Today gait normal.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Pages = []casefile.Page{pageOf("d2", 1, tt.page)}
			in.Review.Summary = []review.Sentence{{Text: tt.sentence, Sources: []review.Source{{Document: "d2", Page: 1, Quote: tt.page[:12]}}}}
			in.Review.Decisions = nil
			fs := of(Check(in), "polarity-conflict")
			if tt.want == "" {
				if len(fs) != 0 {
					t.Errorf("raised for nothing: %+v", fs)
				}
				return
			}
			if len(fs) != 1 || fs[0].Section != Summary || fs[0].Text != tt.sentence || !strings.Contains(fs[0].Evidence[0].Quote, tt.want) {
				t.Errorf("findings %+v, want evidence %q", fs, tt.want)
			}
		})
	}
}

// Each row is a sentence of the summary and a rationale.
func TestPolarityWithinTheDraft(t *testing.T) {
	for name, tt := range map[string]struct {
		summary, rationale string
		want               string // the words of the finding
	}{
		"documented failure, then none":    {"Failure of conservative treatment including PT and home exercise was documented and he showed limited improvement.", "There is no clear evidence of failure of a reasonable home exercise program.", "There is no clear evidence"},
		"a sign":                           {"On March 10, 2015 straight leg raising was positive on the left.", "Straight leg raising is negative on the left.", "Straight leg raising is negative"},
		"a sign of another day":            {"On January 20, 2014 straight leg raising was negative on the left.", "On March 10, 2015 straight leg raising was positive on the left.", ""},
		"the rule of the guideline":        {"She has no radiculopathy.", "The MTUS asks for radiculopathy on examination.", ""},
		"two sentences of one rationale":   {"", "The first injection helped her leg. The first injection did not help her leg.", "The first injection did not help"},
		"two treatments":                   {"", "The first injection helped her leg. Acupuncture did not help.", ""},
		"relief of another treatment":      {"Acupuncture gave no relief.", "The injection gave 60 percent relief.", ""},
		"an absence that the summary says": {"No acupuncture was tried.", "There is no documentation of acupuncture.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			if tt.summary != "" {
				in.Review.Summary = []review.Sentence{{Text: tt.summary}}
			}
			in.Review.Decisions[1].Rationale = tt.rationale + " Physical therapy is not medically necessary."
			fs := of(Check(in), "polarity-conflict")
			if tt.want == "" {
				if len(fs) != 0 {
					t.Errorf("raised for nothing: %+v", fs)
				}
				return
			}
			if len(fs) != 1 || fs[0].Section != Rationale || fs[0].Item != "2" || !strings.Contains(fs[0].Text, tt.want) {
				t.Errorf("findings %+v, want %q", fs, tt.want)
			}
		})
	}
}
