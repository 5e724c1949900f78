package finding

import (
	"testing"

	"imr/internal/review"
)

// Rationales on the second item of esiCase: six visits of physical therapy.
func TestRationaleMissing(t *testing.T) {
	for name, tt := range map[string]struct {
		rationale string
		missing   bool
	}{
		"empty":                      {"", true},
		"white space":                {" \n\t", true},
		"verdict only":               {"Not medically necessary.", true},
		"verdict on the item":        {"Physical therapy for the low back is not medically necessary.", true},
		"per guidelines":             {"The request is denied per guidelines.", true},
		"guidelines by name":         {"Per the MTUS Chronic Pain Medical Treatment Guidelines, page 98, the request is not supported.", true},
		"review boilerplate":         {"After careful review of all the submitted medical records and the applicable guidelines, the requested treatment is deemed not medically necessary and appropriate.", true},
		"insufficient information":   {"There is insufficient documentation to support the request.", true},
		"criteria not met":           {"The patient does not meet the guideline criteria. Therefore, the request is not medically necessary.", true},
		"seed sentence":              {"The history and documentation do not objectively support the request for physical therapy. Therefore, it is not medically necessary.", true},
		"date of the UR decision":    {"The utilization review denial of June 30, 2015 is upheld.", true},
		"no rationale by provider":   {"The requesting provider did not submit a rationale for the requested services.", true},
		"guideline supports request": {"The requested physical therapy is not recommended by the guidelines.", true},
		"edition and section":        {"MTUS 2009 edition, section 9792.24.2, does not support this treatment.", true},
		"clinical findings at large": {"Based on the clinical findings, the treatment is medically necessary.", true},
		"worker's name":              {"Ms. Fictional does not need physical therapy at this time.", true},

		"number of visits":       {"She has had 12 visits.", false},
		"failed care":            {"Conservative care failed.", false},
		"home program":           {"He is independent in a home program.", false},
		"drug":                   {"Gabapentin was stopped for dizziness.", false},
		"finding":                {"Ankle reflex absent.", false},
		"imaging":                {"MRI shows stenosis.", false},
		"functional improvement": {"There is no documentation of functional improvement.", false},
		"date":                   {"The report of June 16, 2015 does not support the request.", false},
		"other body part":        {"The request is for the knee.", false},
		"symptom":                {"Pain persists.", false},
		"red flags":              {"No red flags.", false},
		"criterion by name":      {"ODG does not recommend physical therapy.", false},
		"criterion passive":      {"Physical therapy is recommended in the MTUS.", false},
		"no benefit":             {"The patient did not benefit from therapy.", false},
		"criterion in numbers":   {"The guideline allows ten visits.", false},
		"seed":                   {"The claimant reported that home exercises increased his pain. Therefore, it is not medically necessary.", false},
		"retro":                  {"Surgery took place.", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Review.Decisions[1].Rationale = tt.rationale
			fs := of(Check(in), "rationale-missing")
			if (len(fs) == 1) != tt.missing {
				t.Fatalf("%q: findings %+v, want missing %v", tt.rationale, fs, tt.missing)
			}
			if tt.missing && (fs[0].Text == "" || fs[0].Item != "2" || fs[0].Section != Rationale) {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}

func TestRationaleOfDependentItem(t *testing.T) {
	for rationale, missing := range map[string]bool{
		"Since the primary procedure is not medically necessary, the associated services are not.": false,
		"Not medically necessary.": true,
	} {
		in := esiCase()
		in.Review.Decisions[1] = review.Decision{Item: "2", Outcome: review.Upheld, Basis: review.Dependent, DependsOn: "1", Rationale: rationale}
		if fs := of(Check(in), "rationale-missing"); (len(fs) == 1) != missing {
			t.Errorf("%q: findings %+v, want missing %v", rationale, fs, missing)
		}
	}
}
