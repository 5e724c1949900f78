package guideline_test

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/guideline"
)

func sound() guideline.Edition {
	return guideline.Edition{Key: "mtus/low-back", Family: "MTUS", Source: "MTUS", Chapter: "Low Back Disorders", MTUSSection: "§9792.23.5",
		Publisher: "A publisher", Published: "2024-02", From: calendar.MustDate("2025-01-06"), Year: "2025", AlsoCited: []string{"2024"},
		BodyParts: []string{"low back"}, Kind: guideline.Guidelines, Sections: []guideline.Heading{{Title: "Exercise", Words: "program"}}}
}

func TestValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*guideline.Edition)
		want  string // the field that is wrong
	}{
		"sound":                       {func(*guideline.Edition) {}, ""},
		"key with capitals":           {func(e *guideline.Edition) { e.Key = "MTUS/Low" }, "key"},
		"no such family":              {func(e *guideline.Edition) { e.Family, e.MTUSSection = "CDC", "" }, "family"},
		"no source":                   {func(e *guideline.Edition) { e.Source = "" }, "source"},
		"a study of the schedule":     {func(e *guideline.Edition) { e.Kind = guideline.StudySource }, "kind"},
		"no such kind":                {func(e *guideline.Edition) { e.Kind = "rumour" }, "kind"},
		"no publisher":                {func(e *guideline.Edition) { e.Publisher = "" }, "publisher"},
		"no chapter":                  {func(e *guideline.Edition) { e.Chapter = "" }, "chapter"},
		"no section of the law":       {func(e *guideline.Edition) { e.MTUSSection = "" }, "mtus_section"},
		"a section outside of it":     {func(e *guideline.Edition) { e.Family = "ODG" }, "mtus_section"},
		"a publisher's date in words": {func(e *guideline.Edition) { e.Published = "March 2019" }, "published"},
		"a year that is none":         {func(e *guideline.Edition) { e.Year = "25" }, "edition"},
		"not the year of effect":      {func(e *guideline.Edition) { e.Year = "2024" }, "edition"},
		"no day of effect":            {func(e *guideline.Edition) { e.From = calendar.Date{} }, "effective_from"},
		"an end before the start":     {func(e *guideline.Edition) { e.To = calendar.MustDate("2025-01-05") }, "effective_to"},
		"an end on the first day":     {func(e *guideline.Edition) { e.To = e.From }, ""},
		"cited by a word":             {func(e *guideline.Edition) { e.AlsoCited = []string{"old"} }, "also_cited"},
		"no part of a body":           {func(e *guideline.Edition) { e.BodyParts = []string{"low back", "gizmo"} }, "body_parts"},
		"a heading twice":             {func(e *guideline.Edition) { e.Sections = append(e.Sections, guideline.Heading{Title: "exercise"}) }, "sections"},
		"a heading with a bar":        {func(e *guideline.Edition) { e.Sections[0].Title = "A|B" }, "sections"},
		"a title without end":         {func(e *guideline.Edition) { e.Chapter = strings.Repeat("a ", 200) }, "chapter"},
		"headings without end":        {func(e *guideline.Edition) { e.Sections[0].Words = strings.Repeat("a ", 20_000) }, "sections"},
		"another source without dates": {func(e *guideline.Edition) {
			*e = guideline.Edition{Family: "Other", Source: "FDA label", Publisher: "P"}
		}, ""},
	} {
		e := sound()
		tt.spoil(&e)
		err := e.Settled().Validate()
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), "\n"+tt.want+": ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSettled(t *testing.T) {
	for name, tt := range map[string]struct {
		in              guideline.Edition
		key, year, from string
	}{
		"key of the title":        {guideline.Edition{Family: "ODG", Source: "ODG", Chapter: " Forearm,  Wrist & Hand "}, "odg/forearm-wrist-hand", "", ""},
		"key of the source":       {guideline.Edition{Family: "Other", Source: "FDA label"}, "other/fda-label", "", ""},
		"year of effect":          {guideline.Edition{Key: "mtus/a", Family: "MTUS", From: calendar.MustDate("2021-11-23")}, "mtus/a", "2021", "2021-11-23"},
		"first day of its year":   {guideline.Edition{Key: "odg/a", Family: "ODG", Year: "2021"}, "odg/a", "2021", "2021-01-01"},
		"a day that was given":    {guideline.Edition{Key: "odg/a", Family: "ODG", Year: "2021", From: calendar.MustDate("2021-03-01")}, "odg/a", "2021", "2021-03-01"},
		"the schedule has no 1/1": {guideline.Edition{Key: "mtus/a", Family: "MTUS", Year: "2021"}, "mtus/a", "2021", ""},
	} {
		if got := tt.in.Settled(); got.Key != tt.key || got.Year != tt.year || got.From.String() != tt.from {
			t.Errorf("%s: %q, %q, %s", name, got.Key, got.Year, got.From)
		}
	}
}

func TestClash(t *testing.T) {
	others := []guideline.Edition{
		{ID: 1, Key: "mtus/a", Family: "MTUS", Year: "2017", From: calendar.MustDate("2017-12-01"), To: calendar.MustDate("2019-08-10")},
		{ID: 2, Key: "mtus/a", Family: "MTUS", Year: "2019", From: calendar.MustDate("2019-08-11")},
		{ID: 3, Key: "mtus/b", Family: "MTUS", Year: "2020"},
	}
	for name, tt := range map[string]struct {
		id                          int64
		key, family, year, from, to string
		want                        string
	}{
		"before the first":          {0, "mtus/a", "MTUS", "2009", "2009-07-18", "2017-11-30", ""},
		"one day too long":          {0, "mtus/a", "MTUS", "2009", "2009-07-18", "2017-12-01", "effective_from"},
		"without an end":            {0, "mtus/a", "MTUS", "2009", "2009-07-18", "", "effective_from"},
		"after one without an end":  {0, "mtus/a", "MTUS", "2021", "2021-11-23", "", "effective_from"},
		"within another":            {0, "mtus/a", "MTUS", "2018", "2018-01-01", "2018-02-01", "effective_from"},
		"the same year":             {0, "mtus/a", "MTUS", "2019", "2030-01-01", "", "edition"},
		"itself, changed":           {2, "mtus/a", "MTUS", "2019", "2019-08-12", "", ""},
		"itself, into another":      {2, "mtus/a", "MTUS", "2019", "2019-08-10", "", "effective_from"},
		"another family":            {0, "mtus/a", "ODG", "2030", "1990-01-01", "1990-02-01", "family"},
		"another chapter, same day": {0, "mtus/c", "MTUS", "2019", "2019-08-11", "", ""},
	} {
		e := guideline.Edition{ID: tt.id, Key: tt.key, Family: tt.family, Year: tt.year}
		e.From = calendar.MustDate(tt.from)
		if tt.to != "" {
			e.To = calendar.MustDate(tt.to)
		}
		got := ""
		if bad := guideline.Clash(e, others); len(bad) > 0 {
			got = bad[0].Path
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// What ships obeys the rules that an admin's editions must obey.
func TestStandardObeysTheRules(t *testing.T) {
	all := guideline.Standard().Editions()
	for i, e := range all {
		if err := e.Settled().Validate(); err != nil {
			t.Errorf("%s %s: %v", e.Key, e.Year, err)
		}
		if bad := guideline.Clash(e, append(append([]guideline.Edition(nil), all[:i]...), all[i+1:]...)); len(bad) > 0 {
			t.Errorf("%s %s: %v", e.Key, e.Year, bad)
		}
	}
}
