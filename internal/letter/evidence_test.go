package letter

import (
	"testing"

	"imr/internal/guideline"
	"imr/internal/review"
)

func TestSearchWords(t *testing.T) {
	study := []guideline.Citation{{Author: "Sample A", Title: "A trial", Journal: "Invented J", Year: "2012"}}
	for name, tt := range map[string]struct {
		dec  review.Decision
		want string
	}{
		"nothing recorded": {review.Decision{Basis: review.MTUSSilent, Citations: study}, ""},
		"the schedule applies": {review.Decision{Basis: review.MTUS, Citations: study,
			Sequence: review.Sequence{Step: review.StepStudies}}, ""},
		"every word": {review.Decision{Basis: review.MTUSSilent, Citations: study, Sequence: review.Sequence{
			Standard:        review.StandardProfessional,
			PassedSteps:     []review.PassedStep{{Step: review.StepACOEMOrODG, Reason: "no passage on kits"}, {Step: review.StepOtherGuidelines, Reason: "None was found."}},
			PassedStandards: []review.PassedStandard{{Standard: review.StandardEvidence, Reason: "no trial\nof kits"}},
		}}, "The search of 8 CCR §9792.21.1 went as far as peer-reviewed studies. " +
			"No source is cited from the current ACOEM or ODG: no passage on kits. " +
			"No source is cited from other evidence-based guidelines: None was found. " +
			"Standard of LC 4610.5(c)(2) relied on: C (nationally recognized professional standards). " +
			"Standard B (peer-reviewed evidence of effectiveness) does not apply: no trial of kits."},
		"reasons of steps that were cited after all": {review.Decision{Basis: review.MTUSSilent,
			Citations: []guideline.Citation{{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise"}},
			Sequence:  review.Sequence{PassedSteps: []review.PassedStep{{Step: review.StepACOEMOrODG, Reason: "stale"}}}},
			"The search of 8 CCR §9792.21.1 went as far as the current ACOEM or ODG. " +
				"Standard of LC 4610.5(c)(2) relied on: B (peer-reviewed evidence of effectiveness)."},
	} {
		if got := searchWords(tt.dec); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, tt.want)
		}
	}
}

func TestComparison(t *testing.T) {
	for name, tt := range map[string]struct {
		in   review.Worksheet
		want string
	}{
		"none": {review.Worksheet{}, ""},
		"whole": {review.Worksheet{Sources: []review.ComparedSource{
			{Source: "ODG, Exercise", Recommends: review.For, Design: "randomized trial", Level: "1b"},
			{Source: "ACOEM, Exercise", Recommends: review.Against, Design: "case series", Level: "4"}},
			Stronger: "ODG, Exercise", Why: "Its patients are like this one"},
			"Sources compared by 8 CCR §9792.25.1: ODG, Exercise (for the treatment; randomized trial; level 1b); " +
				"ACOEM, Exercise (against the treatment; case series; level 4). The stronger is ODG, Exercise. Its patients are like this one."},
	} {
		if got := comparison(tt.in); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, tt.want)
		}
	}
}
