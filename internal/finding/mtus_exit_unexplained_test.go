package finding

import (
	"testing"

	"imr/internal/calendar"
	"imr/internal/guideline"
	"imr/internal/review"
)

func TestMTUSExitUnexplained(t *testing.T) {
	odg := guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2014"}
	mtus := guideline.Citation{Guideline: "MTUS", Chapter: "Chronic Pain Medical Treatment Guidelines", Section: "Exercise"}
	study := guideline.Citation{Author: "Doe J", Title: "Kits at home", Journal: "J Fiction", Year: "2012"}
	acoem := func(edition string) guideline.Citation {
		return guideline.Citation{Guideline: "ACOEM", Chapter: "Low Back Disorders", Section: "Exercise", Edition: edition}
	}
	for name, tt := range map[string]struct {
		basis     review.CitationBasis
		reason    string
		rationale string
		citations []guideline.Citation
		day       string
		want      bool
	}{
		"applied":                        {review.MTUS, "", "Gains.", []guideline.Citation{mtus}, "2015-06-30", false},
		"silent, no reason":              {review.MTUSSilent, "", "Gains.", []guideline.Citation{odg}, "2015-06-30", true},
		"silent, n/a":                    {review.MTUSSilent, "N/A", "Gains.", []guideline.Citation{odg}, "2015-06-30", true},
		"silent, see rationale, nothing": {review.MTUSSilent, "See rationale.", "Gains.", []guideline.Citation{odg}, "2015-06-30", true},
		"silent, see rationale, told":    {review.MTUSSilent, "See rationale.", "The MTUS does not address kits.", []guideline.Citation{odg}, "2015-06-30", false},
		"silent, basis repeated":         {review.MTUSSilent, "MTUS not used; ODG used instead.", "Gains.", []guideline.Citation{odg}, "2015-06-30", true},
		"silent, seed's sentence":        {review.MTUSSilent, "The Expert Reviewer did not base their decision on the MTUS.", "Gains.", []guideline.Citation{odg}, "2015-06-30", true},
		"silent, reason":                 {review.MTUSSilent, "The MTUS does not address kits.", "Gains.", []guideline.Citation{odg}, "2015-06-30", false},
		"silent, this treatment":         {review.MTUSSilent, "Does not address it.", "Gains.", []guideline.Citation{odg}, "2015-06-30", false},
		"silent, reason in rationale":    {review.MTUSSilent, "", "As the schedule is silent on gym membership, ODG applies.", []guideline.Citation{odg}, "2015-06-30", false},
		"rebutted, nothing":              {review.MTUSRebutted, "", "Gains.", []guideline.Citation{study}, "2015-06-30", true},
		"rebutted, reason":               {review.MTUSRebutted, "A later trial (level 1b) found benefit.", "Gains.", []guideline.Citation{study}, "2015-06-30", false},
		"mtus basis, ODG only":           {review.MTUS, "", "ODG recommends exercise.", []guideline.Citation{odg}, "2015-06-30", true},
		"mtus basis, study only":         {review.MTUS, "", "Gains.", []guideline.Citation{study}, "2015-06-30", true},
		"no basis, ODG only":             {"", "", "Gains.", []guideline.Citation{odg}, "2015-06-30", true},
		"no basis, ODG, told":            {"", "", "MTUS contains no recommendation on kits.", []guideline.Citation{odg}, "2015-06-30", false},
		"no basis, no citation":          {"", "", "Gains.", nil, "2015-06-30", false},
		"MTUS and ODG together":          {review.MTUS, "", "Gains.", []guideline.Citation{mtus, odg}, "2015-06-30", false},
		"dependent":                      {review.Dependent, "", "Gains.", []guideline.Citation{odg}, "2015-06-30", false},
		"MTUS by its long name":          {review.MTUS, "", "Gains.", []guideline.Citation{{Guideline: "Medical Treatment Utilization Schedule", Chapter: "x", Section: "y"}}, "2015-06-30", false},
		"chronic pain guidelines":        {review.MTUS, "", "Gains.", []guideline.Citation{{Guideline: "Chronic Pain Medical Treatment Guidelines", Chapter: "x", Section: "y"}}, "2015-06-30", false},
		"chronic pain, short":            {review.MTUS, "", "Gains.", []guideline.Citation{{Guideline: "Chronic Pain Treatment Guidelines", Chapter: "x", Section: "y"}}, "2015-06-30", false},
		"MTUS/ACOEM":                     {review.MTUS, "", "Gains.", []guideline.Citation{{Guideline: "MTUS/ACOEM", Chapter: "x", Section: "y"}}, "2015-06-30", false},
		"non-MTUS":                       {review.MTUS, "", "Gains.", []guideline.Citation{{Guideline: "Non-MTUS: ODG", Chapter: "x", Section: "y"}}, "2015-06-30", true},
		"ACOEM 2004 before adoption":     {review.MTUS, "", "Gains.", []guideline.Citation{acoem("2004")}, "2015-06-30", false},
		"ACOEM 2011 before adoption":     {review.MTUS, "", "Gains.", []guideline.Citation{acoem("2011")}, "2015-06-30", true},
		"ACOEM after adoption":           {review.MTUS, "", "Gains.", []guideline.Citation{acoem("2019")}, "2020-02-01", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Case.UR.DecisionDate = calendar.MustDate(tt.day)
			in.Review.Decisions[1] = review.Decision{Item: "2", Outcome: review.Upheld, Basis: tt.basis, BasisReason: tt.reason,
				Rationale: tt.rationale, Citations: tt.citations}
			fs := of(Check(in), "mtus-exit-unexplained")
			if (len(fs) == 1) != tt.want {
				t.Fatalf("findings %+v, want %v", fs, tt.want)
			}
			if tt.want && (fs[0].Section != Citation || fs[0].Text != citationLine(tt.citations[0])) {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}

func TestExitExplained(t *testing.T) {
	for _, tt := range []struct {
		reason, rationale string
		want              bool
	}{
		{"", "The MTUS is silent on this topic, so ODG was consulted.", true},
		{"", "ODG was used as it is more specific.", false},
		{"MTUS is silent.", "", false},
		{"The MTUS does not specifically address neck and back kits.", "", true},
		{"ODG is more current", "", true},
		{"Not addressed by MTUS", "", true},
		{"not addressed", "", true},
		{"see above", "", false},
		{"-", "", false},
		{"Reviewer preference", "", false},
		{"Decision based on ODG", "", false},
		{"", "The MTUS does not apply, and gains are recorded.", true},
		{"", "The decision is not based on the MTUS.", false},
		{"", "The MTUS/ACOEM chapters do not discuss this device.", true},
		{"", "There is no MTUS recommendation for kits.", true},
		{"", "MTUS guidelines recommend exercise. There is no evidence of progress.", false},
	} {
		t.Run(tt.reason+"|"+tt.rationale, func(t *testing.T) {
			dec := review.Decision{BasisReason: tt.reason, Rationale: tt.rationale, Basis: review.MTUSSilent}
			if got := exitExplained(dec); got != tt.want {
				t.Errorf("explained is %v", got)
			}
		})
	}
}
