package finding

import (
	"testing"

	"imr/internal/casefile"
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

// Rationales on items of many kinds.
func TestSubstantial(t *testing.T) {
	for _, tt := range []struct {
		item, rationale string
		missing         bool
	}{
		{"Cervical and lumbar kit", "The requested kit is not medically necessary as there is no documentation supporting its use.", true},
		{"Cervical and lumbar kit", "The type of equipment to be included in this kit is not described.", false},
		{"Norco 10/325 mg #120", "Norco 10/325 mg #120 is not medically necessary per MTUS guidelines.", true},
		{"Norco 10/325 mg #120", "The medication is medically necessary for the patient's condition.", true},
		{"Norco 10/325 mg #120", "No CURES report.", false},
		{"Norco 10/325 mg #120", "Opioids should be weaned.", false},
		{"MRI of the right knee", "The patient's presentation supports the request.", true},
		{"MRI of the right knee", "Locking and joint line tenderness after six weeks of bracing.", false},
		{"MRI of the right knee", "Based on the records and the guidelines cited above, this request is appropriate and the denial is overturned.", true},
		{"MRI of the right knee", "I have reviewed the case. The treatment requested is reasonable in my professional opinion.", true},
		{"MRI of the right knee", "No plain films were taken.", false},
		{"Acupuncture x 6", "Prior acupuncture gave no functional gain.", false},
		{"Acupuncture x 6", "The guideline requires functional improvement.", false},
		{"Acupuncture x 6", "Not medically necessary based on lack of documentation and guideline criteria.", true},
		{"Acupuncture x 6", "Upheld.", true},
		{"Acupuncture x 6", "See above.", true},
		{"Acupuncture x 6", "N/A", true},
		{"Acupuncture x 6", "TBD", true},
		{"Acupuncture x 6", "The requested acupuncture does not meet MTUS criteria.", true},
		{"Acupuncture x 6", "The treating physician's request was reviewed against accepted standards of care and the applicable criteria; it fails to satisfy them.", true},
		{"Acupuncture x 6", "Standard of care.", true},
		{"Home health aide", "She lives alone and cannot bathe herself.", false},
		{"Home health aide", "The worker is not homebound.", false},
		{"Lumbar fusion L4-S1", "There is no instability.", false},
		{"Lumbar fusion L4-S1", "The clinical evidence does not establish that the proposed surgery is warranted for this injured worker at this time.", true},
		{"Lumbar fusion L4-S1", "Smoking has not stopped.", false},
		{"Lumbar fusion L4-S1", "Based on the above discussion, the request falls outside of guideline parameters.", true},
		{"Lumbar fusion L4-S1", "Medical necessity could not be determined from the submitted clinical information.", true},
		{"Lumbar fusion L4-S1", "In the absence of objective evidence, the procedure cannot be recommended.", true},
		{"Lumbar fusion L4-S1", "The patient has exhausted conservative measures.", false},
	} {
		t.Run(tt.item+": "+tt.rationale, func(t *testing.T) {
			in := esiCase()
			item := casefile.DisputedItem{ID: "2", Description: tt.item}
			if tt.item == "Lumbar fusion L4-S1" {
				item.Category = "surgery"
			}
			dec := esiCase().Review.Decisions[1]
			dec.Rationale = tt.rationale
			if substantial(in.Case, item, dec) == tt.missing {
				t.Errorf("missing is %v", !tt.missing)
			}
		})
	}
}
