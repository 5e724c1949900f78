package determination

import (
	"slices"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/guideline"
	"imr/internal/review"
	"imr/internal/reviewer"
)

// input is what New takes, all of it sound.
type input struct {
	org Organization
	c   casefile.Case
	r   review.Review
	q   reviewer.Qualifications
}

func soundInput() input {
	cited := []guideline.Citation{{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2014"}}
	return input{
		org: Organization{"Larkspur Review", "Larkspur", "Sacramento", "555", "I. Castellanos, MD", "https://imr.example"},
		c:   casefile.Case{Number: "CM14-1", Items: []casefile.DisputedItem{{ID: "a"}, {ID: "b"}}},
		r: review.Review{Summary: []review.Sentence{{Text: "He fell."}}, Decisions: []review.Decision{
			{Item: "b", Outcome: review.Overturned, Rationale: "met", Citations: cited, Basis: review.MTUSSilent},
			{Item: "a", Outcome: review.Upheld, Rationale: "not met", Citations: cited, Basis: review.MTUS}}},
		q: reviewer.Qualifications{BoardCertifications: []string{"Pain Medicine"}, LicensedIn: []string{"California"}},
	}
}

func (in input) determine() (Determination, error) {
	return New(in.org, in.c, in.r, in.q, calendar.MustDate("2026-11-24"))
}

func TestNewRefusesEveryHole(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*input)
		want  []string
	}{
		"no summary":               {func(in *input) { in.r.Summary = nil }, []string{"summary"}},
		"a summary without words":  {func(in *input) { in.r.Summary = []review.Sentence{{ID: "s"}, {Text: " \n"}} }, []string{"summary"}},
		"an item without decision": {func(in *input) { in.r.Decisions = in.r.Decisions[:1] }, []string{"items[a]"}},
		"an undecided item":        {func(in *input) { in.r.Decisions[1].Outcome = "" }, []string{"items[a]"}},
		"an item decided twice":    {func(in *input) { in.r.Decisions = append(in.r.Decisions, in.r.Decisions[0]) }, []string{"items[b]"}},
		"no rationale":             {func(in *input) { in.r.Decisions[0].Rationale = "" }, []string{"items[b].rationale"}},
		"a blank rationale":        {func(in *input) { in.r.Decisions[0].Rationale = "\n " }, []string{"items[b].rationale"}},
		"no citation":              {func(in *input) { in.r.Decisions[0].Citations = nil }, []string{"items[b].citations"}},
		"no qualifications":        {func(in *input) { in.q = reviewer.Qualifications{} }, []string{"board", "licensed-in"}},
		"no organization":          {func(in *input) { in.org = Organization{} }, []string{"organization"}},
		"an incomplete letterhead": {func(in *input) { in.org.Phone = "" }, []string{"organization"}},
		"nothing at all":           {func(in *input) { *in = input{c: in.c} }, []string{"summary", "items[a]", "items[b]", "board", "licensed-in", "organization"}},
	} {
		in := soundInput()
		tt.spoil(&in)
		d, err := in.determine()
		var paths []string
		for _, f := range fault.Of(err).Fields {
			paths = append(paths, f.Path)
		}
		if !slices.Equal(paths, tt.want) || d.Format != "" {
			t.Errorf("%s: %v, want faults of %v and no determination", name, err, tt.want)
		}
	}
}

func TestNewOfASoundReview(t *testing.T) {
	in := soundInput()
	in.r.Decisions[0].Basis, in.r.Decisions[0].Citations = review.Dependent, nil // which needs none of its own
	in.r.Decisions[1].Criteria = []review.Criterion{{Words: "A trial was made.", State: review.Met}}
	in.r.Decisions = append(in.r.Decisions, review.Decision{Item: "of no item"})
	d, err := in.determine()
	if err != nil {
		t.Fatal(err)
	}
	if d.Format != Format || d.Overall != PartialOverturn || d.DecidedOn.String() != "2026-11-24" || d.Organization != in.org {
		t.Errorf("New = %+v", d)
	}
	if len(d.Items) != 2 || d.Items[0].DisputedItem.ID != "a" || d.Items[1].DisputedItem.ID != "b" {
		t.Errorf("the items are not those of the case in its order: %+v", d.Items)
	}
	if d.Items[0].Criteria != nil || in.r.Decisions[1].Criteria == nil {
		t.Error("the criteria of the draft are part of the determination, or gone from the draft")
	}
}

func TestOverallOf(t *testing.T) {
	up, over := ItemResult{Decision: review.Decision{Outcome: review.Upheld}}, ItemResult{Decision: review.Decision{Outcome: review.Overturned}}
	for name, tt := range map[string]struct {
		items []ItemResult
		want  OverallDetermination
	}{
		"one upheld":     {[]ItemResult{up}, Uphold},
		"one overturned": {[]ItemResult{over}, Overturn},
		"all upheld":     {[]ItemResult{up, up, up}, Uphold},
		"all overturned": {[]ItemResult{over, over}, Overturn},
		"the first":      {[]ItemResult{over, up, up}, PartialOverturn},
		"all but one":    {[]ItemResult{over, up, over}, PartialOverturn},
	} {
		if got := OverallOf(tt.items); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestOrganizationNamesWhatItLacks(t *testing.T) {
	sound := soundInput().org
	if err := sound.Validate(); err != nil {
		t.Error(err)
	}
	for path, spoil := range map[string]func(*Organization){
		"name": func(o *Organization) { o.Name = "" }, "short-name": func(o *Organization) { o.ShortName = "" },
		"address": func(o *Organization) { o.Address = "" }, "phone": func(o *Organization) { o.Phone = "" },
		"medical-director": func(o *Organization) { o.MedicalDirector = "" },
	} {
		o := sound
		spoil(&o)
		if f := fault.Of(o.Validate()); f == nil || f.Field(path) == "" || len(f.Fields) != 1 {
			t.Errorf("without %s: %v", path, f)
		}
	}
}
