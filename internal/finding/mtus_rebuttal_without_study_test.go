package finding

import (
	"strings"
	"testing"

	"imr/internal/guideline"
	"imr/internal/review"
)

func TestMTUSRebuttalWithoutStudy(t *testing.T) {
	odg := guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Epidural steroid injections", Edition: "2015"}
	mtus := guideline.Citation{Guideline: "MTUS", Chapter: "Low Back Complaints", Section: "Injections", Edition: "2009"}
	study := guideline.Citation{Author: "Fictional I", Title: "A trial of injections", Journal: "Journal of Invented Medicine", Year: "2014", Volume: "3", Pages: "1-9"}
	with := func(c guideline.Citation, level string) guideline.Citation { c.EvidenceLevel = level; return c }
	for name, tt := range map[string]struct {
		basis  review.CitationBasis
		cites  []guideline.Citation
		reason string
		want   bool
	}{
		"study with its level":                    {review.MTUSRebutted, []guideline.Citation{with(study, "1b")}, "A trial shows more.", false},
		"study, level in the reason":              {review.MTUSRebutted, []guideline.Citation{study}, "A trial of level 1b shows more.", false},
		"study, level of evidence":                {review.MTUSRebutted, []guideline.Citation{study}, "It shows more (level of evidence: 2).", false},
		"study, design in the reason":             {review.MTUSRebutted, []guideline.Citation{study}, "A randomized trial shows more.", false},
		"study without a level":                   {review.MTUSRebutted, []guideline.Citation{study}, "A later trial shows more.", true},
		"guideline with its level":                {review.MTUSRebutted, []guideline.Citation{with(odg, "1a")}, "Later evidence.", false},
		"guideline, level in reason":              {review.MTUSRebutted, []guideline.Citation{odg}, "It rests on evidence of Level 1a.", false},
		"guideline, grade in reason":              {review.MTUSRebutted, []guideline.Citation{odg}, "ACOEM gives it a strength of evidence (B).", false},
		"guideline rated":                         {review.MTUSRebutted, []guideline.Citation{odg}, "The recommendation is rated A.", false},
		"guideline by its name":                   {review.MTUSRebutted, []guideline.Citation{odg}, "The ODG is more recent and outweighs the MTUS.", true},
		"guideline and a design":                  {review.MTUSRebutted, []guideline.Citation{odg}, "The ODG rests on randomized trials.", true},
		"spinal level is no level":                {review.MTUSRebutted, []guideline.Citation{odg}, "A second level of injection at level L5 outweighs it.", true},
		"a word after level":                      {review.MTUSRebutted, []guideline.Citation{odg}, "A high level of pain outweighs the MTUS.", true},
		"level of pain is no level":               {review.MTUSRebutted, []guideline.Citation{odg}, "At a pain level of 5 the 2 level fusion outweighs it.", true},
		"with the MTUS beside it":                 {review.MTUSRebutted, []guideline.Citation{mtus, with(study, "2")}, "A cohort.", false},
		"the MTUS only":                           {review.MTUSRebutted, []guideline.Citation{with(mtus, "1a")}, "Level 1a evidence.", true},
		"nothing cited":                           {review.MTUSRebutted, nil, "Level 1a evidence.", true},
		"second of two has its level":             {review.MTUSRebutted, []guideline.Citation{odg, with(study, "1c")}, "A trial.", false},
		"level that says nothing":                 {review.MTUSRebutted, []guideline.Citation{with(odg, "n/a")}, "Later evidence.", true},
		"silent, not rebutted":                    {review.MTUSSilent, []guideline.Citation{odg}, "The MTUS has no passage on it.", false},
		"within the MTUS":                         {review.MTUS, []guideline.Citation{mtus}, "", false},
		"study without all its parts, level told": {review.MTUSRebutted, []guideline.Citation{{Author: "Fictional I", Journal: "J"}}, "Level 1b.", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			dec := &in.Review.Decisions[0]
			dec.Basis, dec.BasisReason, dec.Citations = tt.basis, tt.reason, tt.cites
			fs := of(Check(in), "mtus-rebuttal-without-study")
			if (len(fs) == 1) != tt.want {
				t.Fatalf("findings %+v, want one: %v", fs, tt.want)
			}
			if tt.want && (fs[0].Item != "1" || fs[0].Section != Citation || blank(fs[0].Text) || !strings.Contains(fs[0].Message, "level of evidence")) {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}
