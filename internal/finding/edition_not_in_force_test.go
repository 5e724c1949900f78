package finding

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
)

func TestEditionNotInForce(t *testing.T) {
	mtus := func(chapter, edition string) guideline.Citation {
		return guideline.Citation{Guideline: "MTUS", Chapter: chapter, Section: "A section", Edition: edition}
	}
	const pain = "Chronic Pain Medical Treatment Guidelines"
	for name, tt := range map[string]struct {
		cite    guideline.Citation
		decided string // UR decision
		served  string // days of service, where retrospective
		want    string // part of the message
	}{
		"in force":                            {mtus(pain, "2009"), "2015-06-30", "", ""},
		"last day of the edition":             {mtus(pain, "2009"), "2016-07-27", "", ""},
		"superseded the day before":           {mtus(pain, "2009"), "2016-07-28", "", "cite the edition of 2016"},
		"not yet in force":                    {mtus(pain, "2016"), "2015-06-30", "", "cite the edition of 2009"},
		"of a year to come":                   {mtus(pain, "2017"), "2016-08-30", "", "cite the edition of 2016"},
		"of no year of the chapter":           {mtus(pain, "2012"), "2015-06-30", "", "cite the edition of 2009"},
		"service before the change":           {mtus(pain, "2009"), "2016-09-01", "2016-07-01", ""},
		"service after the change":            {mtus(pain, "2009"), "2016-10-01", "2016-08-01", "August 1, 2016"},
		"services on both sides of it":        {mtus(pain, "2016"), "2016-10-01", "2016-07-01 2016-08-01", ""},
		"services before it":                  {mtus(pain, "2016"), "2016-10-01", "2016-06-01 2016-07-01", "June 1, 2016"},
		"decided after, given before":         {mtus("Low Back Disorders", "2017"), "2019-08-20", "2019-08-01", ""},
		"decided after":                       {mtus("Low Back Disorders", "2017"), "2019-08-20", "", "cite the edition of 2019"},
		"college's own year":                  {mtus("Low Back Complaints", "2004"), "2014-03-18", "", ""},
		"year of the college after 2017":      {mtus("Low Back", "2004"), "2018-03-18", "", "cite the edition of 2017"},
		"month of effect":                     {mtus(pain, "May 2009"), "2015-06-30", "", ""},
		"day of effect":                       {mtus(pain, "7/18/2009"), "2015-06-30", "", ""},
		"year in the chapter":                 {mtus(pain+" (2016)", ""), "2015-06-30", "", "edition of 2016"},
		"no year":                             {mtus(pain, ""), "2015-06-30", "", ""},
		"chapter unknown to the library":      {mtus("Dental care", "2009"), "2015-06-30", "", ""},
		"unknown chapter, year to come":       {mtus("Dental care", "2016"), "2015-06-30", "", "another source"},
		"chapter that has gone":               {mtus("Acupuncture", "2009"), "2018-06-30", "", "another source"},
		"later than the library knows":        {mtus("Shoulder Disorders", "2023"), "2024-06-30", "", ""},
		"last that the library knows":         {mtus("Shoulder Disorders", "2017"), "2024-06-30", "", ""},
		"older than the last":                 {mtus("Shoulder Complaints", "2009"), "2024-06-30", "", "cite the edition of 2017"},
		"outside of the schedule":             {guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2020"}, "2014-03-18", "", ""},
		"outside of the schedule by its name": {guideline.Citation{Guideline: "Non-MTUS ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2020"}, "2014-03-18", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Case.UR.DecisionDate = calendar.MustDate(tt.decided)
			in.Case.Items, in.Review.Decisions = in.Case.Items[:1], in.Review.Decisions[:1]
			for _, day := range strings.Fields(tt.served) {
				in.Case.Items[0].Timing = casefile.Retrospective
				in.Case.Items[0].ServiceDates = append(in.Case.Items[0].ServiceDates, calendar.MustDate(day))
			}
			in.Review.Decisions[0].Citations = []guideline.Citation{tt.cite}
			fs := of(Check(in), "edition-not-in-force")
			if (len(fs) == 0) != (tt.want == "") {
				t.Fatalf("findings %+v, want %q", fs, tt.want)
			}
			if len(fs) > 0 && (!strings.Contains(fs[0].Message, tt.want) || fs[0].Item != "1" || fs[0].Section != Citation || fs[0].Text != citationLine(tt.cite)) {
				t.Errorf("finding %+v, want %q", fs[0], tt.want)
			}
		})
	}
}

// An organization's own editions count, and those that ship where it has none.
func TestTheLibraryOfTheOrganizationCounts(t *testing.T) {
	in := esiCase()
	in.Case.UR.DecisionDate = calendar.MustDate("2026-03-02")
	in.Case.Items, in.Review.Decisions = in.Case.Items[:1], in.Review.Decisions[:1]
	in.Review.Decisions[0].Citations = []guideline.Citation{{Guideline: "MTUS", Chapter: "Chronic Pain Guideline", Section: "A section", Edition: "2017"}}
	if fs := of(Check(in), "edition-not-in-force"); len(fs) != 0 {
		t.Fatalf("by the library that ships: %+v", fs)
	}
	all := guideline.Standard().Editions()
	for i := range all {
		if all[i].Key == "mtus/chronic-pain" && all[i].Year == "2017" {
			all[i].To = calendar.MustDate("2025-12-31")
			newer := all[i]
			newer.Year, newer.From, newer.To = "2026", calendar.MustDate("2026-01-01"), calendar.Date{}
			all = append(all, newer)
		}
	}
	in.Library = guideline.New(all)
	if fs := of(Check(in), "edition-not-in-force"); len(fs) != 1 || !strings.Contains(fs[0].Message, "cite the edition of 2026") {
		t.Errorf("by its own: %+v", fs)
	}
}
