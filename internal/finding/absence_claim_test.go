package finding

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// claiming is a case whose rationale says the words and whose progress report of
// 2015-03-10 is the text.
func claiming(words, text string) Input {
	in := esiCase()
	in.Review.Decisions[1].Rationale = words + " Twelve visits gave no lasting gain. Physical therapy is not medically necessary."
	in.Case.Documents[1].Dated = calendar.MustDate("2015-03-10")
	in.Pages = []casefile.Page{pageOf("d2", 1, text)}
	return in
}

func TestAbsenceClaim(t *testing.T) {
	for name, tt := range map[string]struct {
		claim, record string
		want          string // words of the evidence; "" where there is none
	}{
		"a synonym":                       {"The records do not mention acid reflux.", "PMH: GERD, on omeprazole.", "GERD"},
		"an abbreviation":                 {"There is no documentation of a home exercise program.", "P: cont HEP daily.", "HEP"},
		"a brand":                         {"No trial of gabapentin is documented.", "Neurontin 300 tid x 6 wks, dizzy, stopped.", "Neurontin"},
		"a generic":                       {"The chart contains no mention of Flexeril.", "Takes cyclobenzaprine 10 mg qhs.", "cyclobenzaprine"},
		"another drug of the class":       {"No NSAID is documented.", "Takes acetaminophen 500 mg.", ""},
		"a drug of the class":             {"No NSAID is documented.", "Meds: Mobic 15 mg qd.", "Mobic"},
		"negated":                         {"There is no evidence of radiculopathy.", "No evidence of radiculopathy.", ""},
		"denied":                          {"There is no mention of constipation.", "Denies constipation or sedation.", ""},
		"denied but":                      {"There is no mention of constipation.", "Denies sedation but has constipation.", "constipation"},
		"of the mother":                   {"No operation on the low back is documented.", "Fam hx: mother had lumbar fusion.", ""},
		"planned":                         {"No epidural steroid injection is documented.", "Plan: request left L5-S1 ESI.", ""},
		"done":                            {"No epidural steroid injection is documented.", "L5-S1 ESI done 9/22/14 with 60% relief.", "ESI done"},
		"under a condition":               {"There is no record of a surgical consultation.", "Surgery consult if motor loss.", ""},
		"about plans":                     {"No plan for physical therapy is described.", "Plan: PT 2x/wk x 6 wks.", "PT 2x/wk"},
		"suspected":                       {"There is no documentation of a meniscal tear.", "R/o meniscal tear.", ""},
		"a qualified claim and a figure":  {"There is no documentation of measurable pain relief.", "ESI: pain down from 8/10 to 3/10.", "8/10 to 3/10"},
		"a qualified claim, no figure":    {"There is no documentation of measurable pain relief.", "Some relief from the injection.", ""},
		"a rise is no relief":             {"There is no documentation of measurable pain relief.", "Pain went from 4/10 to 7/10.", ""},
		"no relief":                       {"There is no documentation of pain relief.", "No relief from the injection.", ""},
		"functional gain":                 {"There is no objective evidence of functional improvement.", "Sitting tolerance from 15 to 45 min, lifts 25 lb.", "45 min"},
		"functional gain without figures": {"There is no objective evidence of functional improvement.", "Function about the same.", ""},
		"failure by its outcome":          {"There is no documentation of failure of conservative care.", "PT x 12 without lasting benefit.", "PT x 12"},
		"care that helped":                {"There is no documentation of failure of conservative care.", "PT x 12 with good relief.", ""},
		"care not tried":                  {"There is no documentation of failure of conservative care.", "No PT yet.", ""},
		"fewer drugs":                     {"There is no evidence of reduced medication use.", "Norco cut from four a day to one.", "Norco cut"},
		"a sign by its test":              {"The notes do not describe spasm.", "Paravertebral muscle guarding noted.", "guarding"},
		"another side":                    {"No swelling of the left knee is described.", "R knee: 2+ effusion.", ""},
		"the same side":                   {"No swelling of the left knee is described.", "L knee: 2+ effusion.", "effusion"},
		"another part":                    {"No injection of the shoulder is documented.", "Knee injection 3/1/15, Kenalog 40 mg.", ""},
		"silent":                          {"The progress notes are silent on urine drug screening.", "UDS 2/3/15 consistent.", "UDS"},
		"fails to mention":                {"The physician fails to mention sleep hygiene.", "Gait normal.", ""},
		"nowhere":                         {"Acupuncture is nowhere mentioned.", "8 acupuncture visits, mild help.", "acupuncture"},
		"the guideline is silent":         {"The MTUS does not mention acupuncture for this.", "8 acupuncture visits, mild help.", ""},
		"the UR decision says so":         {"Utilization review found no documentation of acupuncture.", "8 acupuncture visits, mild help.", ""},
		"a condition of the rule":         {"If there is no documentation of acupuncture, more may be tried.", "8 acupuncture visits, mild help.", ""},
		"on another day":                  {"The report of June 16, 2015 does not mention acupuncture.", "8 acupuncture visits, mild help.", ""},
		"on that day":                     {"The report of March 10, 2015 does not mention acupuncture.", "8 acupuncture visits, mild help.", "acupuncture"},
		"since a later day":               {"Since May 2015 no acupuncture is documented.", "8 acupuncture visits, mild help.", ""},
		"in that year":                    {"In 2015 no acupuncture is documented.", "8 acupuncture visits, mild help.", "acupuncture"},
		"in another year":                 {"In 2013 no acupuncture is documented.", "8 acupuncture visits, mild help.", ""},
		"in papers of another kind":       {"The request for authorization does not mention acupuncture.", "8 acupuncture visits, mild help.", ""},
		"either of two":                   {"There is no documentation of acupuncture or massage.", "Massage x 4 helped.", "Massage"},
		"a word that no concept has":      {"There is no mention of a pain diary.", "Keeps a pain diary as told.", "diary"},
	} {
		t.Run(name, func(t *testing.T) {
			fs := of(Check(claiming(tt.claim, tt.record)), "absence-claim")
			if tt.want == "" {
				if len(fs) != 0 {
					t.Errorf("raised for nothing: %+v", fs)
				}
				return
			}
			if len(fs) != 1 || fs[0].Item != "2" || fs[0].Section != Rationale || fs[0].Text != tt.claim ||
				!strings.Contains(fs[0].Evidence[0].Quote, tt.want) {
				t.Errorf("findings %+v, want evidence %q", fs, tt.want)
			}
		})
	}
}

func TestAbsenceClaimUnsearched(t *testing.T) {
	for name, tt := range map[string]struct {
		claim string
		want  string // a term of the message
	}{
		"a claim without a hit":           {"There is no documentation of acupuncture.", "“acupuncture”"},
		"what kind of equipment":          {"The type of equipment that is to be included in this kit is not described.", "equipment"},
		"nobody claims anything":          {"The pain is the same.", ""},
		"a negative finding":              {"Sensation was not decreased.", ""},
		"a thing not done, not unwritten": {"He has not tried acupuncture.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			fs := of(Check(claiming(tt.claim, "Gait normal.")), "absence-claim-unsearched")
			if tt.want == "" {
				if len(fs) != 0 {
					t.Errorf("raised for nothing: %+v", fs)
				}
				return
			}
			if len(fs) != 1 || fs[0].Severity != Warning || !strings.Contains(fs[0].Message, tt.want) {
				t.Errorf("findings %+v, want the term %q", fs, tt.want)
			}
		})
	}
}

// A concept that a table names must be one of the dictionary.
func TestSensesNameConcepts(t *testing.T) {
	check := func(id string) {
		if _, ok := dictionary.Standard().Concept(id); !ok {
			t.Errorf("no concept %s", id)
		}
	}
	for _, s := range senses() {
		for _, id := range s.concepts {
			check(id)
		}
	}
	for id, others := range standIns {
		check(id)
		for _, other := range others {
			check(other)
		}
	}
	for id := range vagueConcept {
		check(id)
	}
}
