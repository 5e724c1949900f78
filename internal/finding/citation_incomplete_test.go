package finding

import (
	"strings"
	"testing"

	"imr/internal/guideline"
	"imr/internal/review"
)

func TestCitationIncomplete(t *testing.T) {
	study := guideline.Citation{Author: "Doe J", Title: "Kits at home", Journal: "J Fiction", Year: "2012"}
	without := func(f func(*guideline.Citation)) []guideline.Citation {
		c := study
		f(&c)
		return []guideline.Citation{c}
	}
	for name, tt := range map[string]struct {
		basis     review.CitationBasis
		citations []guideline.Citation
		want      string // what the message names, "" for no finding
	}{
		"whole":                   {review.MTUS, []guideline.Citation{{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise"}}, ""},
		"no edition":              {review.MTUS, []guideline.Citation{{Guideline: "MTUS", Chapter: "Chronic Pain", Section: "Exercise"}}, ""},
		"with a year":             {review.MTUS, []guideline.Citation{{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Year: "2014"}}, ""},
		"none":                    {review.MTUS, nil, "cites nothing"},
		"none yet":                {"", nil, "cites nothing"},
		"blank one":               {review.MTUS, []guideline.Citation{{Guideline: " "}}, "cites nothing"},
		"dependent":               {review.Dependent, nil, ""},
		"dependent, partly cited": {review.Dependent, []guideline.Citation{{Guideline: "ODG", Chapter: "Knee"}}, "section"},
		"no chapter":              {review.MTUS, []guideline.Citation{{Guideline: "MTUS", Section: "Exercise"}}, "chapter"},
		"no section":              {review.MTUS, []guideline.Citation{{Guideline: "MTUS", Chapter: "Chronic Pain", Section: " \t"}}, "section"},
		"section n/a":             {review.MTUS, []guideline.Citation{{Guideline: "MTUS", Chapter: "Chronic Pain", Section: "N/A"}}, "section"},
		"neither":                 {review.MTUS, []guideline.Citation{{Guideline: "MTUS"}}, "chapter and section"},
		"no guideline":            {review.MTUS, []guideline.Citation{{Chapter: "Low Back", Section: "Exercise"}}, "guideline"},
		"drug label":              {review.MTUSSilent, []guideline.Citation{{Guideline: "FDA label", Chapter: "Gabapentin", Section: "Indications"}}, ""},
		"study":                   {review.MTUSSilent, []guideline.Citation{study}, ""},
		"study with a guideline":  {review.MTUSSilent, without(func(c *guideline.Citation) { c.Guideline = "Study" }), ""},
		"study, no author":        {review.MTUSSilent, without(func(c *guideline.Citation) { c.Author = "" }), "author"},
		"study, no title":         {review.MTUSSilent, without(func(c *guideline.Citation) { c.Title = "" }), "title"},
		"study, no journal":       {review.MTUSSilent, without(func(c *guideline.Citation) { c.Journal = "" }), "journal"},
		"study, no year":          {review.MTUSSilent, without(func(c *guideline.Citation) { c.Year = "" }), "year"},
		"study, little of it":     {review.MTUSSilent, []guideline.Citation{{Author: "Doe J", Year: "2012"}}, "title and journal"},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Review.Decisions[0].Basis, in.Review.Decisions[0].Citations = tt.basis, tt.citations
			fs := of(Check(in), "citation-incomplete")
			if (tt.want != "") != (len(fs) == 1) {
				t.Fatalf("findings %+v, want %q", fs, tt.want)
			}
			if tt.want != "" && (!strings.Contains(fs[0].Message, tt.want) || fs[0].Text == "" || fs[0].Section != Citation) {
				t.Errorf("finding %+v, want %q", fs[0], tt.want)
			}
		})
	}
}

func TestCitationIncompleteNamesTheCitation(t *testing.T) {
	in := esiCase()
	in.Review.Decisions[0].Citations = append(in.Review.Decisions[0].Citations, guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Pages: "12"})
	fs := of(Check(in), "citation-incomplete")
	if len(fs) != 1 || fs[0].Text != "Official Disability Guidelines (ODG), Low Back, page 12" {
		t.Errorf("findings %+v", fs)
	}
}
