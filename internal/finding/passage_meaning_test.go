package finding

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
)

func TestAbsenceTerms(t *testing.T) {
	got := AbsenceTerms("There is no documentation of a home exercise program.")
	if !slices.Contains(got, "home exercise") || !slices.Contains(got, "home exercise program") {
		t.Errorf("the terms are %q", got)
	}
	if got := AbsenceTerms("He does his home exercises daily."); got != nil {
		t.Errorf("what is no claim gives %q", got)
	}
}

func TestMeaningOfPassages(t *testing.T) {
	for name, tt := range map[string]struct {
		page, words string
		want        Meaning
	}{
		"there":              {"Gait normal.\nHas constipation on Norco.", "constipation", Affirmed},
		"denied":             {"Gait normal.\nDenies constipation or sedation.", "constipation", Denied},
		"denied but":         {"Denies sedation but has constipation.", "constipation.", Affirmed},
		"of the mother":      {"Fam hx: mother had lumbar fusion.", "lumbar fusion.", OfAnother},
		"planned":            {"Plan: request left L5-S1 ESI.", "ESI.", Supposed},
		"to be ruled out":    {"R/o meniscal tear.", "meniscal tear.", Doubted},
		"letters of 2 bytes": {"Señora Gómez denies naïve constipation.", "constipation.", Denied},
	} {
		p := pageOf("d2", 1, tt.page)
		r := Prepare([]casefile.Page{p})
		wanted := strings.Fields(tt.words)
		first := slices.IndexFunc(p.Words, func(w casefile.Word) bool { return w.Text == wanted[0] })
		end, found := first+len(wanted), false
		for _, s := range r.Passages("d2", 1) {
			if s.First <= first && end <= s.End {
				found = true
				if got := s.Meaning(first, end); got != tt.want {
					t.Errorf("%s: %s, want %s", name, got, tt.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: %q is in no passage", name, tt.words)
		}
	}
	if got := Prepare(nil).Passages("d9", 1); got != nil {
		t.Errorf("a page that is not there has %v", got)
	}
}

func TestPassagesCoverThePage(t *testing.T) {
	p := pageOf("d2", 1, "Gait normal. Strength 5/5 in both legs.\nPlan:\n1. Continue HEP daily.\n2. Refill Norco 10/325.")
	next := 0
	for _, s := range Prepare([]casefile.Page{p}).Passages("d2", 1) {
		if s.First < next || s.End > len(p.Words) {
			t.Errorf("words %d to %d come after word %d", s.First, s.End, next)
		}
		next = s.End
	}
	if next != len(p.Words) {
		t.Errorf("the last passage ends at word %d of %d", next, len(p.Words))
	}
}

func TestWordsOfEvidence(t *testing.T) {
	r := Prepare([]casefile.Page{pageOf("d2", 1, "Gait is normal.\nHome exer-\ncises “daily”, he says.")})
	for name, tt := range map[string]struct {
		e     Evidence
		first int
		end   int
		ok    bool
	}{
		"over a line end":    {Evidence{"d2", 1, "home exercises \"daily\""}, 3, 7, true},
		"not on the page":    {Evidence{"d2", 1, "acupuncture"}, 0, 0, false},
		"the whole page":     {Evidence{"d2", 1, ""}, 0, 0, false},
		"no such page":       {Evidence{"d2", 2, "gait"}, 0, 0, false},
		"no such document":   {Evidence{"d3", 1, "gait"}, 0, 0, false},
		"the very beginning": {Evidence{"d2", 1, "Gait"}, 0, 1, true},
	} {
		if first, end, ok := r.Words(tt.e); first != tt.first || end != tt.end || ok != tt.ok {
			t.Errorf("%s: words %d to %d, %v", name, first, end, ok)
		}
	}
}
